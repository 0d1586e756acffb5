/**
 * Shortest interruption that is announced, in ms. Shorter ones are over before anybody has heard of them, and
 * the connection of somebody who leaves breaks off a moment before it is known that they have left.
 */
const NEWS_AFTER = 2000;

interface InterruptionActions {
  readonly began: (id: string) => void;
  readonly over: (id: string) => void;
}

/** Interrupted connections, by the participants' ids: tells of those that last, and when these are over. */
export class Interruptions {
  readonly #actions: InterruptionActions;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #told = new Set<string>();

  constructor(actions: InterruptionActions) {
    this.#actions = actions;
  }

  begin(id: string): void {
    clearTimeout(this.#timers.get(id));
    const tell = (): void => {
      this.#told.add(id);
      this.#actions.began(id);
    };
    this.#timers.set(id, setTimeout(tell, NEWS_AFTER));
  }

  end(id: string): void {
    this.#forget(id);
    if (this.#told.delete(id)) this.#actions.over(id);
  }

  /** A participant who has left is neither interrupted nor back. */
  leave(id: string): void {
    this.#forget(id);
    this.#told.delete(id);
  }

  clear(): void {
    for (const id of this.#timers.keys()) this.#forget(id);
    this.#told.clear();
  }

  #forget(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }
}
