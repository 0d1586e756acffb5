import { RateLimit } from '../../../internal/rate-limit.js';
import { cleanFileName, cleanMediaType } from './file-facts.js';
import type { FileMessage } from './file-wire.js';
import { IncomingFile } from './incoming-file.js';
import { OutgoingFile } from './outgoing-file.js';
import type { FileTransfer } from './transfer.js';
import { MAX_OPEN, TransferPort, type TransferPortOptions } from './transfer-port.js';

type Offer = Extract<FileMessage, { kind: 'offer' }>;

export interface PairOptions extends TransferPortOptions {
  /** There is another transfer. */
  readonly onOffer: (transfer: IncomingFile) => void;
}

/** The transfers with one other participant, both ways, as long as the two are in the call together. */
export class Pair {
  readonly #options: PairOptions;
  readonly #port: TransferPort;
  readonly #outgoing = new Map<string, OutgoingFile>();
  readonly #incoming = new Map<string, IncomingFile>();
  readonly #limit = new RateLimit(2 * MAX_OPEN, 1);

  constructor(options: PairOptions) {
    this.#options = options;
    this.#port = new TransferPort(options);
    // There is another connection. The link ends with the pair: its listener needs no end of its own.
    options.link.addEventListener('control', () => {
      for (const transfer of this.#incoming.values()) transfer.resume();
    });
  }

  get full(): boolean {
    return openOf(this.#outgoing) >= MAX_OPEN;
  }

  /** Offers a file; a transfer that could not be told of has `failed`. */
  offer(name: string, file: Blob): OutgoingFile {
    const { participant } = this.#options;
    const transfer = new OutgoingFile(
      this.#port,
      {
        own: true,
        participant,
        participantName: this.#name(),
        name: cleanFileName(name),
        type: cleanMediaType(file.type),
        size: file.size,
      },
      file,
    );
    this.#outgoing.set(transfer.wireId, transfer);
    transfer.offer();
    return transfer;
  }

  receive(message: FileMessage): void {
    const { id, kind } = message;
    const transfer = this.#outgoing.get(id) ?? this.#incoming.get(id);
    if (transfer) transfer.receive(message);
    else if (kind === 'offer') this.#receiveOffer(message);
    // The other side would wait for ever for what nobody here knows.
    else if (kind === 'accept') this.#answer({ kind: 'cancel', id });
  }

  /** The participant at the other end is gone. */
  close(): void {
    for (const transfer of this.#all()) transfer.close();
  }

  forget(transfer: FileTransfer): void {
    this.#outgoing.delete(transfer.wireId);
    this.#incoming.delete(transfer.wireId);
  }

  #receiveOffer({ id, name, type, size }: Offer): void {
    if (openOf(this.#incoming) >= MAX_OPEN || !this.#limit.take()) {
      this.#answer({ kind: 'decline', id, reason: 'too-many' });
      return;
    }
    const transfer = new IncomingFile(this.#port, id, {
      own: false,
      participant: this.#options.participant,
      participantName: this.#name(),
      name: cleanFileName(name),
      type: cleanMediaType(type),
      size,
    });
    this.#incoming.set(id, transfer);
    this.#options.onOffer(transfer);
  }

  #answer(message: FileMessage): void {
    try {
      this.#port.tell(message);
    } catch {
      // They are gone, or do not listen: it was for their sake.
    }
  }

  #name(): string {
    const { session, participant } = this.#options;
    return session.participants.find(({ id }) => id === participant)?.name ?? '';
  }

  #all(): FileTransfer[] {
    return [...this.#outgoing.values(), ...this.#incoming.values()];
  }
}

function openOf(transfers: ReadonlyMap<string, FileTransfer>): number {
  return [...transfers.values()].filter(({ ended }) => !ended).length;
}
