import type { CallSession } from '../../call/call-session.js';
import { Messages } from '../../channels/messages.js';
import type { PeerLink } from '../../peer/peer-link.js';
import type { FileMessage } from './file-wire.js';

export const TOPIC = 'file';

/** Most transfers between two participants that have not ended, each way. */
export const MAX_OPEN = 16;

/** Largest id of a stream that is chosen here; Firefox begins with 256 streams, and has to ask for more. */
const MAX_CHANNEL = 255;

export interface TransferPortOptions {
  readonly session: CallSession;
  /** Id of the participant at the other end. */
  readonly participant: string;
  readonly link: PeerLink;
  /** A snapshot of a transfer has changed. */
  readonly onChange: () => void;
}

/** The way to one other participant: messages about transfers, and a channel for the content of each. */
export class TransferPort {
  readonly onChange: () => void;
  readonly #options: TransferPortOptions;
  /** The receiver chooses the stream: the side whose id comes first takes even numbers, so that the two never meet. */
  readonly #parity: 0 | 1;
  #channel = 0;

  constructor(options: TransferPortOptions) {
    this.#options = options;
    this.onChange = options.onChange;
    this.#parity = options.session.self.id < options.participant ? 0 : 1;
  }

  /** Messages arrive at once. */
  get connected(): boolean {
    return this.#options.link.control?.readyState === 'open';
  }

  /** @throws {RtcError} When they are gone, or too much waits for them. */
  tell(message: FileMessage): void {
    const { session, participant } = this.#options;
    Messages.of(session).send(TOPIC, message, participant);
  }

  /** Makes a channel on a stream that no other one has; nothing while there is no connection. */
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

  /**
   * The same on the stream that the other side chose.
   *
   * @throws {RangeError} When that stream is not theirs to choose.
   * @throws {DOMException} When it is in use.
   */
  adopt(id: number): RTCDataChannel | undefined {
    // Those of the own parity are chosen here, and 0 is the control channel.
    if (id === 0 || id % 2 === this.#parity) throw new RangeError(`Stream ${id} is not theirs to choose.`);
    return this.#create(id);
  }

  #create(id: number): RTCDataChannel | undefined {
    return this.#options.link.openChannel(TOPIC, id);
  }
}
