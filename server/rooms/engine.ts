import type { MediaState, ProtocolParticipant } from '../../src/protocol/index.js';
import type { Logger } from '../log/log.js';

/** An engine in the same process may answer at once, one across a network later. Callers cope with both. */
export type Awaitable<T> = T | Promise<T>;

/** What every engine has to hold to. */
export interface EngineSettings {
  /** Most members of one room, those who are away included. */
  readonly maxParticipants: number;
  /** How long the place of a member without a socket is held, in milliseconds. */
  readonly graceMs: number;
  /** Most rooms with at least one member. */
  readonly maxRooms: number;
  /** Most members of all rooms together, those who are away included. */
  readonly maxMembers: number;
  /**
   * Most bytes that are kept of what members were told, all members together: what does not fit is kept for nobody,
   * and who would have needed it starts afresh. Default 256 MiB.
   */
  readonly maxReplayBytes?: number | undefined;
  readonly log: Logger;
}

export type EngineFactory = (settings: EngineSettings) => Awaitable<RoomEngine>;

export interface JoinRequest {
  readonly room: string;
  /** Random value of one page load. */
  readonly instance: string;
  /** Left out by a member who resumes: the name stays. */
  readonly name?: string | undefined;
  /** Who it is, where that is known. A place is given back to the same one only. */
  readonly identity?: string | undefined;
  readonly resume?: { readonly token: string; readonly lastSeq: number } | undefined;
}

/** One socket's hold on a place in a room. Void once the member left, or a newer socket has taken over. */
export interface Membership {
  readonly room: string;
  /** The member's id, which the others see in `from`. */
  readonly id: string;
}

export interface Admission {
  readonly membership: Membership;
  /** Good for one resume; a new one is given out with each admission. See `RoomEngine.confirm`. */
  readonly resumeToken: string;
  /**
   * Whether the token of the request led to this place, so that it leads here again until `RoomEngine.confirm`. Default:
   * whether it is resumed.
   */
  readonly returned?: boolean | undefined;
  /** Whether the pushes after `resume.lastSeq` will all be delivered. */
  readonly resumed: boolean;
  /** The first push that is delivered has this number plus one. */
  readonly seq: number;
  /** Everybody else in the room. */
  readonly participants: readonly ProtocolParticipant[];
}

export interface Refusal {
  readonly refused: 'room-full' | 'server-busy';
}

/** Where the engine delivers what one member is to get. */
export interface MemberLink {
  /** Takes one frame, ready to be sent. They come in the order of their `seq`, without gaps. */
  deliver(frame: string): void;
  /** A newer socket has taken over the membership. Nothing is delivered any more. */
  replaced(): void;
  /**
   * The place is gone without anybody's doing, or something that the member has to hear. Nothing is delivered any
   * more; joining again helps.
   */
  lost(): void;
}

/**
 * The rooms and who is in them. Knows nothing of sockets and HTTP.
 *
 * Calls with one membership take effect in the order in which they are made. With a void membership they do
 * nothing. What an engine promises beyond its types is in `test/server/rooms/engine-contract.ts`, which all
 * engines have to pass.
 */
export interface RoomEngine {
  /** Whether members can join now. */
  readonly available: boolean;

  /**
   * Gives a place in the room, or gives the old one back. From here on, what the others say is kept for it. With the
   * token of an engine that is gone (the server was started again) it is a new place with the same id, so that the
   * others know who came back. Nobody else can get that id, whatever token they make up.
   */
  join(request: JoinRequest): Awaitable<Admission | Refusal>;

  /**
   * Begins to deliver: first what has been kept since `Admission.seq`, then what comes. Called once, as soon as the
   * client is known to listen. Until then the token that it came back with stays good, or it would lose the place
   * together with the answer to its resume.
   */
  open(membership: Membership, link: MemberLink): void;

  /** The client has said something since, so the token that it came back with is void also when it is away. */
  confirm(membership: Membership): void;

  /**
   * Passes something on to one other member, also to one who is away.
   *
   * @param payload - JSON text, known to be valid; it is passed on as it is.
   * @returns Whether there is such a member in the same room.
   */
  signal(membership: Membership, to: string, payload: string): Awaitable<boolean>;

  /** Changes what the others see of this member. */
  update(
    membership: Membership,
    change: { readonly name?: string | undefined; readonly media?: MediaState | undefined },
  ): Awaitable<void>;

  /** Gives the place up. */
  leave(membership: Membership): Awaitable<void>;

  /** The socket is gone: the place is held for the grace period. */
  disconnect(membership: Membership): Awaitable<void>;

  /** How many there are, those who are away included: all that this engine knows of. */
  count(): { readonly rooms: number; readonly members: number };

  /** Ends all memberships that this object has given out, without a word to their links, and stops its timers. */
  close(): Awaitable<void>;
}
