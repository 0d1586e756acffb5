/** The part of `RTCIceCandidatePairStats` that both Chromium and Firefox have. */
interface PairStats {
  readonly id: string;
  readonly type: string;
  readonly bytesReceived?: number;
  readonly responsesReceived?: number;
}

/**
 * Counts the signs that a connection comes closer to working: steps of the negotiation, candidates of either side, and
 * what comes back over its paths. What is only sent is no sign: it goes out on a dead path, too.
 */
export class Progress {
  readonly #pc: RTCPeerConnection;
  #steps = 0;
  /** What has come in over each candidate pair. */
  #received = new Map<string, number>();

  constructor(pc: RTCPeerConnection, signal: AbortSignal) {
    this.#pc = pc;
    const step = (): void => {
      this.step();
    };
    pc.addEventListener('signalingstatechange', step, { signal });
    pc.addEventListener('icecandidate', ({ candidate }) => candidate?.candidate && step(), { signal });
    pc.addEventListener(
      'iceconnectionstatechange',
      () => {
        if (['checking', 'connected', 'completed'].includes(pc.iceConnectionState)) step();
      },
      { signal },
    );
  }

  /** Counts one more sign, such as a signal of the other side. */
  step(): void {
    this.#steps += 1;
  }

  /** The number of signs so far. The paths are looked at only now: one sign for each that got something since last time. */
  async read(): Promise<number> {
    const received = new Map<string, number>();
    // Rejects on a connection that is closed.
    const report = await this.#pc.getStats().catch(() => new Map<string, PairStats>());
    report.forEach(({ type, id, bytesReceived = 0, responsesReceived = 0 }: PairStats) => {
      if (type !== 'candidate-pair') return;
      received.set(id, bytesReceived + responsesReceived);
      if (bytesReceived + responsesReceived > (this.#received.get(id) ?? 0)) this.step();
    });
    this.#received = received;
    return this.#steps;
  }
}
