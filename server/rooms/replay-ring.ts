/** Most pushes that are kept for one member, and their length together in bytes. */
export const RING_LIMITS = { pushes: 256, length: 256 * 1024 } as const;

/** Bytes of the first piece of memory; each is twice as large as the one before, up to the largest. */
const PIECE = { first: 256, largest: 16 * 1024 } as const;

/** Frames one after another. */
interface Piece {
  readonly bytes: Buffer;
  /** Where the oldest frame begins that is still kept, and where the newest one ends. */
  start: number;
  end: number;
  /** How many there are between. */
  frames: number;
}

/**
 * The last pushes to one member, with consecutive numbers. The oldest make room for the newest.
 *
 * They are kept as bytes outside of the heap: as strings they would live just long enough to be moved about by every
 * garbage collection, which was the largest part of relaying a signal.
 */
export class ReplayRing {
  /** The oldest first. */
  readonly #pieces: Piece[] = [];
  /** One that is free again: where much is said, the next one is needed soon. */
  #spare: Buffer | undefined;
  /** Bytes of each frame. */
  #lengths: number[] = [];
  /** Index of the oldest frame; what stands before it is cut off only now and then. */
  #start = 0;
  #length = 0;
  #lastSeq = 0;

  /** Number of the newest push ever added; 0 before the first one. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  add(frame: string): void {
    const length = Buffer.byteLength(frame);
    const piece = this.#pieceFor(length);
    piece.bytes.write(frame, piece.end);
    piece.end += length;
    piece.frames += 1;
    this.#lengths.push(length);
    this.#length += length;
    this.#lastSeq += 1;
    while (this.#size > RING_LIMITS.pushes || this.#length > RING_LIMITS.length) this.#dropOldest();
  }

  /** Whether everything after `seq` is still here. */
  covers(seq: number): boolean {
    return seq <= this.#lastSeq && seq >= this.#lastSeq - this.#size;
  }

  /** Everything after `seq` that is still here, the oldest first. */
  after(seq: number): readonly string[] {
    const frames: string[] = [];
    let index = this.#start;
    for (const { bytes, start, frames: count } of this.#pieces) {
      let at = start;
      for (let i = 0; i < count; i += 1) {
        const end = at + (this.#lengths[index] ?? 0);
        frames.push(bytes.toString('utf8', at, end));
        at = end;
        index += 1;
      }
    }
    const missing = Math.min(Math.max(this.#lastSeq - seq, 0), frames.length);
    return frames.slice(frames.length - missing);
  }

  /** Forgets the frames, but not how many there were. */
  clear(): void {
    this.#pieces.length = 0;
    this.#spare = undefined;
    this.#lengths = [];
    this.#start = 0;
    this.#length = 0;
  }

  get #size(): number {
    return this.#lengths.length - this.#start;
  }

  /** The newest piece if there is room in it, else another one. */
  #pieceFor(length: number): Piece {
    const newest = this.#pieces.at(-1);
    if (newest && newest.bytes.length - newest.end >= length) return newest;
    let bytes = this.#spare;
    if (bytes && bytes.length >= length) this.#spare = undefined;
    else {
      const size = newest ? Math.min(newest.bytes.length * 2, PIECE.largest) : PIECE.first;
      bytes = Buffer.allocUnsafe(Math.max(size, length));
    }
    const piece = { bytes, start: 0, end: 0, frames: 0 };
    this.#pieces.push(piece);
    return piece;
  }

  #dropOldest(): void {
    const [piece] = this.#pieces;
    const length = this.#lengths[this.#start] ?? 0;
    this.#length -= length;
    this.#start += 1;
    if (this.#start === RING_LIMITS.pushes) {
      this.#lengths.splice(0, this.#start);
      this.#start = 0;
    }
    if (!piece) return;
    piece.start += length;
    piece.frames -= 1;
    if (piece.frames > 0) return;
    this.#pieces.shift();
    if (piece.bytes.length === PIECE.largest) this.#spare = piece.bytes;
  }
}
