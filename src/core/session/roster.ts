import type { LeaveReason, ProtocolParticipant } from '../../protocol/index.js';
import {
  RtcParticipantChangeEvent,
  RtcParticipantJoinEvent,
  RtcParticipantLeaveEvent,
  RtcTrackEvent,
  type CallSessionEventMap,
} from '../events.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { Participant, PathProblem } from '../types.js';
import { Member, type MemberNews } from './member.js';
import type { Peer } from './peers.js';

type RosterEvent = CallSessionEventMap[keyof CallSessionEventMap];

export interface RosterOptions {
  /** A link with this member, not started yet. */
  readonly createLink: (id: string) => PeerLink;
  /** Announces what happened, after `participants` tells it. A listener may end the call: announces nothing then. */
  readonly announce: (event: RosterEvent) => void;
}

/** The other participants of a call, each with the connection with them. */
export class Roster {
  readonly #options: RosterOptions;
  readonly #members = new Map<string, Member>();
  /** Timers of members whom the server has not mentioned since it was started again: they are removed at the end. */
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Former members, until `participants` no longer shows them: listeners to their end may look there. */
  readonly #leaving: Member[] = [];
  #participants: readonly Participant[] = Object.freeze([]);
  #peers: readonly Peer[] = [];

  constructor(options: RosterOptions) {
    this.#options = options;
  }

  /** In the order in which they joined; the same array until something in it changes. */
  get participants(): readonly Participant[] {
    return this.#participants;
  }

  /** In the same order. */
  get peers(): readonly Peer[] {
    return this.#peers;
  }

  link(id: string): PeerLink | undefined {
    return this.#members.get(id)?.peer.link;
  }

  /** Somebody joined, changed something, or came back. */
  upsert(participant: ProtocolParticipant): void {
    const { id, away = false } = participant;
    const wasAway = this.#members.get(id)?.snapshot.away;
    this.#publish(this.#put(participant));
    if (wasAway && !away) this.link(id)?.wake();
  }

  /** Somebody's way to the server is interrupted. */
  setAway(id: string): void {
    this.#stopExpecting(id);
    this.#publish(this.#change(this.#members.get(id), { away: true }));
  }

  /** Says why there is no path to somebody, or (`undefined`) that nothing is known against one. */
  explain(id: string, pathProblem: PathProblem | undefined): void {
    this.#publish(this.#change(this.#members.get(id), { pathProblem }));
  }

  remove(id: string, reason: LeaveReason): void {
    this.#publish(this.#take(id, reason));
  }

  /** Exactly these are there; everybody else is gone. */
  replace(present: readonly ProtocolParticipant[], reason: LeaveReason): void {
    this.#meet(present, (id) => this.#take(id, reason));
  }

  /** These are there; everybody else is away, and has the server's grace period, in ms, to come back. */
  expect(present: readonly ProtocolParticipant[], graceMs: number): void {
    this.#meet(present, (id) => {
      this.#stopExpecting(id);
      const timer = setTimeout(() => {
        this.remove(id, 'timeout');
      }, graceMs);
      this.#timers.set(id, timer);
      return this.#change(this.#members.get(id), { away: true });
    });
  }

  /** The call is over for this participant: closes every connection. Nobody else has left. */
  close(): void {
    for (const id of this.#timers.keys()) this.#stopExpecting(id);
    for (const member of this.#members.values()) member.leave();
  }

  /** Handles everybody who is missing among those who are there, and then these. */
  #meet(
    present: readonly ProtocolParticipant[],
    handleMissing: (id: string) => RosterEvent | undefined,
  ): void {
    const ids = new Set(present.map(({ id }) => id));
    const missing = [...this.#members.keys()].filter((id) => !ids.has(id));
    this.#publish(...missing.map(handleMissing), ...present.map((participant) => this.#put(participant)));
  }

  #put(participant: ProtocolParticipant): RosterEvent | undefined {
    const { id } = participant;
    this.#stopExpecting(id);
    const former = this.#members.get(id);
    if (former?.instance === participant.instance) {
      return this.#change(former, { away: false, ...participant });
    }
    const member = new Member(participant, this.#options.createLink(id), former);
    this.#members.set(id, member);
    if (former) this.#leaving.push(former);
    member.peer.link.start();
    this.#listen(member);
    member.refresh();
    const JoinOrChange = former ? RtcParticipantChangeEvent : RtcParticipantJoinEvent;
    return new JoinOrChange({ participant: member.snapshot });
  }

  #change(member: Member | undefined, news?: MemberNews): RosterEvent | undefined {
    if (!member?.refresh(news)) return undefined;
    return new RtcParticipantChangeEvent({ participant: member.snapshot });
  }

  #take(id: string, reason: LeaveReason): RosterEvent | undefined {
    this.#stopExpecting(id);
    const member = this.#members.get(id);
    if (!member) return undefined;
    this.#members.delete(id);
    this.#leaving.push(member);
    return new RtcParticipantLeaveEvent({ participant: member.snapshot, reason });
  }

  #stopExpecting(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #listen(member: Member): void {
    const { link, signal } = member.peer;
    link.addEventListener('statechange', () => this.#publish(this.#change(member)), { signal });
    link.addEventListener(
      'track',
      ({ source, track }) => {
        this.#announce(new RtcTrackEvent({ participant: member.snapshot, source, track }));
      },
      { signal },
    );
  }

  /** Shows all that has changed at once, ends what belongs to former members, then says each thing that has happened. */
  #publish(...events: readonly (RosterEvent | undefined)[]): void {
    const news = events.filter((event) => event !== undefined);
    if (news.length === 0) return;
    this.#participants = Object.freeze(Array.from(this.#members.values(), ({ snapshot }) => snapshot));
    for (const member of this.#leaving.splice(0)) member.leave();
    // Not earlier: what belongs to a former peer has ended before anything begins with the next one of the same id.
    this.#peers = Array.from(this.#members.values(), ({ peer }) => peer);
    this.#announce(...news);
  }

  #announce(...news: readonly RosterEvent[]): void {
    for (const event of [new Event('change'), ...news]) this.#options.announce(event);
  }
}
