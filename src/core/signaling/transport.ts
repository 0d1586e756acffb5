import type { TypedEventTarget } from '../../internal/typed-event-target.js';
import type { IceServers, MediaState, ProtocolParticipant, ServerMessageOf } from '../../protocol/index.js';
import type { RtcError } from '../errors.js';
import type { SignalingState } from '../types.js';

/** A member's own data when it joins. */
export interface JoinRequest {
  readonly room: string;
  readonly name: string;
  /** Admits this person to the server, and comes from its operator: called before every join, first or again. */
  readonly token?: () => Promise<string | undefined>;
  /** Whether `token` will give one as far as is known; without this, where there is `token`. */
  readonly hasToken?: boolean;
  /** Random value of this join: the same one after a break means that the peer connections still live. */
  readonly instance: string;
  /** `resumeToken` of the transport in the page load before: gives back the place that was held. */
  readonly resumeToken?: string;
}

export interface MemberUpdate {
  readonly name?: string;
  readonly media?: MediaState;
}

/** Answer to a join. */
export interface Joined {
  /** The member's own id. */
  readonly self: string;
  /** Everything that was missed during a break follows, so nothing has to be compared. */
  readonly resumed: boolean;
  /** 0 also means that the server was started again: members who are missing may still come back. */
  readonly seq?: number;
  /** The others. */
  readonly participants: readonly ProtocolParticipant[];
  readonly iceServers: IceServers;
  readonly limits: {
    readonly participants: number;
    /** Time for which the place of a member who is away is held, in ms; 20,000 where it is missing. */
    readonly graceMs?: number | undefined;
  };
}

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never;

/** News that a transport announces. */
export type SignalingPush = WithoutSeq<
  | ServerMessageOf<'participant-joined' | 'participant-updated' | 'participant-away' | 'participant-left'>
  | ServerMessageOf<'signal' | 'ice-servers' | 'error'>
>;

/** Joined, for the first time or again after a break: `participants` are the members who are there now. */
export class SignalingJoinedEvent extends Event {
  readonly joined: Joined;

  constructor(joined: Joined) {
    super('joined');
    this.joined = joined;
  }
}

export class SignalingPushEvent extends Event {
  readonly push: SignalingPush;

  constructor(push: SignalingPush) {
    super('push');
    this.push = push;
  }
}

/** The transport went from one state into another; `error` says why it is `closed` for good. */
export class SignalingStateEvent extends Event {
  readonly state: SignalingState;
  readonly error: RtcError | undefined;

  constructor(state: SignalingState, error?: RtcError) {
    super('statechange');
    this.state = state;
    this.error = error;
  }
}

export interface SignalingEventMap {
  joined: SignalingJoinedEvent;
  push: SignalingPushEvent;
  statechange: SignalingStateEvent;
}

/** An event of a transport. */
export type SignalingEvent = SignalingEventMap[keyof SignalingEventMap];

/**
 * The way to the other members of a room. It delivers messages once and in order, also across a break of the
 * connection; where that cannot be it says so by a `joined` event with `resumed: false`.
 */
export interface SignalingTransport extends TypedEventTarget<SignalingEventMap> {
  readonly state: SignalingState;

  /**
   * Connects and joins. Resolves after the `joined` event.
   *
   * @throws {RtcError} `server-unreachable`, or what the server answers; the state is `closed` then.
   */
  join(request: JoinRequest): Promise<void>;

  /** Sends `payload`, a JSON value, to one member. During a break it waits, unless the break ends with another own id. */
  signal(to: string, payload: unknown): void;

  /** Tells the others what changed. During a break it waits; of several the newest counts. */
  update(update: MemberUpdate): void;

  /**
   * Leaves the room and closes the connection; a join under way is given up. May join again afterwards.
   *
   * @param hold - Only closes the connection. For transports with a `resumeToken`.
   */
  leave(hold?: boolean): Promise<void>;

  /** Lets another load of the page resume this membership for a while. For transports that can do that. */
  readonly resumeToken?: string | undefined;

  /** Finds out whether the connection still stands, or tries again at once: the network or the machine was away. */
  wake?(): void;
}
