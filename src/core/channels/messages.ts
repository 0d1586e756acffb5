import { RtcError, toRtcError } from '../errors.js';
import { feature } from '../call/feature.js';
import type { Peer, Peers } from '../call/peers.js';
import { checkSize, ControlQueue, type ControlData } from './control-queue.js';
import { checkTopic, fromFrame, toFrame, type Content } from './frame.js';

/** A message of another participant; nothing in `data` is to be trusted. */
export interface SessionMessage {
  /** Id of the participant. */
  readonly from: string;
  readonly data: unknown;
}

export type MessageListener = (message: SessionMessage) => void;

/** The part of a `CallSession` that messages need. */
interface Call {
  readonly peers: Peers;
  readonly participants: readonly unknown[];
}

/** A message on a topic that nobody listens to yet. */
interface Kept extends Content {
  readonly from: string;
}

/** Most messages that are kept for later listeners. */
const MAX_KEPT = 128;

/**
 * Messages between the pages of a call over the control channels, sorted by topic. Each feature has a topic of
 * its own; `app` is the page's. Create it before the call is joined: earlier messages are lost.
 */
export class Messages {
  /** The messages of a call, always the same object. */
  static readonly of = feature((session: Call) => new Messages(session));

  readonly #session: Call;
  readonly #queues = new Map<string, ControlQueue>();
  readonly #listeners = new Map<string, Set<MessageListener>>();
  /** Messages on topics that nobody listens to yet. */
  #backlog: readonly Kept[] = [];

  private constructor(session: Call) {
    this.#session = session;
    session.peers.each((peer) => this.#queueFor(peer));
  }

  /**
   * Says something to one participant, or to everybody who is in the call now. Participants who are still connecting
   * receive it once they are connected.
   *
   * @param topic - 1 to 32 characters.
   * @param data - Any value that JSON can hold, or bytes: an `ArrayBuffer`, or a view on one. At most 64 KiB;
   *   bytes on other topics than `app` at most 48 KB.
   * @param to - Id of the one participant who gets it.
   * @throws {RtcError} `bad-message` for what JSON cannot hold, `invalid-options` for such a topic, `message-too-large`,
   *   `unknown-participant`: nobody has been told then. `rate-limited` where too much waits already: whoever could be told
   *   has been told then.
   */
  send(topic: string, data: unknown, to?: string): void {
    checkTopic(topic);
    const frame = toFrame(topic, data);
    checkSize(frame);
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

  /**
   * Listens to a topic, beginning with what was said on it before anybody did.
   *
   * @throws {RtcError} `invalid-options` for a topic that cannot be.
   */
  on(topic: string, listener: MessageListener, { signal }: { signal?: AbortSignal } = {}): void {
    checkTopic(topic);
    if (signal?.aborted) return;
    const listeners = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, listeners.add(listener));
    signal?.addEventListener('abort', () => listeners.delete(listener));
    const kept = this.#backlog.filter((one) => one.topic === topic);
    this.#backlog = this.#backlog.filter((one) => one.topic !== topic);
    for (const { from, data } of kept) listener({ from, data });
  }

  #queueFor({ id, link, signal }: Peer): void {
    const queue = new ControlQueue(link, (frame) => {
      // A channel may deliver a message after its participant has left.
      if (!signal.aborted) this.#receive(id, frame);
    });
    this.#queues.set(id, queue);
    signal.addEventListener('abort', () => {
      this.#queues.delete(id);
      if (this.#session.participants.length === 0) this.#backlog = [];
    });
  }

  #receive(from: string, frame: ControlData): void {
    const content = fromFrame(frame);
    if (!content) return;
    const { topic, data } = content;
    const listeners = this.#listeners.get(topic);
    if (listeners?.size) for (const listener of [...listeners]) listener({ from, data });
    else this.#keep({ topic, data, from });
  }

  /** Somebody who says too much to nobody loses their own words: the oldest on the topic on which they said most. */
  #keep(message: Kept): void {
    this.#backlog = [...this.#backlog, message];
    if (this.#backlog.length <= MAX_KEPT) return;
    const own = largest(this.#backlog, ({ from }) => from);
    const [oldest] = largest(own, ({ topic }) => topic);
    this.#backlog = this.#backlog.filter((one) => one !== oldest);
  }
}

/** The largest group of those that have the same key. */
function largest(all: readonly Kept[], keyOf: (one: Kept) => string): readonly Kept[] {
  const groups = new Map<string, Kept[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one)) ?? [];
    groups.set(keyOf(one), group);
    group.push(one);
  }
  return [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most));
}
