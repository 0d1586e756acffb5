/** How many seconds' worth may come at once. */
export const BURST_SECONDS = 10;

/** Lets so many a second through on average, and after a quiet time those of ten seconds at once. */
export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #since: number;

  /** @param now - Milliseconds of any clock that only goes forward. */
  constructor(perSecond: number, now = performance.now()) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond * BURST_SECONDS;
    this.#since = now;
  }

  /** Another one, as full as this one. */
  copy(): TokenBucket {
    const copy = new TokenBucket(this.#perSecond, this.#since);
    copy.#tokens = this.#tokens;
    return copy;
  }

  /** Takes as many as there are to be had; what is too much takes nothing and may come later. */
  take(count = 1, now = performance.now()): boolean {
    this.#fill(now);
    if (count > this.#tokens) return false;
    this.#tokens -= count;
    return true;
  }

  /** Takes those of one second, or what is left of them. */
  drain(now = performance.now()): void {
    this.#fill(now);
    this.#tokens = Math.max(0, this.#tokens - this.#perSecond);
  }

  /** Whether one can be taken. */
  hasOne(now = performance.now()): boolean {
    this.#fill(now);
    return this.#tokens >= 1;
  }

  /** Sees to it that there are at least so many. */
  topUp(count: number): void {
    this.#tokens = Math.max(this.#tokens, Math.min(count, this.#perSecond * BURST_SECONDS));
  }

  /** Whether it is as good as a new one. */
  isFull(now = performance.now()): boolean {
    this.#fill(now);
    return this.#tokens === this.#perSecond * BURST_SECONDS;
  }

  #fill(now: number): void {
    const more = ((now - this.#since) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#tokens + more, this.#perSecond * BURST_SECONDS);
    this.#since = now;
  }
}
