import type { Fingerprints } from './fingerprints.js';
import type { VerificationMessage } from './verification-messages.js';
import { commitmentTo, randomNonce, wordsFor } from './words.js';

export interface ExchangeOptions {
  /** Id of this participant. */
  readonly self: string;
  /** Id of the other one. */
  readonly other: string;
  readonly fingerprints: Fingerprints;
  readonly send: (message: VerificationMessage) => void;
  readonly onWords: (words: readonly string[]) => void;
}

/**
 * One exchange of nonces, from which both sides make the same words. Each commits to a nonce before it hears the other
 * side's, as in ZRTP (hash commitment, RFC 6189 §4.4.1.1, and short authentication string, §4.5.2) and in Matrix
 * (`m.sas.v1`): a server in the middle has to decide on everything before it can know the words of either side, and so
 * cannot look for certificates or nonces that give both the same ones. The commitment of each side is the first thing
 * that it sends; it reveals the nonce as soon as it has the other commitment. The first message of each type counts.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #nonce = randomNonce();
  /** Hash of this side's nonce; empty until it is computed. */
  #ownCommitment = '';
  #otherCommitment: string | undefined;
  #nonceReceived = false;
  /** One after another: a nonce may come while this side's commitment is still being computed. */
  #steps: Promise<void>;

  constructor(options: ExchangeOptions) {
    this.#options = options;
    this.#steps = this.#commit();
  }

  /** The commitment of the other side that this exchange is about; `undefined` until it has come. */
  get otherCommitment(): string | undefined {
    return this.#otherCommitment;
  }

  /** Takes in a message of the other side. */
  receive(message: VerificationMessage): void {
    if (message.type === 'commit' && this.#otherCommitment === undefined) {
      this.#otherCommitment = message.commitment;
      this.#then(() => {
        // Again: after a change the other side has ignored the commitment that came before its person asked.
        this.#sendCommitment();
        this.#options.send({ type: 'reveal', nonce: this.#nonce });
      });
    } else if (message.type === 'reveal' && this.#otherCommitment !== undefined && !this.#nonceReceived) {
      this.#nonceReceived = true;
      this.#then(() => this.#finish(message.nonce));
    }
  }

  async #commit(): Promise<void> {
    const { self, other } = this.#options;
    this.#ownCommitment = await commitmentTo(this.#nonce, self, other);
    this.#sendCommitment();
  }

  #sendCommitment(): void {
    this.#options.send({ type: 'commit', commitment: this.#ownCommitment });
  }

  async #finish(nonce: string): Promise<void> {
    const { self, other, fingerprints, onWords } = this.#options;
    // Words for any other nonce would let a server in the middle choose it after it knows this side's.
    if ((await commitmentTo(nonce, other, self)) !== this.#otherCommitment) return;
    const words = await wordsFor(
      { id: self, fingerprints: fingerprints.own, nonce: this.#nonce },
      { id: other, fingerprints: fingerprints.theirs, nonce },
    );
    onWords(words);
  }

  #then(step: () => Promise<void> | void): void {
    this.#steps = this.#steps.then(step);
  }
}
