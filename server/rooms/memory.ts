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
import { createId, createSecret, idOf } from './ids.js';
import { Member } from './member.js';
import { participantAway, participantJoined, participantLeft, participantUpdated, signal } from './pushes.js';
import type { Push } from './pushes.js';
import { ReplayMemory } from './replay-memory.js';
import { formatToken, parseToken } from './resume-token.js';
import type { ResumeToken } from './resume-token.js';

type Room = Map<string, Member>;

/** The rooms of one process. Every call takes effect before it returns. */
export class MemoryEngine implements RoomEngine {
  readonly available = true;
  readonly #rooms = new Map<string, Room>();
  readonly #settings: EngineSettings;
  readonly #replays: ReplayMemory;
  #memberCount = 0;
  /** Identifies this engine in its resume tokens. */
  readonly #life = createId();

  constructor(settings: EngineSettings) {
    this.#settings = settings;
    this.#replays = new ReplayMemory(settings.maxReplayBytes);
  }

  join(request: JoinRequest): Admission | Refusal {
    const room = this.#rooms.get(request.room);
    const token = request.resume && parseToken(request.resume.token);
    const known = token && room?.get(idOf(token.key, request.room, request.identity));
    if (room && token && known?.accepts(token.secret)) return this.#resume(room, known, token, request);

    const { maxParticipants, maxRooms, maxMembers } = this.#settings;
    if (room && room.size >= maxParticipants) return { refused: 'room-full' };
    if (this.#memberCount >= maxMembers || (!room && this.#rooms.size >= maxRooms)) {
      return { refused: 'server-busy' };
    }

    // A token from before this server was started: the member keeps the id by which the others know it.
    const claim = token && !known && token.life !== this.#life ? token : undefined;
    const key = claim?.key ?? createSecret();
    const id = idOf(key, request.room, request.identity);
    const member = new Member(id, request, this.#replays, claim?.secret);
    const members = room ?? new Map<string, Member>();
    this.#memberCount += 1;
    this.#rooms.set(request.room, members.set(member.id, member));
    tellOthers(members, member, participantJoined(member.describe()));
    return this.#admit(members, member, { key, resumed: false, returned: claim !== undefined });
  }

  open(membership: Membership, link: MemberLink): void {
    const member = this.#find(membership);
    if (!member) return link.replaced();
    if (member.open(link)) return;
    this.disconnect(membership);
    link.lost();
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
    for (const room of this.#rooms.values()) for (const member of room.values()) member.end();
    this.#rooms.clear();
    this.#memberCount = 0;
  }

  #find(membership: Membership): Member | undefined {
    const member = this.#rooms.get(membership.room)?.get(membership.id);
    return member?.membership === membership ? member : undefined;
  }

  #resume(room: Room, member: Member, { key, life, secret }: ResumeToken, request: JoinRequest): Admission {
    // Numbers of another life mean nothing in this one.
    const lastSeq = life === this.#life ? request.resume?.lastSeq : undefined;
    const resumed = member.takeOver(request.instance, secret, lastSeq);
    member.name = request.name ?? member.name;
    tellOthers(room, member, participantUpdated(member.describe()));
    return this.#admit(room, member, { key, resumed, returned: true });
  }

  #admit(
    room: Room,
    member: Member,
    { key, resumed, returned }: { key: string; resumed: boolean; returned: boolean },
  ): Admission {
    const participants = [];
    for (const other of room.values()) if (other !== member) participants.push(other.describe());
    const { secret, membership, seq } = member;
    const resumeToken = formatToken({ key, life: this.#life, secret });
    return { membership, resumeToken, returned, resumed, seq, participants };
  }

  #expire = (member: Member): void => this.#remove(member, 'timeout');

  #remove(member: Member, reason: LeaveReason): void {
    const room = this.#rooms.get(member.room);
    member.end();
    if (room?.delete(member.id)) this.#memberCount -= 1;
    if (room?.size === 0) this.#rooms.delete(member.room);
    else tellOthers(room, member, participantLeft(member.id, reason));
  }
}

function tellOthers(room: Room | undefined, member: Member, push: Push): void {
  for (const other of room?.values() ?? []) if (other !== member) other.push(push);
}
