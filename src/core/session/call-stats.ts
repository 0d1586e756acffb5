import type { PeerLink } from '../peer/peer-link.js';
import type { CallStats } from '../types.js';

/** The browser's report for each link. One that is closed meanwhile is left out. */
export async function collectStats(links: readonly [id: string, link: PeerLink][]): Promise<CallStats> {
  const reports = await Promise.all(
    links.map(async ([id, link]) => [id, await link.getStats()?.catch(() => undefined)] as const),
  );
  const participants = new Map<string, RTCStatsReport>();
  for (const [id, report] of reports) if (report) participants.set(id, report);
  return { timestamp: performance.now(), participants };
}
