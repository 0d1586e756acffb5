import type { LeaveReason, ProtocolParticipant } from '../../protocol/index.js';
import {
  RtcParticipantChangeEvent,
  RtcParticipantJoinEvent,
  RtcParticipantLeaveEvent,
  RtcTrackEvent,
  type CallSessionEventMap,
} from '../events.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { Participant } from '../types.js';
import { Member } from './member.js';

export interface RosterOptions {
  /** A link with this member, not started yet. */
  readonly createLink: (id: string) => PeerLink;
  /** Announces what happened, after `participants` tells it. */
  readonly announce: (event: CallSessionEventMap[keyof CallSessionEventMap]) => void;
}

/** The other participants of a call, each with the connection with them. */
export class Roster {
  readonly #options: RosterOptions;
  readonly #members = new Map<string, Member>();
  #participants: readonly Participant[] = Object.freeze([]);
  #grace: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RosterOptions) {
    this.#options = options;
  }

  /** In the order in which they joined; the same array until something in it changes. */
  get participants(): readonly Participant[] {
    return this.#participants;
  }

  link(id: string): PeerLink | undefined {
    return this.#members.get(id)?.link;
  }

  links(): [id: string, link: PeerLink][] {
    return Array.from(this.#members, ([id, { link }]) => [id, link]);
  }

  /** Somebody joined, changed something, or came back. */
  upsert(participant: ProtocolParticipant): void {
    const { id } = participant;
    const known = this.#members.get(id);
    if (known?.instance === participant.instance) {
      this.refresh(id, { away: false, ...participant });
      return;
    }
    // Another page load of the same member: the connection of before has nobody at its other end.
    known?.link.close();
    const member = new Member(participant, this.#options.createLink(id), known);
    this.#members.set(id, member);
    member.link.start();
    this.#listen(id, member);
    member.refresh();
    this.#publish();
    const JoinOrChange = known ? RtcParticipantChangeEvent : RtcParticipantJoinEvent;
    this.#options.announce(new JoinOrChange({ participant: member.snapshot }));
  }

  /** Takes in news of one participant, where there are any. */
  refresh(id: string, news?: Partial<ProtocolParticipant>): void {
    const member = this.#members.get(id);
    const before = member?.snapshot;
    if (!member?.refresh(news)) return;
    this.#publish();
    if (before?.away === true && news?.away === false) member.link.wake();
    this.#options.announce(new RtcParticipantChangeEvent({ participant: member.snapshot }));
  }

  remove(id: string, reason: LeaveReason): void {
    const member = this.#members.get(id);
    if (!member) return;
    this.#members.delete(id);
    member.link.close();
    this.#publish();
    this.#options.announce(new RtcParticipantLeaveEvent({ participant: member.snapshot, reason }));
  }

  /** Removes everybody who is not in the list. */
  retain(present: readonly ProtocolParticipant[], reason: LeaveReason): void {
    const ids = new Set(present.map(({ id }) => id));
    for (const [id] of this.links()) if (!ids.has(id)) this.remove(id, reason);
  }

  /** Whoever is not in the list is away, and has the server's grace period, in ms, to come back. */
  expect(present: readonly ProtocolParticipant[], graceMs: number): void {
    const missing = this.links().filter(([known]) => !present.some(({ id }) => id === known));
    for (const [id] of missing) this.refresh(id, { away: true });
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => {
      for (const [id] of missing) if (this.#members.get(id)?.snapshot.away) this.remove(id, 'timeout');
    }, graceMs);
  }

  /** The call is over for oneself: closes every connection; nobody else left. */
  clear(): void {
    const links = this.links();
    this.#members.clear();
    clearTimeout(this.#grace);
    for (const [, link] of links) link.close();
    this.#publish();
  }

  #listen(id: string, member: Member): void {
    const { link } = member;
    link.addEventListener('statechange', () => {
      if (this.#members.get(id) === member) this.refresh(id);
    });
    link.addEventListener('track', ({ source, track }) => {
      if (this.#members.get(id) !== member) return;
      this.#options.announce(new RtcTrackEvent({ participant: member.snapshot, source, track }));
      this.#options.announce(new Event('change'));
    });
  }

  #publish(): void {
    this.#participants = Object.freeze(Array.from(this.#members.values(), ({ snapshot }) => snapshot));
    this.#options.announce(new Event('change'));
  }
}
