import type { PeerSignal } from '../../protocol/index.js';

/** The part of `RTCIceCandidatePairStats` that both Chromium and Firefox have. */
interface PairStats {
  readonly id: string;
  readonly type: string;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
}

/**
 * Counts the signs that a connection comes closer to working: descriptions and candidates of either side, and packets that
 * come back over its paths. Packets that are only sent are no sign: they go out on a dead path, too.
 */
export class Progress {
  readonly #pc: RTCPeerConnection;
  #signals = 0;
  #answers = 0;
  /** Received bytes and responses of each candidate pair. */
  readonly #counts = new Map<string, number>();

  constructor(pc: RTCPeerConnection) {
    this.#pc = pc;
  }

  /** Looks at a signal that was sent or received. The end of the candidates may come late on a dead path. */
  note(signal: PeerSignal): void {
    if (signal.kind === 'description' || (signal.kind === 'candidate' && signal.candidate?.candidate)) {
      this.#signals += 1;
    }
  }

  /**
   * The number of signs so far. The paths are looked at only now: one sign for each that got something since last time.
   *
   * @param isNew - The connection has not worked yet. Later signals are no sign: each restart of either side causes some.
   */
  async read(isNew: boolean): Promise<number> {
    // Rejects on a connection that is closed.
    const report = await this.#pc.getStats().catch(() => new Map<string, PairStats>());
    report.forEach(({ type, id, bytesReceived = 0, responsesReceived = 0 }: PairStats) => {
      if (type !== 'candidate-pair') return;
      const count = bytesReceived + responsesReceived;
      if (count > (this.#counts.get(id) ?? 0)) this.#answers += 1;
      this.#counts.set(id, count);
    });
    return this.#answers + (isNew ? this.#signals : 0);
  }
}
