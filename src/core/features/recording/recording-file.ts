import { clearDurations } from './mp4-head.js';
import type { Store } from './stores.js';
import { reserveHead, type WebmHead } from './webm-head.js';
import { WebmIndex } from './webm-index.js';

/** Within so many bytes a file tells what it is. */
const HEAD = 64 * 1024;

/** Bytes of a piece that are read at a time: a whole recording in one piece must not be in memory at once. */
const CHUNK = 1024 * 1024;

/** The file that a recorder fills piece by piece. It seeks, and knows its duration. */
export class RecordingFile {
  readonly #store: Store;
  #type: string;
  #bytes = 0;
  /** The first pieces, until they tell what the file is: a browser under load hands over single bytes. */
  #start: Blob | undefined = new Blob();
  #webm: WebmHead | undefined;
  readonly #index = new WebmIndex();
  #work = Promise.resolve();

  constructor(store: Store, type: string) {
    this.#store = store;
    this.#type = type;
  }

  /** Number of bytes that the recorder has delivered. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a piece. Rejects where it cannot be kept; what was added before is safe. */
  add(piece: Blob): Promise<void> {
    if (piece.size === 0) return this.#work;
    this.#bytes += piece.size;
    // The codecs that the browser chose, where it was not asked for certain ones.
    this.#type = piece.type || this.#type;
    // One after the other; after a failure nothing more, since a piece would be missing before it.
    return (this.#work = this.#work.then(() => this.#keep(piece)));
  }

  /**
   * Completes the file: also one that broke off, as far as it came.
   *
   * @param elapsed - Duration of the recording, in ms.
   */
  async finish(elapsed: number): Promise<Blob> {
    try {
      await this.#work;
      if (this.#start) await this.#write(this.#start);
      const cues = this.#webm && this.#index.cues();
      if (cues) await this.#store.write(new Blob([cues]));
      await this.#complete(elapsed, cues && this.#index.length);
    } catch {
      // Incomplete is better than nothing.
      await this.#complete(elapsed).catch(() => undefined);
    }
    return this.#store.finish(this.#type);
  }

  /** Gives up a file that was never begun. */
  async discard(): Promise<void> {
    await this.#store.discard().catch(() => undefined);
  }

  async #keep(piece: Blob): Promise<void> {
    if (!this.#start) return this.#write(piece);
    const start = (this.#start = new Blob([this.#start, piece]));
    const bytes = await bytesOf(start.slice(0, HEAD));
    this.#webm = reserveHead(bytes);
    const head = this.#webm?.bytes ?? clearDurations(bytes);
    if (!head && start.size < HEAD) return;
    this.#start = undefined;
    await this.#write(new Blob([head ?? bytes]));
    await this.#write(start.slice(HEAD));
  }

  async #write(part: Blob): Promise<void> {
    if (part.size === 0) return;
    await this.#store.write(part);
    if (!this.#webm) return;
    for (let at = 0; at < part.size; at += CHUNK) this.#index.add(await bytesOf(part.slice(at, at + CHUNK)));
  }

  /** Writes into the head of a WebM file what was not known before. */
  async #complete(elapsed: number, cues?: number): Promise<void> {
    // Nothing could be written.
    if (!this.#webm || this.#index.length === 0) return;
    // A busy browser leaves frames out, so that the file is shorter than the recording took.
    const duration = this.#index.duration || elapsed;
    await this.#store.replaceFirst(new Blob([this.#webm.complete(duration, cues)]));
  }
}

const bytesOf = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await blob.arrayBuffer());
