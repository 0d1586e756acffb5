/** The parts of webrtc-stats that are used; TypeScript's DOM types lack some. */
interface VideoStats {
  readonly id: string;
  readonly type: string;
  readonly kind?: string;
  readonly mediaSourceId?: string;
  readonly framesPerSecond?: number;
  readonly totalEncodeTime?: number;
  readonly qualityLimitationReason?: string;
  readonly totalDecodeTime?: number;
  readonly framesDropped?: number;
  readonly framesReceived?: number;
}

/** Load of the device by the pictures of a call. */
export type DeviceLoad = 'calm' | 'busy' | 'overloaded';

/** Part of all cores that coding may take until the device counts as busy, and as overloaded if pictures are lost, too. */
const BUSY = 0.35;
const TOO_BUSY = 0.5;

/** Part of the captured pictures that has to be sent, and part of the received ones that may be dropped. */
const ENOUGH_SENT = 0.7;
const MANY_DROPPED = 0.2;

/** The statistics of all connections at one time. */
interface Look {
  /** Time of the look, in ms. */
  readonly at: number;
  /** Time that encoding and decoding have taken, in s. */
  readonly coding: number;
  readonly received: number;
  readonly dropped: number;
  /** The browser says that the device limits a picture, or the network; Firefox says neither. */
  readonly isLimited: boolean;
  readonly isNarrow: boolean;
  /** Fewer pictures are sent than the camera gives, and the network is not the reason. */
  readonly isLate: boolean;
}

/** Judges by the statistics whether the device keeps up with encoding and decoding, and whether the network does. */
export class LoadMeter {
  #before: Look | undefined;
  #isNarrow = false;

  /** Whether the network has limited pictures at the last two readings. */
  get isNarrow(): boolean {
    return this.#isNarrow;
  }

  /**
   * Undefined at the first reading, and after a connection has gone with its counters.
   *
   * @param reports - Of all connections.
   * @param now - In ms.
   * @param frameRate - Most pictures per second that are to be sent.
   */
  read(reports: Iterable<RTCStatsReport>, now: number, frameRate: number): DeviceLoad | undefined {
    const before = this.#before;
    const look = (this.#before = lookAt([...reports], now, frameRate));
    this.#isNarrow = look.isNarrow && before?.isNarrow === true;
    if (look.isLimited) return 'overloaded';
    if (!before) return undefined;
    const [time, coding, received, dropped] = (['at', 'coding', 'received', 'dropped'] as const).map(
      (key) => look[key] - before[key],
    ) as [number, number, number, number];
    if (time <= 0 || coding < 0 || received < 0) return undefined;
    const busy = coding / ((time / 1000) * cores());
    if (busy > TOO_BUSY && (look.isLate || dropped > received * MANY_DROPPED)) return 'overloaded';
    return busy > BUSY ? 'busy' : 'calm';
  }
}

function lookAt(reports: readonly RTCStatsReport[], at: number, frameRate: number): Look {
  const look = { at, coding: 0, received: 0, dropped: 0, isLimited: false, isNarrow: false, isLate: false };
  for (const report of reports) {
    const captured = new Map<string, number>();
    report.forEach(({ type, id, framesPerSecond = 0 }: VideoStats) => {
      if (type === 'media-source' && framesPerSecond > 0) captured.set(id, framesPerSecond);
    });
    const slowest = captured.size > 0 ? Math.min(...captured.values()) : 0;
    report.forEach((stats: VideoStats) => {
      if (stats.kind !== 'video') return;
      if (stats.type === 'inbound-rtp') {
        look.coding += stats.totalDecodeTime ?? 0;
        look.received += stats.framesReceived ?? 0;
        look.dropped += stats.framesDropped ?? 0;
      } else if (stats.type === 'outbound-rtp') {
        const { framesPerSecond: sent = 0, qualityLimitationReason: reason, mediaSourceId } = stats;
        // Firefox does not say which source a picture comes from.
        const source = mediaSourceId === undefined ? slowest : (captured.get(mediaSourceId) ?? 0);
        const wanted = Math.min(source, frameRate);
        look.coding += stats.totalEncodeTime ?? 0;
        look.isLimited ||= reason === 'cpu';
        look.isNarrow ||= reason === 'bandwidth';
        // Nothing at all is what is not looked at.
        look.isLate ||= sent > 0 && sent < wanted * ENOUGH_SENT && reason !== 'bandwidth';
      }
    });
  }
  return look;
}

const cores = (): number => navigator.hardwareConcurrency || 2;
