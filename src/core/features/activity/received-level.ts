/** Number of reads without a new sound after which the sound counts as over. */
const STALE = 5;

/** Loudness of the sound that a receiver plays, 0 for −60 dBFS and below, 1 for full scale. */
export class ReceivedLevel {
  #timestamp = 0;
  #reads = 0;

  /** Asks the browser, which answers when its network thread has time. */
  read(receiver: RTCRtpReceiver | undefined): number {
    const [source] = receiver?.getSynchronizationSources() ?? [];
    if (!source) return 0;
    this.#reads = source.timestamp === this.#timestamp ? this.#reads + 1 : 0;
    this.#timestamp = source.timestamp;
    const { audioLevel = 0 } = source;
    if (this.#reads >= STALE || audioLevel === 0) return 0;
    return Math.min(1, Math.max(0, 1 + (20 * Math.log10(audioLevel)) / 60));
  }
}
