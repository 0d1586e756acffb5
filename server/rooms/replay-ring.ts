import { ReplayMemory } from './replay-memory.js';
import type { Evictable } from './replay-memory.js';

/** Most pushes that are kept for one member, and their length together in bytes. */
export const RING_LIMITS = { pushes: 256, length: 256 * 1024 } as const;

/** Bytes of the first piece of memory; each further one is twice as large, up to the largest. */
const PIECE = { first: 256, largest: 16 * 1024 } as const;

/** Bytes before each frame, which hold its length. */
const HEADER = 4;

/** Frames one after another. */
interface Piece {
  readonly bytes: Buffer;
  /** Offsets of the beginning of the oldest frame that is kept, and of the end of the newest one. */
  start: number;
  end: number;
  /** Number of frames between them. */
  frames: number;
}

/**
 * The last pushes to one member, with consecutive numbers. The newest replace the oldest, and all are dropped where memory
 * is short.
 *
 * They are kept as bytes outside of the heap. Strings would live just long enough for every garbage collection to move them,
 * which was the largest part of relaying a signal.
 */
export class ReplayRing implements Evictable {
  older: Evictable | undefined;
  newer: Evictable | undefined;
  readonly #memory: ReplayMemory;
  #isAwaited = true;
  /** The oldest first. */
  readonly #pieces: Piece[] = [];
  /** A free piece, kept since a busy member soon needs another one. */
  #spare: Buffer | undefined;
  /** Bytes of all pieces, the spare one included. */
  #held = 0;
  /** Number of frames that are kept, and their bytes. */
  #size = 0;
  #length = 0;
  #lastSeq = 0;

  constructor(memory: ReplayMemory = new ReplayMemory()) {
    this.#memory = memory;
  }

  /** Number of the newest push ever added; 0 before the first one. */
  get lastSeq(): number {
    return this.#lastSeq;
  }

  /** Whether the member is away and will need the frames. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  set isAwaited(isAwaited: boolean) {
    if (isAwaited === this.#isAwaited) return;
    if (this.#held > 0) this.#memory.remove(this);
    this.#isAwaited = isAwaited;
    if (this.#held > 0) this.#memory.insert(this);
  }

  add(frame: string): void {
    const length = Buffer.byteLength(frame);
    const piece = this.#pieceFor(HEADER + length);
    piece.bytes.writeUInt32LE(length, piece.end);
    piece.bytes.write(frame, piece.end + HEADER);
    piece.end += HEADER + length;
    piece.frames += 1;
    this.#size += 1;
    this.#length += length;
    this.#lastSeq += 1;
    while (this.#size > RING_LIMITS.pushes || this.#length > RING_LIMITS.length) this.#dropOldest();
  }

  /** Whether all frames after `seq` are still kept. */
  covers(seq: number): boolean {
    return seq <= this.#lastSeq && seq >= this.#lastSeq - this.#size;
  }

  /** The frames after `seq` that are still kept, the oldest first. */
  after(seq: number): readonly string[] {
    const frames: string[] = [];
    let number = this.#lastSeq - this.#size;
    for (const { bytes, start, frames: count } of this.#pieces) {
      let at = start;
      for (let i = 0; i < count; i += 1) {
        const end = at + HEADER + bytes.readUInt32LE(at);
        number += 1;
        if (number > seq) frames.push(bytes.toString('utf8', at + HEADER, end));
        at = end;
      }
    }
    return frames;
  }

  /** Drops all frames, but not their count. */
  clear(): void {
    if (this.#held > 0) this.#memory.remove(this);
    this.#memory.release(this.#held);
    this.#held = 0;
    this.#pieces.length = 0;
    this.#spare = undefined;
    this.#size = 0;
    this.#length = 0;
  }

  /** The newest piece if it has room, or else a new one. */
  #pieceFor(length: number): Piece {
    const newest = this.#pieces.at(-1);
    if (newest && newest.bytes.length - newest.end >= length) return newest;
    let bytes = this.#spare;
    if (bytes && bytes.length >= length) this.#spare = undefined;
    else {
      const size = newest ? Math.min(newest.bytes.length * 2, PIECE.largest) : PIECE.first;
      bytes = this.#allocate(Math.max(size, length));
    }
    const piece = { bytes, start: 0, end: 0, frames: 0 };
    this.#pieces.push(piece);
    return piece;
  }

  /** Does not use Node's pool of small buffers: a long-lived one would keep the whole pool in memory. */
  #allocate(size: number): Buffer {
    this.#memory.reserve(this, size);
    this.#held += size;
    return Buffer.allocUnsafeSlow(size);
  }

  #dropOldest(): void {
    const [piece] = this.#pieces;
    if (!piece) return;
    const length = piece.bytes.readUInt32LE(piece.start);
    piece.start += HEADER + length;
    piece.frames -= 1;
    this.#size -= 1;
    this.#length -= length;
    if (piece.frames > 0) return;
    this.#pieces.shift();
    if (piece.bytes.length === PIECE.largest && !this.#spare) this.#spare = piece.bytes;
    else this.#free(piece.bytes);
  }

  #free({ length }: Buffer): void {
    this.#held -= length;
    this.#memory.release(length);
    if (this.#held === 0) this.#memory.remove(this);
  }
}
