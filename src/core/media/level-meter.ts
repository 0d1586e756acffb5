/**
 * Tracks that could not be measured. They are not tried again: each attempt may take one of the few audio contexts
 * that a browser has.
 */
const unmeasurable = new WeakSet<MediaStreamTrack>();

/**
 * The loudness of an audio track, for a meter. Costs nothing between two reads. Without Web Audio (Lockdown Mode), or
 * where the browser refuses the track (Firefox one of another sample rate), it always reads 0.
 */
export class LevelMeter {
  readonly #samples = new Float32Array(1024);
  #context: AudioContext | undefined;
  #analyser: AnalyserNode | undefined;

  constructor(track: MediaStreamTrack) {
    if (unmeasurable.has(track)) return;
    try {
      // Nothing is played, so the browser may let it run in long steps, which wake it less often.
      this.#context = new AudioContext({ latencyHint: 'playback' });
      const analyser = this.#context.createAnalyser();
      analyser.fftSize = this.#samples.length;
      this.#context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      this.#analyser = analyser;
      // Suspended until the person has touched the page, where the autoplay policy says so.
      this.#context.resume().catch(() => undefined);
    } catch {
      unmeasurable.add(track);
      this.close();
    }
  }

  /** Whether there is something to read: not before the person has touched the page, where the autoplay policy says so. */
  get running(): boolean {
    return this.#context?.state === 'running';
  }

  /** Level of the last 20 ms: 0 for −60 dBFS and below, 1 for full scale. */
  read(): number {
    if (!this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    return Math.min(1, Math.max(0, 1 + (10 * Math.log10(power + 1e-12)) / 60));
  }

  /** Whether the last `read` found digital silence: any microphone that works gives at least noise. */
  get silent(): boolean {
    return this.#samples.every((sample) => sample === 0);
  }

  /** Releases the audio graph; the track goes on. */
  close(): void {
    this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.#analyser = undefined;
  }
}
