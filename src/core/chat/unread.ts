import { typedEventTarget } from '../../internal/typed-event-target.js';
import type { CallSession } from '../session/call-session.js';

const known = new WeakMap<CallSession, Unread>();

/**
 * How many messages and files came in while nobody looked: what `session.features.chat` shows, so that the session fires
 * `change`, too.
 */
export class Unread extends typedEventTarget<{ change: Event }>() {
  readonly #session: CallSession;
  #count = 0;

  private constructor(session: CallSession) {
    super();
    this.#session = session;
    session.features.chat = this;
    session.addEventListener('rtc-state-change', ({ state }) => {
      if (state === 'joining') this.clear();
    });
  }

  /** The counter of a call, always the same object. */
  static of(session: CallSession): Unread {
    const unread = known.get(session) ?? new Unread(session);
    known.set(session, unread);
    return unread;
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
    this.#session.dispatchEvent(new Event('change'));
    this.dispatchEvent(new Event('change'));
  }
}
