import type { CallSessionEventMap } from '../events.js';

/** An event of a `CallSession`. */
export type SessionEvent = CallSessionEventMap[keyof CallSessionEventMap];

/**
 * Dispatches events one after another. An event that a listener causes waits until every listener has heard of what
 * caused it; otherwise some would hear of the end of a call before its beginning.
 */
export class EventQueue {
  readonly #dispatch: (event: SessionEvent) => void;
  readonly #queue: SessionEvent[] = [];
  #busy = false;

  constructor(dispatch: (event: SessionEvent) => void) {
    this.#dispatch = dispatch;
  }

  add(...events: SessionEvent[]): void {
    for (const event of events) {
      // One `change` that is still to come tells of everything that changes until then.
      const isRepetition = event.type === 'change' && this.#queue.some(({ type }) => type === 'change');
      if (!isRepetition) this.#queue.push(event);
    }
    this.hold(() => undefined);
  }

  /** Does several things at once: nothing is dispatched in between. */
  hold<T>(act: () => T): T {
    if (this.#busy) return act();
    this.#busy = true;
    try {
      return act();
    } finally {
      try {
        for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#dispatch(next);
      } finally {
        this.#busy = false;
      }
    }
  }
}
