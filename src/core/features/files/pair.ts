import { RateLimit } from '../../../internal/rate-limit.js';
import { Messages } from '../../channels/messages.js';
import type { PeerLink } from '../../peer/peer-link.js';
import type { CallSession } from '../../call/call-session.js';
import { cleanFileName, cleanMediaType } from './file-facts.js';
import type { FileMessage } from './file-wire.js';
import { IncomingFile } from './incoming-file.js';
import { OutgoingFile } from './outgoing-file.js';
import type { FileTransfer, TransferPort } from './transfer.js';

export const TOPIC = 'file';

/** Most transfers between two participants that have not ended, each way. */
export const MAX_OPEN = 16;

/** Largest id of a stream that is chosen here; Firefox begins with 256 streams, and has to ask for more. */
const MAX_CHANNEL = 255;

type Offer = Extract<FileMessage, { kind: 'offer' }>;

export interface PairOptions {
  readonly session: CallSession;
  /** Id of the participant at the other end. */
  readonly participant: string;
  readonly link: PeerLink;
  /** There is another transfer. */
  readonly onOffer: (transfer: IncomingFile) => void;
  /** A snapshot of a transfer has changed. */
  readonly onChange: () => void;
}

/** The transfers with one other participant, both ways, as long as the two are in the call together. */
export class Pair implements TransferPort {
  readonly #options: PairOptions;
  readonly #outgoing = new Map<string, OutgoingFile>();
  readonly #incoming = new Map<string, IncomingFile>();
  readonly #limit = new RateLimit(2 * MAX_OPEN, 1);
  /** The receiver chooses the stream: the side whose id comes first takes even numbers, so that the two never meet. */
  readonly #parity: 0 | 1;
  #channel = 0;

  constructor(options: PairOptions) {
    this.#options = options;
    this.#parity = options.session.self.id < options.participant ? 0 : 1;
    // There is another connection. The link ends with the pair: its listener needs no end of its own.
    options.link.addEventListener('control', () => {
      for (const transfer of this.#incoming.values()) transfer.resume();
    });
  }

  get connected(): boolean {
    return this.#options.link.control?.readyState === 'open';
  }

  get full(): boolean {
    return openOf(this.#outgoing) >= MAX_OPEN;
  }

  /** Offers a file; a transfer that could not be told of has `failed`. */
  offer(name: string, file: Blob): OutgoingFile {
    const { participant } = this.#options;
    const transfer = new OutgoingFile(
      this,
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

  tell(message: FileMessage): void {
    const { session, participant } = this.#options;
    Messages.of(session).send(TOPIC, message, participant);
  }

  open(): RTCDataChannel | undefined {
    // Streams that are in use, or are being closed, are refused by the browser.
    for (let tries = 0; tries <= MAX_OPEN; tries += 1) {
      this.#channel = (this.#channel % (MAX_CHANNEL - 1)) + 2;
      try {
        return this.#create(this.#channel - this.#parity);
      } catch {
        // The next one, then.
      }
    }
    return undefined;
  }

  adopt(id: number): RTCDataChannel | undefined {
    // Those of the own parity are chosen here, and 0 is the control channel.
    if (id === 0 || id % 2 === this.#parity) throw new RangeError(`Stream ${id} is not theirs to choose.`);
    return this.#create(id);
  }

  changed(): void {
    this.#options.onChange();
  }

  #create(id: number): RTCDataChannel | undefined {
    return this.#options.link.openChannel(TOPIC, id);
  }

  #receiveOffer({ id, name, type, size }: Offer): void {
    if (openOf(this.#incoming) >= MAX_OPEN || !this.#limit.take()) {
      this.#answer({ kind: 'decline', id, reason: 'too-many' });
      return;
    }
    const transfer = new IncomingFile(this, id, {
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
      this.tell(message);
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
