export type LinkGrade = 'good' | 'fair' | 'poor';

/** Quality of reception from somebody, over the last seconds: a frozen snapshot. */
export interface LinkHealth {
  readonly grade: LinkGrade;
  /** There and back, in ms; undefined where the browser does not tell. */
  readonly roundTripTime: number | undefined;
  /** Share of the packets that did not arrive, 0 to 1. */
  readonly loss: number;
  /** Share of the time in which the picture stood still, 0 to 1. */
  readonly frozen: number;
}

/** Counters of a connection at one time. */
export interface LinkSample {
  /** In ms. */
  readonly time: number;
  readonly roundTripTime: number | undefined;
  readonly received: number;
  readonly lost: number;
  /** In ms. */
  readonly frozen: number;
}

/** The parts of webrtc-stats that are used; TypeScript's DOM types lack some. */
interface LinkStats {
  readonly type: string;
  readonly nominated?: boolean;
  readonly currentRoundTripTime?: number;
  readonly roundTripTime?: number;
  readonly packetsReceived?: number;
  readonly packetsLost?: number;
  readonly totalFreezesDuration?: number;
}

/** Limits from which a connection is fair (people begin to notice) and poor (it annoys them). */
const LIMITS = {
  roundTripTime: { fair: 300, poor: 600 },
  loss: { fair: 0.03, poor: 0.1 },
  frozen: { fair: 0.03, poor: 0.15 },
} as const;

/** Lost packets that may be chance: each is a great share of what a silent microphone sends. */
const FEW_LOST = 4;

/** Reads the counters of webrtc-stats: of the candidate pair in use, and of everything that is received. */
export function sampleLink(report: RTCStatsReport, time: number): LinkSample {
  let ofPath: number | undefined;
  let ofStreams: number | undefined;
  let received = 0;
  let lost = 0;
  let frozen = 0;
  report.forEach((stats: LinkStats) => {
    if (stats.type === 'candidate-pair') {
      if (stats.nominated) ofPath = stats.currentRoundTripTime ?? ofPath;
    } else if (stats.type === 'remote-inbound-rtp') {
      ofStreams = stats.roundTripTime ?? ofStreams;
    } else if (stats.type === 'inbound-rtp') {
      received += stats.packetsReceived ?? 0;
      lost += stats.packetsLost ?? 0;
      frozen = Math.max(frozen, (stats.totalFreezesDuration ?? 0) * 1000);
    }
  });
  // Firefox tells it of streams only.
  const roundTrip = ofPath ?? ofStreams;
  return { time, roundTripTime: roundTrip && roundTrip * 1000, received, lost, frozen };
}

/** Says how well it went between two samples. */
export function gradeLink(before: LinkSample, now: LinkSample): LinkHealth {
  // Counters begin again with another connection; packets that come late make the loss smaller again.
  const received = Math.max(0, now.received - before.received);
  const lost = Math.max(0, now.lost - before.lost);
  const share = (part: number, whole: number): number =>
    whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
  const values = {
    roundTripTime: now.roundTripTime ?? 0,
    loss: share(lost, received + lost),
    frozen: share(now.frozen - before.frozen, now.time - before.time),
  };
  const reaches = (grade: 'fair' | 'poor'): boolean =>
    (lost > FEW_LOST && values.loss >= LIMITS.loss[grade]) ||
    values.roundTripTime >= LIMITS.roundTripTime[grade] ||
    values.frozen >= LIMITS.frozen[grade];
  return Object.freeze({
    ...values,
    roundTripTime: now.roundTripTime,
    grade: reaches('poor') ? 'poor' : reaches('fair') ? 'fair' : 'good',
  });
}
