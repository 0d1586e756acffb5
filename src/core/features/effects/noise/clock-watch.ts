/** Time between two comparisons of the clocks, in ms. */
const INTERVAL = 1000;

/**
 * Compares the clock of an audio context with that of the page: it falls behind when blocks of sound take longer than they
 * last.
 */
export class ClockWatch {
  readonly #context: AudioContext;
  #page = performance.now();
  #sound: number;

  /**
   * @param onPace - Called with the time that sound took, as part of the time that it lasts.
   * @param signal - Ends it.
   */
  constructor(context: AudioContext, onPace: (load: number) => void, signal: AbortSignal) {
    this.#context = context;
    this.#sound = context.currentTime;
    const timer = setInterval(() => {
      const load = this.#read();
      if (load !== undefined) onPace(load);
    }, INTERVAL);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  #read(): number | undefined {
    const [page, sound] = [performance.now(), this.#context.currentTime];
    const passed = page - this.#page;
    const lasted = (sound - this.#sound) * 1000;
    this.#page = page;
    this.#sound = sound;
    return passed > 0 ? passed / Math.max(lasted, 1) : undefined;
  }
}
