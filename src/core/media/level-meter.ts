/** The loudness of an audio track, for a meter. Costs nothing between two reads. */
export class LevelMeter {
  readonly #context = new AudioContext();
  readonly #analyser = this.#context.createAnalyser();
  readonly #samples = new Float32Array(1024);

  constructor(track: MediaStreamTrack) {
    this.#analyser.fftSize = this.#samples.length;
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
    // Suspended until the person has touched the page, where the autoplay policy says so.
    void this.#context.resume();
  }

  /** Level of the last 20 ms: 0 for −60 dBFS and below, 1 for full scale. */
  read(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / 60));
  }

  /** Releases the audio graph; the track goes on. */
  close(): void {
    void this.#context.close();
  }
}
