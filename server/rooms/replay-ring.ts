/** Most pushes that are kept for one member, and their length together in UTF-16 code units. */
export const RING_LIMITS = { pushes: 256, length: 256 * 1024 } as const;

/** The last pushes to one member, with consecutive numbers. The oldest make room for the newest. */
export class ReplayRing {
  #frames: string[] = [];
  /** Index of the oldest frame. What stood before it is emptied, and cut off only now and then. */
  #start = 0;
  #length = 0;
  #lastSeq = 0;

  /** Number of the newest push ever added; 0 before the first one. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  add(frame: string): void {
    this.#lastSeq += 1;
    this.#frames.push(frame);
    this.#length += frame.length;
    while (this.#size > RING_LIMITS.pushes || this.#length > RING_LIMITS.length) this.#dropOldest();
  }

  /** Whether everything after `seq` is still here. */
  covers(seq: number): boolean {
    return seq <= this.#lastSeq && seq >= this.#lastSeq - this.#size;
  }

  /** Everything after `seq` that is still here, the oldest first. */
  after(seq: number): readonly string[] {
    const missing = Math.min(Math.max(this.#lastSeq - seq, 0), this.#size);
    return this.#frames.slice(this.#frames.length - missing);
  }

  /** Forgets the frames, but not how many there were. */
  clear(): void {
    this.#frames = [];
    this.#start = 0;
    this.#length = 0;
  }

  get #size(): number {
    return this.#frames.length - this.#start;
  }

  #dropOldest(): void {
    this.#length -= this.#frames[this.#start]?.length ?? 0;
    this.#frames[this.#start] = '';
    this.#start += 1;
    if (this.#start < RING_LIMITS.pushes) return;
    this.#frames.splice(0, this.#start);
    this.#start = 0;
  }
}
