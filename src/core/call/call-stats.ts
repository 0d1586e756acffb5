import type { CallStats } from '../types.js';
import type { Peer } from './peers.js';

/** The browser's report for each connection, without those that are closed meanwhile. */
export async function collectStats(peers: readonly Peer[]): Promise<CallStats> {
  const participants = new Map<string, RTCStatsReport>();
  const collect = async ({ id, link }: Peer): Promise<void> => {
    const report = await link.getStats()?.catch(() => undefined);
    if (report) participants.set(id, report);
  };
  await Promise.all(peers.map(collect));
  return { timestamp: performance.now(), participants };
}
