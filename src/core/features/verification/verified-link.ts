import type { PeerLink } from '../../peer/peer-link.js';
import { equal } from '../../../internal/equal.js';
import type { ParticipantVerification, VerificationState } from '../../types.js';
import { Exchange } from './exchange.js';
import { fingerprintsOf, type Fingerprints } from './fingerprints.js';
import type { VerificationMessage } from './verification-messages.js';

/** Time in which the other page has to answer over a connection that works, in ms. */
const ANSWER_TIME = 15_000;

export interface VerifiedLinkOptions {
  readonly link: PeerLink;
  readonly self: string;
  readonly other: string;
  /** The verification of this participant had begun over a link that is gone: their page was loaded again, or so it seems. */
  readonly changed: boolean;
  readonly send: (message: VerificationMessage) => void;
  readonly onChange: () => void;
}

/** The words for one link. */
export class VerifiedLink {
  readonly link: PeerLink;
  readonly #options: VerifiedLinkOptions;
  readonly #closing = new AbortController();
  readonly #connections = new WeakSet<RTCPeerConnection>();
  #requestedByPerson = false;
  #requestedByOther = false;
  #changed: boolean;
  #unanswered = false;
  #words: readonly string[] | undefined;
  #exchange: Exchange | undefined;
  /** The fingerprints that the exchange is about. */
  #fingerprints: Fingerprints | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: VerifiedLinkOptions) {
    this.link = options.link;
    this.#options = options;
    this.#changed = options.changed;
    const { signal } = this.#closing;
    for (const type of ['control', 'statechange'] as const) {
      this.link.addEventListener(type, () => this.#look(), { signal });
    }
    this.#look();
  }

  /** State and words to show; `undefined` before either side has asked. */
  get verification(): ParticipantVerification | undefined {
    const state = this.#state;
    const words = state === 'ready' ? this.#words : undefined;
    return state && Object.freeze({ state, words: words ?? NO_WORDS });
  }

  /** The person here wants to compare the words, also after a change. */
  ask(): void {
    this.#requestedByPerson = true;
    this.#changed = false;
    this.#begin();
    this.#options.onChange();
  }

  /** Takes in a message of the other page: it asks by its commitment. */
  receive(message: VerificationMessage): void {
    // Each nonce that is revealed is a guess for a server in the middle: none until the person here asks again.
    if (this.#changed) return;
    if (message.type === 'commit') this.#handleCommitment(message.commitment);
    this.#exchange?.receive(message);
    this.#options.onChange();
  }

  close(): void {
    this.#closing.abort();
    this.#reset();
  }

  get #state(): VerificationState | undefined {
    if (this.#changed) return 'changed';
    if (this.#words) return 'ready';
    if (this.#unanswered) return 'unsupported';
    return this.#requestedByPerson || this.#exchange ? 'pending' : undefined;
  }

  #handleCommitment(commitment: string): void {
    const before = this.#exchange?.otherCommitment;
    if (before !== undefined && before !== commitment) {
      // The other page has begun anew, since it saw a change. Without this it would wait for words in vain.
      this.#change();
      return;
    }
    this.#requestedByOther = true;
    this.#begin();
  }

  /** Begins an exchange, unless there is one, or no connection has been agreed on yet. */
  #begin(): void {
    const fingerprints = fingerprintsOf(this.link.connection);
    if (this.#exchange || !fingerprints) return;
    if (!canHash()) {
      this.#unanswered = true;
      return;
    }
    const { self, other, send } = this.#options;
    this.#fingerprints = fingerprints;
    const exchange: Exchange = new Exchange({
      self,
      other,
      fingerprints,
      // A step may end after its exchange has been given up.
      send: (message) => {
        if (exchange === this.#exchange) send(message);
      },
      onWords: (words) => {
        if (exchange === this.#exchange) this.#handleWords(words);
      },
    });
    this.#exchange = exchange;
    this.#waitForAnswer();
  }

  #handleWords(words: readonly string[]): void {
    clearTimeout(this.#timer);
    this.#words = words;
    this.#options.onChange();
  }

  #waitForAnswer(): void {
    this.#timer = setTimeout(() => {
      // No answer over an interrupted connection does not mean that the other page cannot answer.
      if (this.link.state !== 'connected') {
        this.#waitForAnswer();
        return;
      }
      this.#unanswered = true;
      this.#options.onChange();
    }, ANSWER_TIME);
  }

  /** Looks at every connection of the link, and at every description of it: a restart can bring another fingerprint, too. */
  #look(): void {
    const { connection } = this.link;
    if (connection && !this.#connections.has(connection)) {
      this.#connections.add(connection);
      connection.addEventListener('signalingstatechange', () => this.#look(), {
        signal: this.#closing.signal,
      });
    }
    const fingerprints = fingerprintsOf(connection);
    if (!fingerprints) return;
    if (this.#exchange && !equal(fingerprints, this.#fingerprints)) this.#change();
    else if (this.#requestedByPerson || this.#requestedByOther) this.#begin();
    else return;
    this.#options.onChange();
  }

  /** Gives up the exchange, and warns until the person asks again. */
  #change(): void {
    this.#reset();
    this.#changed = true;
  }

  #reset(): void {
    clearTimeout(this.#timer);
    this.#requestedByPerson = false;
    this.#requestedByOther = false;
    this.#unanswered = false;
    this.#words = undefined;
    this.#exchange = undefined;
    this.#fingerprints = undefined;
  }
}

const NO_WORDS: readonly string[] = Object.freeze([]);

/** Pages that are not secure have no `crypto.subtle`. */
const canHash = (): boolean => (crypto as Partial<Crypto>).subtle !== undefined;
