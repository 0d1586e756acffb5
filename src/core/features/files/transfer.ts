import { randomId } from '../../../internal/random-id.js';
import type { FileMessage, TransferReason } from './file-wire.js';
import type { TransferPort } from './transfer-port.js';

/** State of a transfer; all but the first two are its end. */
export type TransferState = 'offered' | 'transferring' | 'done' | 'declined' | 'cancelled' | 'failed';

/** A file on its way to or from one participant: a frozen snapshot, replaced whenever something in it changes. */
export interface Transfer {
  /** Unique within the page. */
  readonly id: string;
  /** Offered here. */
  readonly own: boolean;
  /** Id of the participant at the other end. */
  readonly participant: string;
  /** Their name when it was offered; foreign text, may be empty. */
  readonly participantName: string;
  /** Name of the file, without a path; foreign text. */
  readonly name: string;
  /** Media type as the sender says, or nothing. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Time of the offer, in ms since 1970. */
  readonly time: number;
  readonly state: TransferState;
  /** Bytes that were sent, or have arrived. */
  readonly transferred: number;
  /** The reason why it failed, or was declined by nobody's decision. */
  readonly reason: TransferReason | undefined;
  /** Content that was received, once it is `done`, unless it went into a sink. Never open it in the page's own origin. */
  readonly blob: Blob | undefined;
}

export type TransferFacts = Pick<
  Transfer,
  'own' | 'participant' | 'participantName' | 'name' | 'type' | 'size'
>;

/** Time between two reports of progress, in ms. */
const PROGRESS_INTERVAL = 100;

/** State and end of a transfer, common to both of its ends. */
export abstract class FileTransfer {
  /** Id that both sides use. */
  readonly wireId: string;
  protected readonly port: TransferPort;
  #snapshot: Transfer;
  #progress: ReturnType<typeof setTimeout> | undefined;
  #transferred = 0;

  constructor(port: TransferPort, wireId: string, facts: TransferFacts) {
    this.port = port;
    this.wireId = wireId;
    this.#snapshot = Object.freeze({
      // Not the one of the wire, which the other side may have made up to be one that exists.
      id: randomId(),
      ...facts,
      time: Date.now(),
      state: 'offered',
      transferred: 0,
      reason: undefined,
      blob: undefined,
    });
  }

  get snapshot(): Transfer {
    return this.#snapshot;
  }

  get size(): number {
    return this.#snapshot.size;
  }

  get state(): TransferState {
    return this.#snapshot.state;
  }

  get ended(): boolean {
    return this.state !== 'offered' && this.state !== 'transferring';
  }

  /** Takes in what the other side says of this transfer. */
  abstract receive(message: FileMessage): void;

  /** The person no longer wants it. */
  cancel(): void {
    if (this.ended) return;
    this.end('cancelled');
    this.tell({ kind: 'cancel', id: this.wireId });
  }

  /** The participant at the other end is gone. */
  close(): void {
    this.end('failed', 'disconnected');
  }

  /** Gives it up, and says why to the other side. */
  protected fail(reason: TransferReason): void {
    if (this.ended) return;
    this.end('failed', reason);
    this.tell({ kind: 'cancel', id: this.wireId, reason });
  }

  protected tell(message: FileMessage): void {
    try {
      this.port.tell(message);
    } catch {
      this.end('failed', 'interrupted');
    }
  }

  /** The other side no longer wants it, or cannot go on. */
  protected receiveCancel(reason: TransferReason | undefined): void {
    this.end(reason ? 'failed' : 'cancelled', reason);
  }

  protected update(news: Partial<Transfer>): void {
    this.#snapshot = Object.freeze({ ...this.#snapshot, ...news });
    this.port.onChange();
  }

  /** Progress is shown to people: it is told a few times per second, and the last of it too where it stands still. */
  protected progress(transferred: number): void {
    if (this.ended) return;
    this.#transferred = transferred;
    this.#progress ??= setTimeout(() => {
      this.#progress = undefined;
      this.update({ transferred: this.#transferred });
    }, PROGRESS_INTERVAL);
  }

  /** The first end counts. */
  protected end(state: TransferState, reason?: TransferReason, blob?: Blob): void {
    if (this.ended) return;
    clearTimeout(this.#progress);
    this.release();
    this.update({ state, reason, blob, ...(state === 'done' && { transferred: this.size }) });
  }

  /** Closes the channel and lets go of everything that is not needed after the end. */
  protected abstract release(): void;
}
