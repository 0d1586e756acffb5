import { deferred } from '../../../internal/deferred.js';
import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { Messages } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import type { Peer } from '../../call/peers.js';
import { isAnswer, readMessage, TOPIC, type Notice } from './recording-messages.js';

/**
 * Asks everybody in a call, and everybody who comes, whether they agree to be in one recording, until it is
 * closed; no answer is no.
 */
export class ConsentPoll extends typedEventTarget<{ change: Event }>() {
  readonly #session: CallSession;
  readonly #messages: Messages;
  readonly #recording: string;
  readonly #only: string | undefined;
  /** Answers by id of participant; `undefined` until there is one. A page that is reloaded has agreed to nothing yet. */
  readonly #answers = new Map<string, boolean | undefined>();
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
    // Before this visits participants: a message can be sent once `Messages` has visited them.
    this.#messages = Messages.of(session);
    this.#messages.on(TOPIC, ({ from, data }) => this.#receive(from, data), { signal });
    session.peers.each((peer) => this.#ask(peer), { signal });
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
    return id === this.#session.self.id || this.#answers.get(id) === true;
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
    for (const id of this.#answers.keys()) this.#tell(id);
  }

  /** Tells everybody that the recording is over, and forgets them. */
  close(): void {
    if (this.#closing.signal.aborted) return;
    this.#notice = 'over';
    for (const id of this.#answers.keys()) this.#tell(id);
    this.#answers.clear();
    this.#closing.abort();
  }

  #ask({ id, link, signal }: Peer): void {
    if (this.#only !== undefined && this.#only !== id) return;
    const closing = { signal: this.#closing.signal };
    this.#answers.set(id, undefined);
    signal.addEventListener(
      'abort',
      () => {
        this.#answers.delete(id);
        this.#changed();
      },
      closing,
    );
    // A message may have been lost with the previous connection, an answer as well: each is sent again.
    link.addEventListener('control', () => this.#tell(id), closing);
    this.#tell(id);
    this.#changed();
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
    if (!message || !this.#answers.has(from)) return;
    if (message.recording !== this.#recording || !isAnswer(message.type)) return;
    const answer = message.type === 'accepted';
    if (this.#answers.get(from) === answer) return;
    this.#answers.set(from, answer);
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  #idsWith(answer: boolean | undefined): string[] {
    return Array.from(this.#answers).flatMap(([id, given]) => (given === answer ? [id] : []));
  }
}
