import { typedEventTarget } from '../../internal/typed-event-target.js';
import type { CallSession } from '../call/call-session.js';
import { feature } from '../call/feature.js';

/** Number of messages and files that came in while nobody looked, published as `session.features.chat`. */
export class Unread extends typedEventTarget<{ change: Event }>() {
  /** The counter of a call, always the same object. */
  static readonly of = feature(
    (session: CallSession) => new Unread(session),
    (unread) => unread.#publish(),
  );

  readonly #session: CallSession;
  #count = 0;

  private constructor(session: CallSession) {
    super();
    this.#session = session;
    session.addEventListener('rtc-state-change', ({ state }) => {
      if (state === 'joining') this.clear();
    });
  }

  get unread(): number {
    return this.#count;
  }

  add(): void {
    this.#set(this.#count + 1);
  }

  clear(): void {
    this.#set(0);
  }

  #set(count: number): void {
    if (count === this.#count) return;
    this.#count = count;
    this.#publish();
    this.dispatchEvent(new Event('change'));
  }

  #publish(): void {
    this.#session.publish('chat', Object.freeze({ unread: this.#count }));
  }
}
