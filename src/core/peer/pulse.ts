/** Time without sound and pictures after which the statistics are asked, which costs more, in ms. */
const FRESH = 1000;

/** The part of the statistics of a candidate pair that both Chromium and Firefox have. */
interface PairStats {
  readonly type: string;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
}

/** Tells how long nothing has come in over a connection: no media, no RTCP, and no answer to its questions for consent (RFC 7675). */
export class Pulse {
  readonly #pc: RTCPeerConnection;
  #received = -1;
  #lastAt = performance.now();
  #hadMedia = false;

  constructor(pc: RTCPeerConnection) {
    this.#pc = pc;
  }

  /** Whether the last sign was media, which comes many times a second: its silence says more than that of rare answers. */
  get hadMedia(): boolean {
    return this.#hadMedia;
  }

  /** In ms, since the last sign that a call of this has seen. */
  async silence(): Promise<number> {
    this.#lookForMedia();
    if (performance.now() - this.#lastAt < FRESH) {
      this.#received = -1;
    } else {
      const received = await this.#count();
      // Only a second look can tell whether more has come in. It is less where a restart has taken pairs away.
      if (this.#received >= 0 && received > this.#received) this.#noteSign(performance.now(), false);
      this.#received = received;
    }
    return performance.now() - this.#lastAt;
  }

  #noteSign(at: number, isMedia: boolean): void {
    this.#lastAt = at;
    this.#hadMedia = isMedia;
  }

  /** Media that is played shows it without statistics. Cameras and microphones may be off, and tiles hidden. */
  #lookForMedia(): void {
    for (const receiver of this.#pc.getReceivers()) {
      const playedAt = lastPlayed(receiver);
      if (playedAt > this.#lastAt) this.#noteSign(playedAt, true);
      // Each answer waits for the browser's network thread, and one fresh sign suffices.
      if (performance.now() - playedAt < FRESH) return;
    }
  }

  async #count(): Promise<number> {
    let received = 0;
    // Rejects on a connection that is closed.
    const report = await this.#pc.getStats().catch(() => new Map<string, PairStats>());
    report.forEach(({ type, bytesReceived = 0, responsesReceived = 0 }: PairStats) => {
      if (type === 'candidate-pair') received += bytesReceived + responsesReceived;
    });
    return received;
  }
}

/** The time of the newest sound or picture, on the clock of `performance.now()`; 0 before there is any. */
function lastPlayed(receiver: RTCRtpReceiver): number {
  const times = receiver
    .getSynchronizationSources()
    .map(({ timestamp }) => timestamp - performance.timeOrigin);
  return Math.min(performance.now(), Math.max(0, ...times));
}
