/** A target of the heartbeat. */
export interface Beating {
  /** Called once per interval. */
  beat(): void;
}

/** One timer for all connections. It beats a part of them at a time, so that ten thousand pings are not sent at once. */
export class Heartbeat<T extends Beating> {
  readonly #groups: readonly Set<T>[];
  readonly #timer: NodeJS.Timeout;
  /** Index of the group that is beaten next, and of the one that gets the next item. */
  #nextBeat = 0;
  #nextAdd = 0;
  #size = 0;

  /** @param intervalMs - Milliseconds between two beats of the same connection. */
  constructor(intervalMs: number, groups = 8) {
    this.#groups = Array.from({ length: groups }, () => new Set<T>());
    this.#timer = setInterval(() => this.#tick(), intervalMs / groups).unref();
  }

  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    this.#groups[this.#nextAdd]?.add(item);
    this.#nextAdd = (this.#nextAdd + 1) % this.#groups.length;
    this.#size += 1;
  }

  delete(item: T): void {
    if (this.#groups.some((group) => group.delete(item))) this.#size -= 1;
  }

  *[Symbol.iterator](): Generator<T, void, void> {
    for (const group of this.#groups) yield* group;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #tick(): void {
    for (const item of this.#groups[this.#nextBeat] ?? []) item.beat();
    this.#nextBeat = (this.#nextBeat + 1) % this.#groups.length;
  }
}
