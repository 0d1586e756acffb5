import { randomId } from '../../../internal/random-id.js';
import { deferred } from '../../../internal/deferred.js';
import { Checksum } from './checksum.js';
import { BLOCK_BYTES, WINDOW_BYTES, type FileMessage } from './file-wire.js';
import { FileTransfer, type TransferFacts } from './transfer.js';
import type { TransferPort } from './transfer-port.js';

/** Size of what is sent at once, in bytes: every browser takes it. */
const CHUNK_BYTES = 16 * 1024;

/** Bytes in the browser's queue at which sending pauses, and at which it goes on. */
const HIGH_WATER = 1024 * 1024;
const LOW_WATER = 256 * 1024;

/** A file that is offered and sent from here. */
export class OutgoingFile extends FileTransfer {
  #file: Blob | undefined;
  readonly #checksum = new Checksum();
  /** Up to where the content has been sent, over whichever channel. */
  #sent = 0;
  #stored = 0;
  #channel: RTCDataChannel | undefined;
  /** Lives as long as the channel is the one in use. */
  #sending: AbortController | undefined;
  /** Resolved when sending may go on. */
  #wake = deferred<undefined>();

  constructor(port: TransferPort, facts: TransferFacts, file: Blob) {
    super(port, randomId(), facts);
    this.#file = file;
  }

  offer(): void {
    const { name, type, size } = this.snapshot;
    this.tell({ kind: 'offer', id: this.wireId, name, type, size });
  }

  override receive(message: FileMessage): void {
    switch (message.kind) {
      case 'accept':
        this.#receiveAccept(message.channel, message.offset);
        break;
      case 'decline':
        if (this.state === 'offered') this.end('declined', message.reason);
        break;
      case 'stored':
        this.#receiveStored(message.offset);
        break;
      case 'done':
        if (this.ended) return;
        if (this.#sent === this.size && this.state === 'transferring') this.end('done');
        else this.fail('refused');
        break;
      case 'cancel':
        this.receiveCancel(message.reason);
        break;
      default:
      // Said by senders: not to them.
    }
  }

  protected override release(): void {
    this.#disconnect();
    this.#file = undefined;
  }

  #receiveAccept(id: number, offset: number): void {
    if (this.ended) {
      this.tell({ kind: 'cancel', id: this.wireId });
      return;
    }
    // Nothing is left out: the checksum covers all.
    if (offset > this.#sent) {
      this.fail('refused');
      return;
    }
    this.#disconnect();
    let channel: RTCDataChannel | undefined;
    try {
      channel = this.port.adopt(id);
    } catch {
      this.fail('refused');
      return;
    }
    // Without a connection the receiver accepts once more, as soon as there is one.
    if (!channel) return;
    this.#channel = channel;
    this.#stored = Math.max(this.#stored, offset);
    if (this.state === 'offered') this.update({ state: 'transferring' });
    this.#send(channel, offset).catch(() => this.fail('interrupted'));
  }

  #receiveStored(offset: number): void {
    if (offset > this.#sent) {
      this.fail('refused');
      return;
    }
    this.#stored = Math.max(this.#stored, offset);
    this.#wake.resolve(undefined);
  }

  #disconnect(): void {
    this.#sending?.abort();
    this.#channel?.close();
    this.#channel = undefined;
    this.#wake.resolve(undefined);
  }

  async #send(channel: RTCDataChannel, from: number): Promise<void> {
    this.#sending = new AbortController();
    const { signal } = this.#sending;
    channel.bufferedAmountLowThreshold = LOW_WATER;
    for (const type of ['open', 'bufferedamountlow']) {
      channel.addEventListener(type, () => this.#wake.resolve(undefined), { signal });
    }
    // A channel that closes is followed by another `accept`, or by the end.
    channel.addEventListener('close', () => this.#disconnect(), { signal });
    for (let at = from; at < this.size;) {
      const start = at - (at % BLOCK_BYTES);
      const block = await this.#read(start);
      if (this.#channel !== channel || !block) return;
      while (at < start + block.byteLength) {
        while (!this.#mayGoOn(channel, at)) {
          this.#wake = deferred();
          await this.#wake.promise;
          if (this.#channel !== channel) return;
        }
        const chunk = block.subarray(at - start, at - start + CHUNK_BYTES);
        channel.send(chunk);
        at += chunk.byteLength;
        this.#sent = Math.max(this.#sent, at);
        this.progress(at - channel.bufferedAmount);
      }
    }
    const checksum = await this.#checksum.result();
    if (this.#channel === channel) this.tell({ kind: 'end', id: this.wireId, checksum });
  }

  #mayGoOn(channel: RTCDataChannel, at: number): boolean {
    return (
      channel.readyState === 'open' && channel.bufferedAmount < HIGH_WATER && at < this.#stored + WINDOW_BYTES
    );
  }

  /** The block that begins here, and its digest; nothing where the file cannot be read. */
  async #read(start: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const buffer = await this.#file?.slice(start, start + BLOCK_BYTES).arrayBuffer();
      if (!buffer) return undefined;
      if (buffer.byteLength !== Math.min(BLOCK_BYTES, this.size - start))
        throw new Error('The file is cut off.');
      await this.#checksum.add(start / BLOCK_BYTES, buffer);
      return new Uint8Array(buffer);
    } catch {
      this.fail('unreadable');
      return undefined;
    }
  }
}
