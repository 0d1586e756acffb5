import type { MediaState, ProtocolParticipant } from '../../src/protocol/index.js';
import type { Logger } from '../log/log.js';

/** An engine in the same process may answer at once, one across a network later. Callers must handle both. */
export type Awaitable<T> = T | Promise<T>;

/** Settings of every engine. */
export interface EngineSettings {
  /** Most members of one room, those who are away included. */
  readonly maxParticipants: number;
  /** Time for which the place of a member without a socket is held, in milliseconds. */
  readonly graceMs: number;
  /** Most rooms with at least one member. */
  readonly maxRooms: number;
  /** Most members of all rooms together, those who are away included. */
  readonly maxMembers: number;
  /**
   * Most bytes of the pushes that are kept for members who come back, all members together. Members whose pushes were
   * dropped come back with `resumed: false`. Default 256 MiB.
   */
  readonly maxReplayBytes?: number | undefined;
  readonly log: Logger;
}

export type EngineFactory = (settings: EngineSettings) => Awaitable<RoomEngine>;

export interface JoinRequest {
  readonly room: string;
  /** Random value of one page load. */
  readonly instance: string;
  /** Without it, a member who resumes keeps the previous name. */
  readonly name?: string | undefined;
  /** Identity of the person, if known. A place is given back only to the same one. */
  readonly identity?: string | undefined;
  readonly resume?: { readonly token: string; readonly lastSeq: number } | undefined;
}

/** One socket's hold on a place in a room. Void once the member has left, or a newer socket has taken over. */
export interface Membership {
  readonly room: string;
  /** The member's id; other members see it in `from`. */
  readonly id: string;
}

export interface Admission {
  readonly membership: Membership;
  /** Valid for one resume; each admission has a new one. See `RoomEngine.confirm`. */
  readonly resumeToken: string;
  /**
   * Whether this is the place of the request's token, so that the token stays valid until `RoomEngine.confirm`. Default:
   * `resumed`.
   */
  readonly returned?: boolean | undefined;
  /** Whether the pushes after `resume.lastSeq` will all be delivered. */
  readonly resumed: boolean;
  /** The first push that is delivered has this number plus one. */
  readonly seq: number;
  /** The other members of the room. */
  readonly participants: readonly ProtocolParticipant[];
}

export interface Refusal {
  readonly refused: 'room-full' | 'server-busy';
}

/** Receives the pushes for one member. */
export interface MemberLink {
  /** Takes one frame, ready to be sent. Frames come in the order of their `seq`, without gaps. */
  deliver(frame: string): void;
  /** A newer socket has taken over the membership. Nothing is delivered any more. */
  replaced(): void;
  /**
   * The engine has lost the place, or a push for it. Nothing is delivered any more; the member has to join again.
   */
  lost(): void;
}

/**
 * The rooms and their members. It knows neither sockets nor HTTP.
 *
 * Calls with one membership take effect in the order in which they are made. With a void membership they do
 * nothing. Its promises beyond these types are tests in `test/server/rooms/engine-contract.ts`, which all
 * engines have to pass.
 */
export interface RoomEngine {
  /** Whether members can join now. */
  readonly available: boolean;

  /**
   * Gives a place in the room, or the previous one back. From here on, pushes are kept for it. A token of an engine that
   * is gone (the server was restarted) gives a new place with the same id, so that the other members know who came back.
   * No other token gives that id.
   */
  join(request: JoinRequest): Awaitable<Admission | Refusal>;

  /**
   * Begins to deliver: first the pushes kept since `Admission.seq`, then those that come. Called once, as soon as the
   * client is known to listen. Until then the previous resume token stays valid: a client that did not get the answer to
   * its resume would else lose the place.
   */
  open(membership: Membership, link: MemberLink): void;

  /** Called when the client has sent something since: it has the new resume token, and the previous one becomes void. */
  confirm(membership: Membership): void;

  /**
   * Delivers a signal to another member, also to one who is away.
   *
   * @param payload - Valid JSON text, delivered unchanged.
   * @returns Whether there is such a member in the same room.
   */
  signal(membership: Membership, to: string, payload: string): Awaitable<boolean>;

  /** Changes the name or media that the other members see. */
  update(
    membership: Membership,
    change: { readonly name?: string | undefined; readonly media?: MediaState | undefined },
  ): Awaitable<void>;

  /** Gives the place up. */
  leave(membership: Membership): Awaitable<void>;

  /** The socket is closed: the place is held for the grace period. */
  disconnect(membership: Membership): Awaitable<void>;

  /** Number of rooms and of members, those who are away included, as far as this engine knows. */
  count(): { readonly rooms: number; readonly members: number };

  /** Ends all memberships that this object has given out, without telling their links, and stops its timers. */
  close(): Awaitable<void>;
}
