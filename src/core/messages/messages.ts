import { RtcError, toRtcError } from '../errors.js';
import type { CallSession } from '../session/call-session.js';
import { ControlQueue, type ControlData } from './control-queue.js';

/** A message of another participant; nothing in `data` is to be trusted. */
export interface SessionMessage {
  /** Id of the participant. */
  readonly from: string;
  readonly data: unknown;
}

export type MessageListener = (message: SessionMessage) => void;

/** Most messages that are kept for who comes to listen later. */
const MAX_KEPT = 128;

/** Most UTF-16 code units of a topic. */
const MAX_TOPIC = 32;

const known = new WeakMap<CallSession, Messages>();

/**
 * What the pages of a call say to each other over the control channels, sorted by topic. Each feature has a topic of
 * its own; `app` is the page's. Begin before the call is joined: what nobody hears is lost.
 */
export class Messages {
  readonly #session: CallSession;
  readonly #queues = new Map<string, ControlQueue>();
  readonly #listeners = new Map<string, Set<MessageListener>>();
  /** Said on topics that nobody listens to yet. */
  #kept: { readonly topic: string; readonly message: SessionMessage }[] = [];

  private constructor(session: CallSession) {
    this.#session = session;
    session.addEventListener('change', () => {
      this.#follow();
    });
    this.#follow();
  }

  /** The messages of a call, always the same object. */
  static of(session: CallSession): Messages {
    const messages = known.get(session) ?? new Messages(session);
    known.set(session, messages);
    return messages;
  }

  /**
   * Says something to one participant, or to everybody who is in the call now. Who is still being connected gets it
   * then.
   *
   * @param data - Whatever JSON can hold; on the topic `app` bytes, too. At most 64 KiB.
   * @param to - Id of the one participant who gets it.
   * @throws {RtcError} `unknown-participant`, `message-too-large`, or `rate-limited` where too much waits already;
   *   whoever could be told has been told then.
   */
  send(topic: string, data: unknown, to?: string): void {
    const frame = data instanceof ArrayBuffer ? data : JSON.stringify({ topic, data });
    let failure: RtcError | undefined;
    for (const id of to === undefined ? [...this.#queues.keys()] : [to]) {
      const queue = this.#queues.get(id);
      if (!queue) throw new RtcError('unknown-participant', `Nobody with the id "${id}" is in the call.`);
      try {
        queue.send(frame);
      } catch (error) {
        failure = toRtcError(error, 'internal');
      }
    }
    if (failure) throw failure;
  }

  /** Listens to a topic, beginning with what was said on it before anybody did. */
  on(topic: string, listener: MessageListener, { signal }: { signal?: AbortSignal } = {}): void {
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    signal?.addEventListener('abort', () => listeners.delete(listener));
    const kept = this.#kept.filter((one) => one.topic === topic);
    this.#kept = this.#kept.filter((one) => one.topic !== topic);
    for (const { message } of kept) listener(message);
  }

  /** Keeps one queue for each of the others. */
  #follow(): void {
    const { participants } = this.#session;
    for (const { id } of participants) {
      const link = this.#session.getPeer(id);
      // Somebody who reloads keeps the id, not the connection.
      if (link && this.#queues.get(id)?.link !== link) {
        this.#queues.set(id, new ControlQueue(link, (data) => this.#receive(id, data)));
      }
    }
    for (const id of this.#queues.keys()) {
      if (!participants.some((participant) => participant.id === id)) this.#queues.delete(id);
    }
    if (participants.length === 0) this.#kept = [];
  }

  #receive(from: string, frame: ControlData): void {
    const [topic, data] = read(frame);
    if (topic === undefined) return;
    const message = { from, data };
    const listeners = this.#listeners.get(topic);
    if (listeners?.size) for (const listener of [...listeners]) listener(message);
    else this.#kept = [...this.#kept, { topic, message }].slice(-MAX_KEPT);
  }
}

function read(frame: ControlData): [topic?: string, data?: unknown] {
  if (typeof frame !== 'string') return ['app', frame];
  try {
    const { topic, data } = JSON.parse(frame) as { topic?: unknown; data?: unknown };
    if (typeof topic === 'string' && topic.length <= MAX_TOPIC) return [topic, data];
  } catch {
    // Not from this program: there is nobody to tell.
  }
  return [];
}
