import type { Parsed, PeerSignal, Unreadable } from '../../protocol/index.js';
import { RtcError, toRtcError } from '../errors.js';
import { loadPart } from '../load-part.js';

const signalsPart = () => import('../../protocol/signals.js');

/** Most signals that wait for the part that reads them: an offer and its candidates are a few dozen. */
const MAX_WAITING = 256;

/** Reads what the other side sends, in order; nothing in it is trusted. The part that reads is loaded with the first signal. */
export class Inbox {
  readonly #receive: (signal: PeerSignal) => void;
  readonly #report: (error: RtcError) => void;
  #read: ((payload: unknown) => Parsed<PeerSignal>) | undefined;
  readonly #waiting: unknown[] = [];

  constructor(receive: (signal: PeerSignal) => void, report: (error: RtcError) => void) {
    this.#receive = receive;
    this.#report = report;
  }

  take(payload: unknown): void {
    const parsed = this.#read?.(payload);
    if (parsed?.ok) this.#receive(parsed.message);
    else if (parsed) this.#refuse(parsed);
    else if (this.#waiting.length < MAX_WAITING && this.#waiting.push(payload) === 1) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.#read = (await loadPart(signalsPart)).readSignal;
    } catch (error) {
      this.#report(toRtcError(error, 'load-failed'));
    }
    const waiting = this.#waiting.splice(0);
    if (this.#read) for (const payload of waiting) this.take(payload);
  }

  #refuse({ detail, unknown }: Unreadable): void {
    // A newer page may say what this one does not know.
    if (unknown) return;
    this.#report(new RtcError('bad-message', `A signal of the other side was refused: ${detail}`));
  }
}
