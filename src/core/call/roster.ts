import type { LeaveReason, ProtocolParticipant } from '../../protocol/index.js';
import {
  RtcParticipantChangeEvent,
  RtcParticipantJoinEvent,
  RtcParticipantLeaveEvent,
  RtcTrackEvent,
} from '../events.js';
import type { PeerTrackEvent } from '../peer/peer-events.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { Participant, PathProblem } from '../types.js';
import type { SessionEvent } from './event-queue.js';
import { Member, type MemberNews } from './member.js';
import type { Peer } from './peers.js';

export interface RosterOptions {
  /** A link with this member, not started yet. */
  readonly createLink: (id: string) => PeerLink;
  /** Announces what happened, after `participants` tells it. A listener may end the call: announces nothing then. */
  readonly announce: (event: SessionEvent) => void;
}

/** The other participants of a call, each with the connection with them. */
export class Roster {
  readonly #options: RosterOptions;
  readonly #members = new Map<string, Member>();
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
    const { id, away } = participant;
    const wasAway = this.#members.get(id)?.snapshot.away;
    this.#publish(this.#put(participant));
    if (wasAway && !away) this.link(id)?.wake();
  }

  /** Somebody's way to the server is interrupted. */
  setAway(id: string): void {
    clearTimeout(this.#members.get(id)?.timer);
    this.#publish(this.#change(this.#members.get(id), { away: true }));
  }

  /** Says why there is no path to somebody, or (`undefined`) that nothing is known against one. */
  explain(id: string, pathProblem: PathProblem | undefined): void {
    this.#publish(this.#change(this.#members.get(id), { pathProblem }));
  }

  remove(id: string, reason: LeaveReason): void {
    this.#publish(this.#take(this.#members.get(id), reason));
  }

  /** Exactly these are there; everybody else is gone. */
  replace(present: readonly ProtocolParticipant[], reason: LeaveReason): void {
    this.#meet(present, (member) => this.#take(member, reason));
  }

  /** These are there; everybody else is away, and has the server's grace period, in ms, to come back. */
  expect(present: readonly ProtocolParticipant[], graceMs: number): void {
    this.#meet(present, (member) => {
      clearTimeout(member.timer);
      member.timer = setTimeout(() => this.remove(member.peer.id, 'timeout'), graceMs);
      return this.#change(member, { away: true });
    });
  }

  /** Ends everything that belongs to the others, without announcing that they have left. */
  close(): void {
    for (const member of this.#members.values()) member.leave();
  }

  /** Handles members who are missing in `present`, then adds or updates those who are in it. */
  #meet(
    present: readonly ProtocolParticipant[],
    handleMissing: (member: Member) => SessionEvent | undefined,
  ): void {
    const ids = new Set(present.map(({ id }) => id));
    const missing = [...this.#members.values()].filter((member) => !ids.has(member.peer.id));
    this.#publish(...missing.map(handleMissing), ...present.map((participant) => this.#put(participant)));
  }

  #put(participant: ProtocolParticipant): SessionEvent | undefined {
    const { id } = participant;
    const former = this.#members.get(id);
    clearTimeout(former?.timer);
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

  #change(member: Member | undefined, news?: MemberNews): SessionEvent | undefined {
    if (!member?.refresh(news)) return undefined;
    return new RtcParticipantChangeEvent({ participant: member.snapshot });
  }

  #take(member: Member | undefined, reason: LeaveReason): SessionEvent | undefined {
    if (!member) return undefined;
    this.#members.delete(member.peer.id);
    this.#leaving.push(member);
    return new RtcParticipantLeaveEvent({ participant: member.snapshot, reason });
  }

  #listen(member: Member): void {
    const { link, signal } = member.peer;
    link.addEventListener('statechange', () => this.#publish(this.#change(member)), { signal });
    const handleTrack = ({ source, track }: PeerTrackEvent): void =>
      this.#announce(new RtcTrackEvent({ participant: member.snapshot, source, track }));
    link.addEventListener('track', handleTrack, { signal });
  }

  /** Shows all that has changed at once, ends what belongs to former members, then says each thing that has happened. */
  #publish(...events: readonly (SessionEvent | undefined)[]): void {
    const news = events.filter((event) => event !== undefined);
    if (news.length === 0) return;
    this.#participants = Object.freeze([...this.#members.values()].map(({ snapshot }) => snapshot));
    for (const member of this.#leaving.splice(0)) member.leave();
    // Not earlier: what belongs to a former peer has ended before anything begins with the next one of the same id.
    this.#peers = [...this.#members.values()].map(({ peer }) => peer);
    this.#announce(...news);
  }

  #announce(...news: readonly SessionEvent[]): void {
    this.#options.announce(new Event('change'));
    for (const event of news) this.#options.announce(event);
  }
}
