import { TokenBucket } from './token-bucket.js';

/** So many messages somebody may always send who comes back: enough to join. */
const ALLOWANCE = 10;

/** How much a client may send, and how much more is answered before it is sent away. */
export class Budget {
  readonly #messagesPerSecond: number;
  readonly #messages: TokenBucket;
  /** Most never need it. */
  #excess: TokenBucket | undefined;

  constructor(messagesPerSecond: number) {
    this.#messagesPerSecond = messagesPerSecond;
    this.#messages = new TokenBucket(messagesPerSecond);
  }

  /** Whether what costs so much is to be handled, to be refused, or the last that is heard. */
  take(cost = 1): 'handle' | 'refuse' | 'flood' {
    if (this.#messages.take(cost)) return 'handle';
    this.#excess ??= new TokenBucket(this.#messagesPerSecond);
    return this.#excess.take(cost) ? 'refuse' : 'flood';
  }

  /** The next socket goes on with it. */
  passOn(): this {
    this.#messages.topUp(ALLOWANCE);
    return this;
  }

  /** Whether it is as good as a new one. */
  isFull(): boolean {
    return this.#messages.isFull() && this.#excess?.isFull() !== false;
  }
}
