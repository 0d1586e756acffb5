/**
 * Makes timers of `src/` run faster, and notes for how long they were set. Where the browser has to do something meanwhile,
 * name the files that are meant: the limits of all others would be shorter than what they limit.
 */
export class FastClock {
  /** Times for which timers were set, in ms, the oldest first. */
  readonly delays: number[] = [];
  /** Delays of the timeouts that have run out, in ms, in their order. */
  readonly passed: number[] = [];
  readonly #setTimeout = window.setTimeout;
  readonly #setInterval = window.setInterval;

  /**
   * @param factor - Factor by which they run faster.
   * @param files - Matches the paths of the files whose timers do; by default all.
   */
  constructor(factor: number, files = /./) {
    const shorten = (ms = 0): number => {
      const [file = ''] = /\/src\/\S+?\.ts/.exec(new Error().stack ?? '') ?? [];
      if (!files.test(file)) return ms;
      this.delays.push(ms);
      return ms / factor;
    };
    Object.assign(globalThis, {
      setTimeout: (handle: () => void, ms = 0) => {
        const note = (): void => {
          handle();
          this.passed.push(ms);
        };
        return this.#setTimeout.call(window, note, shorten(ms));
      },
      setInterval: (handle: () => void, ms?: number) => this.#setInterval.call(window, handle, shorten(ms)),
    });
  }

  stop(): void {
    Object.assign(globalThis, { setTimeout: this.#setTimeout, setInterval: this.#setInterval });
  }
}
