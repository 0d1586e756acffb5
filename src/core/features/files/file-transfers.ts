import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { check } from '../../../protocol/validate.js';
import { AskBeforeLeaving } from '../../ask-before-leaving.js';
import { Unread } from '../../channels/unread.js';
import { RtcError } from '../../errors.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { Peer } from '../../call/peers.js';
import { fileWire, MAX_FILE_BYTES } from './file-wire.js';
import { IncomingFile, type FileSink } from './incoming-file.js';
import { Pair } from './pair.js';
import type { FileTransfer, Transfer } from './transfer.js';
import { MAX_OPEN, TOPIC } from './transfer-port.js';

/** Most transfers that are kept; those that came to nothing are forgotten first. */
const MAX_TRANSFERS = 200;

/** Somebody offers a file. */
export class TransferOfferEvent extends Event {
  readonly transfer: Transfer;

  constructor(transfer: Transfer) {
    super('offer');
    this.transfer = transfer;
  }
}

export interface FileTransfersEventMap {
  /** A transfer was added, or one has changed. */
  change: Event;
  offer: TransferOfferEvent;
}

export interface OfferOptions {
  /** Id of the one participant who gets it. Default: everybody who is in the call now. */
  readonly to?: string;
  /** Default: the name of the `File`, or `file`. */
  readonly name?: string;
}

/**
 * Files between the participants of a call, each over a data channel of its own, so that it holds up nothing else.
 * They go on by themselves after an interruption.
 */
export class FileTransfers extends typedEventTarget<FileTransfersEventMap>() {
  /** The files of a call, always the same object. Get it before the call is joined: earlier offers are lost. */
  static readonly of = feature(
    (session: CallSession) => new FileTransfers(session),
    (files) => files.#begin(),
  );

  readonly #session: CallSession;
  readonly #leaving = new AskBeforeLeaving();
  readonly #pairs = new Map<string, Pair>();
  #all: readonly FileTransfer[] = [];
  #transfers: readonly Transfer[] = Object.freeze([]);

  private constructor(session: CallSession) {
    super();
    this.#session = session;
  }

  /** In the order in which they were offered, until the call is joined again; the same array until something changes. */
  get transfers(): readonly Transfer[] {
    return this.#transfers;
  }

  /**
   * Offers a file. Nothing of its content moves before it is accepted, by each receiver for themselves.
   *
   * @returns One transfer for each receiver.
   * @throws {RtcError} `message-too-large` above 1 GiB, `unknown-participant`, `rate-limited` while 16 files are on
   *   their way to somebody, `insecure-context`. Nobody is offered anything then.
   */
  offer(file: Blob, options: OfferOptions = {}): readonly Transfer[] {
    checkContext();
    if (file.size > MAX_FILE_BYTES) {
      throw new RtcError('message-too-large', `A file has at most ${MAX_FILE_BYTES} bytes.`);
    }
    const { to, name = file instanceof File ? file.name : '' } = options;
    const pairs = to === undefined ? [...this.#pairs.values()] : [this.#pairs.get(to)];
    const found = pairs.filter((pair) => pair !== undefined);
    if (found.length === 0) {
      throw new RtcError('unknown-participant', 'Nobody like that is in the call.');
    }
    if (found.some(({ full }) => full)) {
      throw new RtcError('rate-limited', `${MAX_OPEN} files are on their way already.`);
    }
    const made = found.map((pair) => pair.offer(name, file));
    this.#add(...made);
    return made.map(({ snapshot }) => snapshot);
  }

  /**
   * Takes a file that is offered.
   *
   * @param sink - Target of its content, such as a `FileSystemWritableFileStream`; closed when the file is
   *   complete, aborted when it fails. Without one the file is the transfer's `blob` in the end.
   * @throws {RtcError} `insecure-context`.
   * @throws {TypeError} When the sink is locked.
   */
  accept(id: string, sink?: FileSink): void {
    checkContext();
    const transfer = this.#find(id);
    if (transfer instanceof IncomingFile) transfer.accept(sink);
  }

  /** Refuses a file that is offered. */
  decline(id: string): void {
    const transfer = this.#find(id);
    if (transfer instanceof IncomingFile) transfer.decline();
  }

  /** Stops a transfer of either direction. */
  cancel(id: string): void {
    this.#find(id)?.cancel();
  }

  #begin(): void {
    this.#session.peers.each((peer) => this.#pairWith(peer));
    this.#session.addEventListener('rtc-state-change', ({ state, previous }) => {
      // A person who only moves to another room keeps the files that were received.
      if (state === 'joining') this.#clear(['in-call', 'reconnecting'].includes(previous));
    });
    Messages.of(this.#session).on(TOPIC, ({ from, data }) => {
      const parsed = check(fileWire, data);
      if (parsed.ok) this.#pairs.get(from)?.receive(parsed.message);
    });
  }

  #pairWith({ id, link, signal }: Peer): void {
    const pair = new Pair({
      session: this.#session,
      participant: id,
      link,
      onOffer: (transfer) => this.#handleOffer(transfer),
      onChange: () => this.#publish(),
    });
    this.#pairs.set(id, pair);
    signal.addEventListener('abort', () => {
      pair.close();
      this.#pairs.delete(id);
    });
  }

  #find(id: string): FileTransfer | undefined {
    return this.#all.find(({ snapshot }) => snapshot.id === id);
  }

  #handleOffer(transfer: IncomingFile): void {
    this.#add(transfer);
    Unread.of(this.#session).add();
    this.dispatchEvent(new TransferOfferEvent(transfer.snapshot));
  }

  #add(...added: FileTransfer[]): void {
    this.#all = [...this.#all, ...added];
    while (this.#all.length > MAX_TRANSFERS) {
      const oldest = this.#all.find(({ ended, snapshot }) => ended && !snapshot.blob);
      if (!oldest) break;
      this.#all = this.#all.filter((transfer) => transfer !== oldest);
      this.#pairs.get(oldest.snapshot.participant)?.forget(oldest);
    }
    this.#publish();
  }

  #clear(exceptReceived: boolean): void {
    this.#all = this.#all.filter(({ snapshot }) => exceptReceived && snapshot.blob);
    this.#publish();
  }

  #publish(): void {
    this.#transfers = Object.freeze(this.#all.map(({ snapshot }) => snapshot));
    this.#leaving.set(this.#transfers.some(({ state }) => state === 'transferring'));
    this.dispatchEvent(new Event('change'));
  }
}

/** WebCrypto, and with it the checksum, is there for secure pages only (secure contexts, as for `getUserMedia`). */
function checkContext(): void {
  if (!isSecureContext)
    throw new RtcError('insecure-context', 'Files need a page over HTTPS or on localhost.');
}
