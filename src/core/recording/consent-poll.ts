import { deferred } from '../../internal/deferred.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import { Messages } from '../messages/messages.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { CallSession } from '../session/call-session.js';
import { isAnswer, readMessage, TOPIC, type Notice } from './recording-messages.js';

/** Somebody who is asked. Another link is another page load, which has agreed to nothing yet. */
interface Asked {
  readonly link: PeerLink;
  readonly ended: AbortController;
  answer?: boolean;
}

/**
 * Who of a call agreed to be in one recording. Asks everybody who is there and everybody who comes, until it is
 * closed; no answer is no.
 */
export class ConsentPoll extends typedEventTarget<{ change: Event }>() {
  readonly #session: CallSession;
  readonly #messages: Messages;
  readonly #recording: string;
  readonly #only: string | undefined;
  readonly #asked = new Map<string, Asked>();
  readonly #closing = new AbortController();
  #notice: Notice = 'asking';

  /**
   * @param recording - Id of the recording.
   * @param only - Id of the one participant who is asked; everybody where it is left out.
   */
  constructor(session: CallSession, recording: string, only?: string) {
    super();
    this.#session = session;
    this.#recording = recording;
    this.#only = only;
    const { signal } = this.#closing;
    // Before it listens itself: a message can be sent once `Messages` knows the participant.
    this.#messages = Messages.of(session);
    this.#messages.on(TOPIC, ({ from, data }) => this.#receive(from, data), { signal });
    session.addEventListener('change', () => this.#follow(), { signal });
    this.#follow();
  }

  /** Ids of those who agreed; oneself is not asked. */
  get agreed(): readonly string[] {
    return this.#idsWith(true);
  }

  /** Ids of those who have not answered yet. */
  get waiting(): readonly string[] {
    return this.#idsWith(undefined);
  }

  /** Whether this participant may be seen and heard in the recording. */
  allows(id: string): boolean {
    return id === this.#session.self.id || this.#asked.get(id)?.answer === true;
  }

  /**
   * Waits until everybody has answered, but no longer than `timeout` ms.
   *
   * @throws {DOMException} `AbortError` when `signal` gives it up.
   */
  async settled(timeout: number, signal: AbortSignal): Promise<void> {
    const settled = deferred<undefined>();
    const done = new AbortController();
    const check = (): void => {
      if (this.waiting.length === 0) settled.resolve(undefined);
    };
    const timer = setTimeout(() => settled.resolve(undefined), timeout);
    this.addEventListener('change', check, { signal: done.signal });
    signal.addEventListener('abort', () => settled.reject(signal.reason), { signal: done.signal });
    if (signal.aborted) settled.reject(signal.reason);
    check();
    try {
      await settled.promise;
    } finally {
      clearTimeout(timer);
      done.abort();
    }
  }

  /** Tells everybody that the recording runs now. */
  begin(): void {
    this.#notice = 'running';
    for (const id of this.#asked.keys()) this.#tell(id);
  }

  /** Tells everybody that the recording is over, and forgets them. */
  close(): void {
    if (this.#closing.signal.aborted) return;
    this.#notice = 'over';
    for (const [id, { ended }] of this.#asked) {
      this.#tell(id);
      ended.abort();
    }
    this.#asked.clear();
    this.#closing.abort();
  }

  #follow(): void {
    let changed = false;
    for (const [id, { link, ended }] of this.#asked) {
      if (this.#session.getPeer(id) === link) continue;
      ended.abort();
      changed = this.#asked.delete(id);
    }
    for (const { id } of this.#session.participants) {
      const link = this.#session.getPeer(id);
      if (!link || this.#asked.has(id) || (this.#only !== undefined && this.#only !== id)) continue;
      const ended = new AbortController();
      this.#asked.set(id, { link, ended });
      this.#tell(id);
      // What was said into a connection that broke may be lost, an answer as well: each is said again.
      link.addEventListener('control', () => this.#tell(id), { signal: ended.signal });
      changed = true;
    }
    if (changed) this.dispatchEvent(new Event('change'));
  }

  #tell(id: string): void {
    try {
      this.#messages.send(TOPIC, { type: this.#notice, recording: this.#recording }, id);
    } catch {
      // Not reached, so without an answer: not in the recording.
    }
  }

  #receive(from: string, data: unknown): void {
    const message = readMessage(data);
    const asked = this.#asked.get(from);
    if (!message || !asked || message.recording !== this.#recording || !isAnswer(message.type)) return;
    const answer = message.type === 'accepted';
    if (asked.answer === answer) return;
    asked.answer = answer;
    this.dispatchEvent(new Event('change'));
  }

  #idsWith(answer: boolean | undefined): string[] {
    return Array.from(this.#asked).flatMap(([id, asked]) => (asked.answer === answer ? [id] : []));
  }
}
