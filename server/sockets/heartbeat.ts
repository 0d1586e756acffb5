/** Something whose life is looked after. */
export interface Beating {
  /** Called once per interval. */
  beat(): void;
}

/**
 * One timer for all connections. They take turns, so that ten thousand pings are not sent in one go.
 */
export class Heartbeat<T extends Beating> {
  readonly #turns: readonly Set<T>[];
  readonly #timer: NodeJS.Timeout;
  #now = 0;
  #nextTurn = 0;
  #size = 0;

  /** @param intervalMs - Milliseconds between two beats of the same connection. */
  constructor(intervalMs: number, turns = 8) {
    this.#turns = Array.from({ length: turns }, () => new Set<T>());
    this.#timer = setInterval(() => this.#tick(), intervalMs / turns).unref();
  }

  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    this.#turns[this.#nextTurn]?.add(item);
    this.#nextTurn = (this.#nextTurn + 1) % this.#turns.length;
    this.#size += 1;
  }

  delete(item: T): void {
    if (this.#turns.some((turn) => turn.delete(item))) this.#size -= 1;
  }

  *[Symbol.iterator](): Generator<T, void, void> {
    for (const turn of this.#turns) yield* turn;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    for (const item of this.#turns[this.#now] ?? []) item.beat();
    this.#now = (this.#now + 1) % this.#turns.length;
  }
}
