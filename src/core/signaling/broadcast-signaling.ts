import * as v from 'valibot';
import { deferred, type Deferred } from '../../internal/deferred.js';
import { randomId } from '../../internal/random-id.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import {
  check,
  messages,
  participant,
  wellFormed,
  type LeaveReason,
  type MessageOf,
  type ProtocolParticipant,
} from '../../protocol/index.js';
import { callWasLeft } from '../call-was-left.js';
import { RtcError } from '../errors.js';
import type { SignalingState } from '../types.js';
import {
  SignalingJoinedEvent,
  SignalingPushEvent,
  SignalingStateEvent,
  type JoinRequest,
  type MemberUpdate,
  type SignalingEventMap,
  type SignalingPush,
  type SignalingTransport,
} from './transport.js';

/** Most members of a room without a server. */
const CAPACITY = 8;

/** Time that a new member gives the others to introduce themselves, in ms; a busy tab may take a while. */
const WELCOME_TIMEOUT = 2000;

/** Longest wait for other tabs that enter the room, in ms: a tab that stands still never leaves the door. */
const ENTER_TIMEOUT = 10_000;

/** Longest time between the end of a member's lock and its good-bye, in ms. */
const GOODBYE_TIME = 200;

/** Most signals that are kept until a new member has met everybody. */
const MAX_EARLY = 256;

/** Messages between the tabs. Every tab receives all of them; `to` names the one that is meant. */
const tabMessage = messages('type', {
  hello: v.object({ participant }),
  welcome: v.object({ to: v.string(), participant }),
  update: v.object({ participant }),
  bye: v.object({ id: v.string() }),
  signal: v.object({ to: v.string(), from: v.string(), payload: v.unknown() }),
});

type TabMessage = MessageOf<typeof tabMessage>;

/** State from `join` to `leave`. */
interface Membership {
  self: ProtocolParticipant;
  /** The room, as the beginning of the names of its locks. */
  readonly prefix: string;
  readonly joining: Deferred<void>;
  channel?: BroadcastChannel;
  readonly others: Map<string, ProtocolParticipant>;
  /** Members whose introduction is awaited. */
  readonly awaited: Set<string>;
  readonly leaving: AbortController;
  /** Signals that came before the snapshot of the members. */
  readonly early: SignalingPush[];
  /** Called whenever somebody is no longer awaited. */
  onHeard: () => void;
}

/**
 * Signaling between the tabs of one browser and origin, with no server at all. Being a member is holding a Web
 * Lock: the browser takes it back from a tab that is closed or crashes, so nobody has to guess who is there.
 */
export class BroadcastSignaling extends typedEventTarget<SignalingEventMap>() implements SignalingTransport {
  readonly #scope: string;
  #state: SignalingState = 'idle';
  #membership: Membership | undefined;

  /** @param scope - Transports with different scopes never meet. */
  constructor(scope = '') {
    super();
    this.#scope = `rtc-elements:${scope}`;
  }

  get state(): SignalingState {
    return this.#state;
  }

  join({ room, name, instance }: JoinRequest): Promise<void> {
    if (this.#membership) return this.#membership.joining.promise;
    const joining: Deferred<void> = deferred();
    const membership: Membership = {
      self: { id: randomId(), name, instance, media: { microphone: false, camera: false, screen: false } },
      // Encoded, so that no room's name is the beginning of another one's.
      prefix: `${this.#scope}:${encodeURIComponent(wellFormed(room))}:`,
      joining,
      others: new Map(),
      awaited: new Set(),
      leaving: new AbortController(),
      early: [],
      onHeard: () => undefined,
    };
    this.#membership = membership;
    this.#setState('connecting');
    this.#enter(membership).then(
      () => joining.resolve(),
      (error: unknown) => {
        // Unless it was given up for another one already.
        if (membership === this.#membership) void this.leave();
        joining.reject(error);
      },
    );
    return joining.promise;
  }

  signal(to: string, payload: unknown): void {
    const { self } = this.#membership ?? {};
    if (self) this.#post({ type: 'signal', to, from: self.id, payload });
  }

  update(update: MemberUpdate): void {
    const membership = this.#membership;
    if (!membership) return;
    membership.self = { ...membership.self, ...update };
    this.#post({ type: 'update', participant: membership.self });
  }

  leave(): Promise<void> {
    const membership = this.#membership;
    this.#membership = undefined;
    if (membership) {
      membership.channel?.postMessage({ type: 'bye', id: membership.self.id } satisfies TabMessage);
      membership.leaving.abort(callWasLeft());
      membership.onHeard();
      membership.channel?.close();
    }
    if (this.#state !== 'idle' && this.#state !== 'closed') this.#setState('closed');
    return Promise.resolve();
  }

  async #enter(membership: Membership): Promise<void> {
    const { prefix, others, awaited, leaving, early } = membership;
    const { signal } = leaving;
    // A listener may have left.
    signal.throwIfAborted();
    if (!('BroadcastChannel' in globalThis && 'locks' in navigator)) {
      throw new RtcError(
        isSecureContext ? 'unsupported-browser' : 'insecure-context',
        'Calls between tabs need BroadcastChannel and Web Locks.',
        { recoverable: false },
      );
    }
    membership.channel = new BroadcastChannel(prefix);
    membership.channel.addEventListener('message', ({ data }) => {
      if (membership === this.#membership) this.#receive(membership, data);
    });

    const timer = setTimeout(() => {
      leaving.abort(new RtcError('server-unreachable', 'Another tab of this call does not answer.'));
    }, ENTER_TIMEOUT);
    try {
      for (const id of await enter(prefix, membership.self.id, signal)) awaited.add(id);
    } finally {
      clearTimeout(timer);
    }
    signal.throwIfAborted();
    for (const id of awaited) this.#watch(membership, id);
    // Not before: name and media may have changed meanwhile.
    this.#post({ type: 'hello', participant: membership.self });
    await allHeard(membership);
    signal.throwIfAborted();

    this.#setState('open');
    // A listener may have left, or may leave now.
    signal.throwIfAborted();
    this.dispatchEvent(
      new SignalingJoinedEvent({
        self: membership.self.id,
        resumed: false,
        participants: [...others.values()],
        iceServers: [],
        limits: { participants: CAPACITY },
      }),
    );
    for (const push of early.splice(0)) if (membership === this.#membership) this.#push(push);
  }

  #receive(membership: Membership, data: unknown): void {
    const parsed = check(tabMessage, data);
    if (!parsed.ok) return;
    const { message } = parsed;
    if ('to' in message && message.to !== membership.self.id) return;
    if (message.type === 'signal') {
      const push = { type: 'signal', from: message.from, payload: message.payload } as const;
      if (this.#state === 'open') this.#push(push);
      // Members who were met already may send before everybody is met.
      else if (membership.early.length < MAX_EARLY) membership.early.push(push);
    } else if (message.type === 'bye') this.#forget(membership, message.id, 'left');
    else this.#meet(membership, message);
  }

  #meet(membership: Membership, message: Exclude<TabMessage, { type: 'bye' | 'signal' }>): void {
    const { participant: other, type } = message;
    const known = membership.others.has(other.id);
    if (type === 'update' && !known) return;
    membership.others.set(other.id, other);
    if (type === 'hello') {
      this.#post({ type: 'welcome', to: other.id, participant: membership.self });
      this.#watch(membership, other.id);
    }
    if (membership.awaited.delete(other.id)) membership.onHeard();
    this.#push({ type: known ? 'participant-updated' : 'participant-joined', participant: other });
  }

  #forget(membership: Membership, id: string, reason: LeaveReason): void {
    if (membership.awaited.delete(id)) membership.onHeard();
    if (membership.others.delete(id)) this.#push({ type: 'participant-left', id, reason });
  }

  /** Waits in line for the lock of another member, which comes free when its tab is gone. */
  #watch(membership: Membership, id: string): void {
    navigator.locks
      .request(`${membership.prefix}${id}`, { mode: 'shared', signal: membership.leaving.signal }, () => {
        // A good-bye may still be on its way: messages and locks go different ways.
        setTimeout(() => {
          if (membership === this.#membership) this.#forget(membership, id, 'timeout');
        }, GOODBYE_TIME);
      })
      .catch(() => undefined); // Left before the other one did.
  }

  #post(message: TabMessage): void {
    this.#membership?.channel?.postMessage(message);
  }

  #push(push: SignalingPush): void {
    // Until then the snapshot takes it in.
    if (this.#state === 'open') this.dispatchEvent(new SignalingPushEvent(push));
  }

  #setState(state: SignalingState): void {
    this.#state = state;
    this.dispatchEvent(new SignalingStateEvent(state));
  }
}

/**
 * Takes the lock of a new member while nobody else can, so that of two racing for the last place one is
 * refused.
 *
 * @returns The ids of the members who are there already.
 * @throws {RtcError} `room-full`.
 */
async function enter(prefix: string, id: string, signal: AbortSignal): Promise<string[]> {
  return navigator.locks.request(`${prefix}#door`, { signal }, async () => {
    const { held = [] } = await navigator.locks.query();
    const members = held
      .filter(({ name = '', mode }) => mode === 'exclusive' && name.startsWith(prefix))
      .map(({ name = '' }) => name.slice(prefix.length))
      .filter((member) => member !== '#door');
    if (members.length >= CAPACITY) {
      throw new RtcError('room-full', `This call has ${CAPACITY} participants already.`);
    }
    await holdUntil(signal, `${prefix}${id}`);
    return members;
  });
}

/** Resolves once the lock is held; it is given back when `signal` aborts. */
function holdUntil(signal: AbortSignal, lock: string): Promise<void> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(lock, { signal }, () => {
        resolve();
        return new Promise<void>((release) => {
          if (signal.aborted) release();
          signal.addEventListener('abort', () => {
            release();
          });
        });
      })
      .catch(reject);
  });
}

/** Waits until everybody who was there has introduced themselves or is gone. */
function allHeard(membership: Membership): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, WELCOME_TIMEOUT);
    membership.onHeard = () => {
      if (membership.awaited.size > 0 && !membership.leaving.signal.aborted) return;
      clearTimeout(timer);
      resolve();
    };
    membership.onHeard();
  });
}
