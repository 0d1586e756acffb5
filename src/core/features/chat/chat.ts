import { randomId } from '../../../internal/random-id.js';
import { RateLimit } from '../../../internal/rate-limit.js';
import { typedEventTarget } from '../../../internal/typed-event-target.js';
import { check } from '../../../protocol/validate.js';
import { RtcError } from '../../errors.js';
import { Messages, type SessionMessage } from '../../channels/messages.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import { chatWire, cleanText, MAX_TEXT_LENGTH, type ChatMessage } from './chat-message.js';
import { Unread } from '../../channels/unread.js';

const TOPIC = 'chat';

/** Most messages that are kept. */
const MAX_MESSAGES = 1000;

export interface ChatEventMap {
  /** A message was added, its delivery is known, or all were read. */
  change: Event;
}

/**
 * The text messages of a call, over the control channels. A participant sees those written after joining. All of them
 * stay until the call is joined again.
 */
export class Chat extends typedEventTarget<ChatEventMap>() {
  /** The chat of a call, always the same object. Get it before the call is joined: earlier messages are lost. */
  static readonly of = feature(
    (session: CallSession) => new Chat(session),
    (chat) => chat.#begin(),
  );

  readonly #session: CallSession;
  /** Limit of messages written here; that of the others is wider, since messages arrive at once after a pause. */
  readonly #ownLimit = new RateLimit(60, 4);
  readonly #limits = new Map<string, RateLimit>();
  /** Names of participants who have not confirmed a message, by id of participant, by id of message. */
  readonly #unconfirmed = new Map<string, Map<string, string>>();
  #messages: readonly ChatMessage[] = Object.freeze([]);

  private constructor(session: CallSession) {
    super();
    this.#session = session;
  }

  /** The newest 1,000, oldest first; the same array until something in it changes. */
  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  /** Number of messages and offered files that came in since `markRead`. */
  get unread(): number {
    return this.#unread.unread;
  }

  /** The newest messages are seen: called by the element that shows them. */
  markRead(): void {
    this.#unread.clear();
  }

  /**
   * Writes to everybody who is in the call now. Participants who are still connecting receive it once they are connected.
   *
   * @param text - 1 to 4,000 characters; control characters are left out.
   * @returns Id of the message.
   * @throws {RtcError} `bad-message` for no text, `message-too-large`, `not-joined`, `unknown-participant` when nobody
   *   else is there, `rate-limited` above 60 messages at once.
   */
  send(text: string): string {
    const cleaned = cleanText(text);
    const { self, participants } = this.#session;
    if (!cleaned) throw new RtcError('bad-message', 'There is no text to send.');
    if (cleaned.length > MAX_TEXT_LENGTH) {
      throw new RtcError('message-too-large', `A message has at most ${MAX_TEXT_LENGTH} characters.`);
    }
    if (!self.id) throw new RtcError('not-joined', 'Messages can be sent in a call only.');
    if (participants.length === 0) throw new RtcError('unknown-participant', 'Nobody else is in the call.');
    if (!this.#ownLimit.take()) throw new RtcError('rate-limited', 'Too many messages at once.');
    const id = randomId();
    this.#unconfirmed.set(id, new Map(participants.map((participant) => [participant.id, participant.name])));
    this.#keep({
      id,
      from: self.id,
      name: self.name,
      text: cleaned,
      time: Date.now(),
      own: true,
      state: 'sending',
      undelivered: Object.freeze([]),
    });
    this.dispatchEvent(new Event('change'));
    for (const participant of participants) {
      if (!this.#tell(participant.id, { kind: 'text', id, text: cleaned })) {
        this.#settle(id, participant.id, false);
      }
    }
    return id;
  }

  get #unread(): Unread {
    return Unread.of(this.#session);
  }

  #begin(): void {
    this.#unread.addEventListener('change', () => this.dispatchEvent(new Event('change')));
    this.#session.peers.each(({ id, signal }) => {
      signal.addEventListener('abort', () => {
        this.#limits.delete(id);
        for (const message of [...this.#unconfirmed.keys()]) this.#settle(message, id, false);
      });
    });
    this.#session.addEventListener('rtc-state-change', ({ state }) => {
      if (state === 'joining') this.#clear();
    });
    Messages.of(this.#session).on(TOPIC, (message) => this.#receive(message));
  }

  #receive({ from, data }: SessionMessage): void {
    const parsed = check(chatWire, data);
    if (!parsed.ok) return;
    const { message } = parsed;
    if (message.kind === 'received') {
      this.#settle(message.id, from, true);
      return;
    }
    const sender = this.#session.participants.find((participant) => participant.id === from);
    const text = cleanText(message.text);
    if (!sender || !text) return;
    const id = `${from}:${message.id}`;
    if (!this.#messages.some((before) => before.id === id)) {
      // Not confirmed, so the sender sees that it did not arrive.
      if (!this.#limitOf(from).take()) return;
      this.#keep({
        id,
        from,
        name: sender.name,
        text,
        time: Date.now(),
        own: false,
        state: 'delivered',
        undelivered: Object.freeze([]),
      });
      // Fires `change`: the message and the count are news together.
      this.#unread.add();
    }
    this.#tell(from, { kind: 'received', id: message.id });
  }

  /** A receiver has got a message, or never will. */
  #settle(id: string, receiver: string, delivered: boolean): void {
    const waiting = this.#unconfirmed.get(id);
    const name = waiting?.get(receiver);
    if (!waiting || name === undefined) return;
    waiting.delete(receiver);
    const pending = waiting.size > 0;
    if (!pending) this.#unconfirmed.delete(id);
    this.#set(
      this.#messages.map((message) => {
        if (message.id !== id) return message;
        const undelivered = delivered ? message.undelivered : Object.freeze([...message.undelivered, name]);
        const state = pending ? 'sending' : undelivered.length > 0 ? 'undelivered' : 'delivered';
        return Object.freeze({ ...message, undelivered, state });
      }),
    );
  }

  #tell(to: string, data: unknown): boolean {
    try {
      Messages.of(this.#session).send(TOPIC, data, to);
      return true;
    } catch {
      // The participant has just left, or too many messages wait for them.
      return false;
    }
  }

  #limitOf(id: string): RateLimit {
    const limit = this.#limits.get(id) ?? new RateLimit(200, 8);
    this.#limits.set(id, limit);
    return limit;
  }

  #keep(message: ChatMessage): void {
    this.#messages = Object.freeze([...this.#messages, Object.freeze(message)].slice(-MAX_MESSAGES));
  }

  #clear(): void {
    this.#unconfirmed.clear();
    if (this.#messages.length > 0) this.#set([]);
  }

  #set(messages: ChatMessage[]): void {
    this.#messages = Object.freeze(messages);
    this.dispatchEvent(new Event('change'));
  }
}
