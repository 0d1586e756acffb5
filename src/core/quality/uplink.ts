import type { CallSession } from '../session/call-session.js';

/** The part of the Network Information API that is used; only Chromium has it. */
interface NetworkInformation {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

const SAVING = 300_000;
const BY_TYPE: Readonly<Record<string, number>> = { 'slow-2g': 80_000, '2g': 120_000, '3g': 500_000 };

/** What the browser says of the network, in bit/s; `Infinity` where it says nothing that limits. */
export function networkUplink(): number {
  const { connection } = navigator as Navigator & { readonly connection?: NetworkInformation };
  const { saveData = false, effectiveType = '' } = connection ?? {};
  return Math.min(saveData ? SAVING : Infinity, BY_TYPE[effectiveType] ?? Infinity);
}

/**
 * What the connections say together that they could send, in bit/s (`availableOutgoingBitrate`, webrtc-stats), with room to
 * grow and in coarse steps, so that small changes change nothing. `Infinity` where one does not tell, as in Firefox.
 */
export async function measuredUplink(session: CallSession): Promise<number> {
  const { participants } = await session.getStats();
  let sum = 0;
  for (const report of participants.values()) sum += available(report);
  return 2 ** (Math.floor(2 * Math.log2(sum * 1.5)) / 2);
}

function available(report: RTCStatsReport): number {
  let found = Infinity;
  report.forEach((stats: RTCIceCandidatePairStats) => {
    if (stats.type !== 'candidate-pair' || !stats.nominated) return;
    found = Math.min(found, stats.availableOutgoingBitrate ?? Infinity);
  });
  return found;
}
