/** Where the option says nothing: 256 MiB. */
export const DEFAULT_REPLAY_BYTES = 256 * 1024 * 1024;

/** Something that holds memory and can do without it. */
export interface Evictable {
  /** Whether somebody who is not there will want what is held: the others are evicted first. */
  readonly isAwaited: boolean;
  /** Neighbours in the list of those who have grown, kept here so that moving costs nothing. */
  older: Evictable | undefined;
  newer: Evictable | undefined;
  /** Releases all that it holds. */
  clear(): void;
}

/** In the order in which they have grown. */
class List {
  #newest: Evictable | undefined;
  oldest: Evictable | undefined;

  add(entry: Evictable): void {
    entry.older = this.#newest;
    if (this.#newest) this.#newest.newer = entry;
    else this.oldest = entry;
    this.#newest = entry;
  }

  delete(entry: Evictable): void {
    if (entry.older) entry.older.newer = entry.newer;
    else if (this.oldest === entry) this.oldest = entry.newer;
    if (entry.newer) entry.newer.older = entry.older;
    else if (this.#newest === entry) this.#newest = entry.older;
    entry.older = undefined;
    entry.newer = undefined;
  }
}

/**
 * The memory of all replay rings together. Where it is used up, whole rings are evicted, first that of a member who is
 * there and whose ring has not grown for the longest: what it holds was delivered long ago, or it is as long as it may
 * be.
 */
export class ReplayMemory {
  readonly #limit: number;
  #used = 0;
  readonly #delivered = new List();
  readonly #awaited = new List();

  /** @param limit - Most bytes, each allocated one counted, used or not. */
  constructor(limit: number = DEFAULT_REPLAY_BYTES) {
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  /** Makes room for so many bytes more, of which this one is about to allocate. It may itself be evicted. */
  reserve(entry: Evictable, bytes: number): void {
    while (this.#used + bytes > this.#limit) {
      const evicted = this.#delivered.oldest ?? this.#awaited.oldest;
      if (!evicted) break;
      evicted.clear();
    }
    this.#used += bytes;
    this.remove(entry);
    this.insert(entry);
  }

  release(bytes: number): void {
    this.#used -= bytes;
  }

  /** Puts it behind all others: it has grown. */
  insert(entry: Evictable): void {
    (entry.isAwaited ? this.#awaited : this.#delivered).add(entry);
  }

  /** It holds nothing, or is about to change sides. */
  remove(entry: Evictable): void {
    (entry.isAwaited ? this.#awaited : this.#delivered).delete(entry);
  }
}
