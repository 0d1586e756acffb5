import { TokenBucket } from './token-bucket.js';

/** So many messages somebody may always send who comes back: enough to join. */
const ALLOWANCE = 10;

/** How much a client may send, and how much more is answered before it is sent away. */
export class Budget {
  readonly #messagesPerSecond: number;
  readonly #messages: TokenBucket;
  /** Most never need it. */
  #excess: TokenBucket | undefined;

  constructor(
    messagesPerSecond: number,
    messages = new TokenBucket(messagesPerSecond),
    excess?: TokenBucket,
  ) {
    this.#messagesPerSecond = messagesPerSecond;
    this.#messages = messages;
    this.#excess = excess;
  }

  /** Whether what costs so much is to be handled, to be refused, or the last that is heard. */
  take(cost = 1): 'handle' | 'refuse' | 'flood' {
    if (this.#messages.take(cost)) return 'handle';
    this.#excess ??= new TokenBucket(this.#messagesPerSecond);
    return this.#excess.take(cost) ? 'refuse' : 'flood';
  }

  /** What the next socket begins with: as little, but its own, since it may be somebody else's. */
  passOn(): Budget {
    const next = new Budget(this.#messagesPerSecond, this.#messages.copy(), this.#excess?.copy());
    next.#messages.topUp(ALLOWANCE);
    return next;
  }

  /** Whether it is as good as a new one. */
  isFull(): boolean {
    return this.#messages.isFull() && this.#excess?.isFull() !== false;
  }
}
