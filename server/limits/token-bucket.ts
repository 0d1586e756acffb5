/** A full bucket holds the tokens of this many seconds. */
export const BURST_SECONDS = 10;

/** A rate limit: so many tokens a second on average, and after a quiet time those of ten seconds at once. */
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

  /** Another bucket with as many tokens. */
  copy(): TokenBucket {
    const copy = new TokenBucket(this.#perSecond, this.#since);
    copy.#tokens = this.#tokens;
    return copy;
  }

  /** Takes tokens; where there are too few, it takes none and returns false. */
  take(count = 1, now = performance.now()): boolean {
    this.#fill(now);
    if (count > this.#tokens) return false;
    this.#tokens -= count;
    return true;
  }

  /** Takes the tokens of one second, or all that are left. */
  drain(now = performance.now()): void {
    this.#fill(now);
    this.#tokens = Math.max(0, this.#tokens - this.#perSecond);
  }

  /** Whether there is a token, without taking it. */
  hasOne(now = performance.now()): boolean {
    this.#fill(now);
    return this.#tokens >= 1;
  }

  /** Adds tokens until there are at least this many. */
  topUp(count: number): void {
    this.#tokens = Math.max(this.#tokens, Math.min(count, this.#perSecond * BURST_SECONDS));
  }

  /** Whether it is the same as a new one. */
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
