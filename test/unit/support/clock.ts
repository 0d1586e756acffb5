/** Makes the timers of `src/` run faster, and notes for how long they were set. */
export class FastClock {
  /** Times for which timers were set, in ms, the oldest first. */
  readonly delays: number[] = [];
  /** Delays of the timeouts that have run out, in ms, in their order. */
  readonly passed: number[] = [];
  readonly #setTimeout = window.setTimeout;
  readonly #setInterval = window.setInterval;

  /** @param factor - Factor by which they run faster. */
  constructor(factor: number) {
    const shorten = (ms = 0): number => {
      if (!/\/src\/\S+?\.ts/.test(new Error().stack ?? '')) return ms;
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
