import type { LeaveReason, MediaState } from '../../src/protocol/index.js';
import type {
  Admission,
  EngineSettings,
  JoinRequest,
  MemberLink,
  Membership,
  Refusal,
  RoomEngine,
} from './engine.js';
import { createId } from '../ids.js';
import { Member } from './member.js';
import { participantAway, participantJoined, participantLeft, participantUpdated, signal } from './pushes.js';
import type { Push } from './pushes.js';
import { formatToken, parseToken } from './resume-token.js';

type Room = Map<string, Member>;

/** The rooms of one process. Every call is done when it returns. */
export class MemoryEngine implements RoomEngine {
  readonly available = true;
  readonly #rooms = new Map<string, Room>();
  readonly #settings: EngineSettings;
  #memberCount = 0;
  /** Tells the tokens of this engine from those of one before it. */
  readonly #life = createId();

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  join(request: JoinRequest): Admission | Refusal {
    const room = this.#rooms.get(request.room);
    const token = request.resume && parseToken(request.resume.token);
    const known = token && room?.get(token.id);
    if (room && known && token.life === this.#life && known.accepts(token.secret, request.identity)) {
      return this.#resume(room, known, request, request.resume.lastSeq);
    }
    const { maxParticipants, maxRooms, maxMembers } = this.#settings;
    if (room && room.size >= maxParticipants) return { refused: 'room-full' };
    if (this.#memberCount >= maxMembers || (!room && this.#rooms.size >= maxRooms)) {
      return { refused: 'server-busy' };
    }

    // Given out before this server was started: whoever comes back is known to the others by that id.
    const id = token && token.life !== this.#life && !known ? token.id : undefined;
    const member = new Member(request, id);
    const members = room ?? new Map<string, Member>();
    this.#memberCount += 1;
    this.#rooms.set(request.room, members.set(member.id, member));
    tellOthers(members, member, participantJoined(member.describe()));
    return this.#admit(members, member, false);
  }

  open(membership: Membership, link: MemberLink): void {
    this.#find(membership)?.open(link);
  }

  confirm(membership: Membership): void {
    this.#find(membership)?.confirm();
  }

  signal(membership: Membership, to: string, payload: string): boolean {
    const room = this.#rooms.get(membership.room);
    if (room?.get(membership.id)?.membership !== membership || to === membership.id) return false;
    const recipient = room.get(to);
    recipient?.push(signal(membership.id, payload));
    return recipient !== undefined;
  }

  update(
    membership: Membership,
    change: { readonly name?: string | undefined; readonly media?: MediaState | undefined },
  ): void {
    const member = this.#find(membership);
    if (!member || (change.name === undefined && change.media === undefined)) return;
    member.name = change.name ?? member.name;
    member.media = change.media ?? member.media;
    tellOthers(this.#rooms.get(member.room), member, participantUpdated(member.describe()));
  }

  leave(membership: Membership): void {
    const member = this.#find(membership);
    if (member) this.#remove(member, 'left');
  }

  disconnect(membership: Membership): void {
    const member = this.#find(membership);
    if (!member || member.away) return;
    member.goAway(this.#settings.graceMs, this.#expire);
    tellOthers(this.#rooms.get(member.room), member, participantAway(member.id));
  }

  count(): { rooms: number; members: number } {
    return { rooms: this.#rooms.size, members: this.#memberCount };
  }

  close(): void {
    for (const room of this.#rooms.values()) for (const member of room.values()) member.release();
    this.#rooms.clear();
    this.#memberCount = 0;
  }

  #find(membership: Membership): Member | undefined {
    const member = this.#rooms.get(membership.room)?.get(membership.id);
    return member?.membership === membership ? member : undefined;
  }

  #resume(room: Room, member: Member, request: JoinRequest, lastSeq: number): Admission {
    const resumed = member.takeOver(request.instance, lastSeq);
    member.name = request.name ?? member.name;
    tellOthers(room, member, participantUpdated(member.describe()));
    return this.#admit(room, member, resumed);
  }

  #admit(room: Room, member: Member, resumed: boolean): Admission {
    const participants = [];
    for (const other of room.values()) if (other !== member) participants.push(other.describe());
    const { id, secret, membership, seq } = member;
    return {
      membership,
      resumeToken: formatToken({ id, life: this.#life, secret }),
      resumed,
      seq,
      participants,
    };
  }

  #expire = (member: Member): void => this.#remove(member, 'timeout');

  #remove(member: Member, reason: LeaveReason): void {
    const room = this.#rooms.get(member.room);
    member.release();
    if (room?.delete(member.id)) this.#memberCount -= 1;
    if (room?.size === 0) this.#rooms.delete(member.room);
    else tellOthers(room, member, participantLeft(member.id, reason));
  }
}

function tellOthers(room: Room | undefined, member: Member, push: Push): void {
  for (const other of room?.values() ?? []) if (other !== member) other.push(push);
}
