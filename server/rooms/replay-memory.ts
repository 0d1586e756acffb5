/** Default of `maxReplayBytes`: 256 MiB. */
export const DEFAULT_REPLAY_BYTES = 256 * 1024 * 1024;

/** Holds memory that it can release at any time. */
export interface Evictable {
  /** Whether its member is away and will need the frames. Rings of connected members are evicted first. */
  readonly isAwaited: boolean;
  /** Neighbours in the list of all entries, kept here so that moving one costs nothing. */
  older: Evictable | undefined;
  newer: Evictable | undefined;
  /** Releases all its memory. */
  clear(): void;
}

/** Entries in the order in which they last grew. */
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
 * The memory of all replay rings together. When it is used up, whole rings are emptied: first those of connected members,
 * and of these the one that has not grown for the longest time, since its frames were delivered long ago.
 */
export class ReplayMemory {
  readonly #limit: number;
  #used = 0;
  readonly #delivered = new List();
  readonly #awaited = new List();

  /** @param limit - Most bytes, counting all that are allocated, used or not. */
  constructor(limit: number = DEFAULT_REPLAY_BYTES) {
    this.#limit = limit;
  }

  get used(): number {
    return this.#used;
  }

  /** Makes room for bytes that this entry is about to allocate. The entry itself may be emptied for it. */
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

  /** Makes it the newest entry. */
  insert(entry: Evictable): void {
    (entry.isAwaited ? this.#awaited : this.#delivered).add(entry);
  }

  /** Takes it out of its list: it holds nothing, or `isAwaited` is about to change. */
  remove(entry: Evictable): void {
    (entry.isAwaited ? this.#awaited : this.#delivered).delete(entry);
  }
}
