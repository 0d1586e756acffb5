/** Tells when something has been too slow without a pause for a while. */
export class Pace {
  readonly #limit: number;
  readonly #patience: () => number;
  readonly #now: () => number;
  /** Since when it is too slow, by `now`. */
  #since: number | undefined;

  /**
   * @param limit - A load above it is too much.
   * @param patience - For how long it may be too much, in ms.
   */
  constructor(limit: number, patience: () => number, now = () => performance.now()) {
    this.#limit = limit;
    this.#patience = patience;
    this.#now = now;
  }

  /**
   * @param load - Time that something takes, as part of the time that there is for it.
   * @returns Whether it has been too much for so long.
   */
  isTooSlow(load: number): boolean {
    if (load <= this.#limit) {
      this.#since = undefined;
      return false;
    }
    const now = this.#now();
    this.#since ??= now;
    return now - this.#since >= this.#patience();
  }
}
