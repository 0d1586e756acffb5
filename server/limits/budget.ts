import { TokenBucket } from './token-bucket.js';

/** Messages that the next socket may send at least: enough to join. */
const ALLOWANCE = 10;

/**
 * Limits the messages of a client: excess ones are answered with errors, too many of them close its socket.
 */
export class Budget {
  readonly #messagesPerSecond: number;
  readonly #messages: TokenBucket;
  /** Made when it is first needed, which for most clients is never. */
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

  /** Says what to do with a message of this cost: handle it, refuse it, or close the socket. */
  take(cost = 1): 'handle' | 'refuse' | 'flood' {
    if (this.#messages.take(cost)) return 'handle';
    this.#excess ??= new TokenBucket(this.#messagesPerSecond);
    return this.#excess.take(cost) ? 'refuse' : 'flood';
  }

  /** A copy for the next socket of the same address. A copy, since that socket may belong to another person. */
  passOn(): Budget {
    const next = new Budget(this.#messagesPerSecond, this.#messages.copy(), this.#excess?.copy());
    next.#messages.topUp(ALLOWANCE);
    return next;
  }

  /** Whether it is the same as a new one. */
  isFull(): boolean {
    return this.#messages.isFull() && this.#excess?.isFull() !== false;
  }
}
