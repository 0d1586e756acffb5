import { Checksum } from './checksum.js';
import { BLOCK_BYTES, WINDOW_BYTES, type FileMessage } from './file-wire.js';
import { FileTransfer } from './transfer.js';

/** Target of the content of a file instead of a Blob, such as a `FileSystemWritableFileStream`. */
export type FileSink = WritableStream<Uint8Array<ArrayBuffer>>;

/** Most retries over one connection without a byte coming in, and the pause before each, in ms. */
const MAX_RETRIES = 4;
const RETRY_DELAY = 500;

/** A file that is offered from the other side. Nothing of its content moves before it is accepted. */
export class IncomingFile extends FileTransfer {
  readonly #checksum = new Checksum();
  /** Checksum that the sender has announced. */
  #expected: string | undefined;
  /** Blocks that are complete; the browser may put them on a disk. */
  #parts: Blob[] = [];
  #writer: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>> | undefined;
  /** The block that is coming in. */
  #block: Uint8Array<ArrayBuffer> | undefined;
  #received = 0;
  #stored = 0;
  /** Settles when all complete blocks are stored. */
  #storing = Promise.resolve();
  #channel: RTCDataChannel | undefined;
  /** Lives as long as the channel is the one in use. */
  #receiving: AbortController | undefined;
  #finishing = false;
  #retries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** @throws {TypeError} When somebody else writes into the sink. */
  accept(sink?: FileSink): void {
    if (this.state !== 'offered') return;
    this.#writer = sink?.getWriter();
    this.update({ state: 'transferring' });
    void this.#connect();
  }

  decline(): void {
    if (this.state !== 'offered') return;
    this.end('declined');
    this.tell({ kind: 'decline', id: this.wireId });
  }

  override receive(message: FileMessage): void {
    switch (message.kind) {
      case 'end':
        this.#expected = message.checksum;
        void this.#finish();
        break;
      case 'cancel':
        this.receiveCancel(message.reason);
        break;
      default:
      // Said by receivers: not to them.
    }
  }

  /** Goes on over the new connection. */
  resume(): void {
    this.#retries = 0;
    if (this.state === 'transferring') void this.#connect();
  }

  protected override release(): void {
    this.#disconnect();
    this.#parts = [];
    this.#block = undefined;
    // Closed already where all is well. Written data shows only once a file stream is closed.
    this.#writer?.abort().catch(() => undefined);
    this.#writer = undefined;
  }

  /** Makes the channel, and only then says that the content may come: so nothing of it is lost. */
  async #connect(): Promise<void> {
    this.#disconnect();
    const receiving = (this.#receiving = new AbortController());
    const { signal } = receiving;
    await this.#storing;
    if (signal.aborted) return;
    const channel = (this.#channel = this.port.open());
    // Without a connection: the next one asks again.
    if (typeof channel?.id !== 'number') return;
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('message', ({ data }) => this.#receiveChunk(data), { signal });
    channel.addEventListener('close', () => this.#reconnect(), { signal });
    this.tell({ kind: 'accept', id: this.wireId, channel: channel.id, offset: this.#received });
  }

  #disconnect(): void {
    clearTimeout(this.#retry);
    this.#receiving?.abort();
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** The channel was closed: alone, or first of all that a connection has, which another one will replace. */
  #reconnect(): void {
    this.#disconnect();
    this.#retry = setTimeout(() => {
      if (!this.port.connected) return;
      this.#retries += 1;
      if (this.#retries > MAX_RETRIES) this.fail('interrupted');
      else void this.#connect();
    }, RETRY_DELAY);
  }

  #receiveChunk(data: unknown): void {
    if (
      !(data instanceof ArrayBuffer) ||
      this.#received + data.byteLength > this.size ||
      this.#received - this.#stored > WINDOW_BYTES + BLOCK_BYTES
    ) {
      this.fail('refused');
      return;
    }
    this.#retries = 0;
    let bytes = new Uint8Array(data);
    while (bytes.byteLength > 0) {
      const at = this.#received % BLOCK_BYTES;
      const start = this.#received - at;
      const block = (this.#block ??= new Uint8Array(Math.min(BLOCK_BYTES, this.size - start)));
      const part = bytes.subarray(0, block.byteLength - at);
      block.set(part, at);
      bytes = bytes.subarray(part.byteLength);
      this.#received += part.byteLength;
      if (at + part.byteLength === block.byteLength) {
        this.#block = undefined;
        this.#storing = this.#storing.then(() => this.#store(start, block));
      }
    }
    this.progress(this.#received);
    void this.#finish();
  }

  async #store(start: number, block: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.ended) return;
    try {
      await this.#checksum.add(start / BLOCK_BYTES, block);
      if (this.#writer) await this.#writer.write(block);
      else this.#parts.push(new Blob([block]));
    } catch {
      this.fail('not-stored');
      return;
    }
    this.#stored = start + block.byteLength;
    this.tell({ kind: 'stored', id: this.wireId, offset: this.#stored });
  }

  /** All is here: checks it, and hands it over. */
  async #finish(): Promise<void> {
    const expected = this.#expected;
    if (expected === undefined || this.#received < this.size || this.state !== 'transferring') return;
    if (this.#finishing) return;
    this.#finishing = true;
    await this.#storing;
    const checksum = await this.#checksum.result();
    if (this.ended) return;
    if (checksum !== expected) {
      this.fail('corrupted');
      return;
    }
    const blob = this.#writer ? undefined : new Blob(this.#parts, { type: this.snapshot.type });
    try {
      await this.#writer?.close();
    } catch {
      this.fail('not-stored');
      return;
    }
    this.end('done', undefined, blob);
    this.tell({ kind: 'done', id: this.wireId });
  }
}
