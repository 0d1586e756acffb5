import type { Store } from './stores.js';
import { reserveDuration, type WebmHead } from './webm-duration.js';

/** Within so many bytes a WebM file tells what it is. */
const HEAD = 64 * 1024;

/** The file that a recorder fills piece by piece. It seeks, and knows its duration. */
export class RecordingFile {
  readonly #store: Store;
  #type: string;
  #bytes = 0;
  #head: WebmHead | undefined;
  #work = Promise.resolve();

  constructor(store: Store, type: string) {
    this.#store = store;
    this.#type = type;
  }

  /** How much the recorder has delivered. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Adds a piece. Rejects where it cannot be kept; what was added before is safe. */
  add(piece: Blob): Promise<void> {
    if (piece.size === 0) return this.#work;
    const first = this.#bytes === 0;
    this.#bytes += piece.size;
    // Firefox does not know before it has recorded something.
    this.#type ||= piece.type;
    return this.#next(() => (first ? this.#begin(piece) : this.#store.write(piece)));
  }

  /**
   * Completes the file: also one that broke off, as far as it came.
   *
   * @param duration - In ms.
   */
  async finish(duration: number): Promise<Blob> {
    await this.#work.catch(() => undefined);
    if (this.#head) {
      // A file without its duration is better than none.
      await this.#store.replaceFirst(new Blob([this.#head.withDuration(duration)])).catch(() => undefined);
    }
    return this.#store.finish(this.#type);
  }

  /** Gives up a file that was never begun. */
  async discard(): Promise<void> {
    await this.#store.discard().catch(() => undefined);
  }

  async #begin(piece: Blob): Promise<void> {
    this.#head = reserveDuration(new Uint8Array(await piece.slice(0, HEAD).arrayBuffer()));
    if (!this.#head) return this.#store.write(piece);
    await this.#store.write(new Blob([this.#head.bytes]));
    await this.#store.write(piece.slice(HEAD));
  }

  /** One after the other; after a failure nothing more, since a piece would be missing before it. */
  #next(task: () => Promise<void>): Promise<void> {
    return (this.#work = this.#work.then(task));
  }
}
