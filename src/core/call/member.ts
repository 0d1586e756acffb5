import { equal } from '../../internal/equal.js';
import type { ProtocolParticipant } from '../../protocol/index.js';
import type { PeerLink } from '../peer/peer-link.js';
import type { Participant, PathProblem, PeerState } from '../types.js';
import type { Peer } from './peers.js';

const BROKEN: readonly PeerState[] = ['disconnected', 'restarting', 'failed'];

/** News of a member: from the server, and of the path to them. */
export type MemberNews = Partial<ProtocolParticipant> & { readonly pathProblem?: PathProblem | undefined };

/** Another participant as the session keeps them: data from the server, the connection, and a snapshot of both. */
export class Member {
  readonly peer: Peer;
  /** Removes a member whom a restarted server does not mention for a while. */
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly #leaving = new AbortController();
  #data: ProtocolParticipant & MemberNews;
  #snapshot: Participant;
  #interruptedSince: number | undefined;

  /** @param before - The same member before a reload of the page. */
  constructor(known: ProtocolParticipant, link: PeerLink, before?: Member) {
    this.peer = Object.freeze({ id: known.id, link, signal: this.#leaving.signal });
    this.#data = known;
    this.#interruptedSince = before && (before.snapshot.interruptedSince ?? Date.now());
    this.#snapshot = this.#freeze();
  }

  /** The same object until something in it changes. */
  get snapshot(): Participant {
    return this.#snapshot;
  }

  get instance(): string {
    return this.#data.instance;
  }

  /** Takes in news from the server or the connection; says whether the snapshot has changed. */
  refresh(news: MemberNews = {}): boolean {
    this.#data = { ...this.#data, ...news };
    const next = this.#freeze();
    if (equal(next, this.#snapshot)) return false;
    this.#snapshot = next;
    return true;
  }

  /** Ends all that belongs to this load of the participant's page, the connection last. */
  leave(): void {
    clearTimeout(this.timer);
    this.#leaving.abort();
    this.peer.link.close();
  }

  #freeze(): Participant {
    const { id, name, media, away = false, pathProblem } = this.#data;
    const { state } = this.peer.link;
    if (!away && state === 'connected') this.#interruptedSince = undefined;
    // A connection that is made for the first time was never interrupted.
    else if (away || BROKEN.includes(state)) this.#interruptedSince ??= Date.now();
    const interruptedSince = this.#interruptedSince;
    return Object.freeze({
      id,
      name,
      media: Object.freeze({ ...media }),
      connectionState: state,
      away,
      ...(interruptedSince && { interruptedSince }),
      ...(pathProblem && { pathProblem }),
    });
  }
}
