import { equal } from '../../internal/equal.js';
import type { PeerLink } from '../peer/peer-link.js';
import { checkRelay } from '../peer/relay-check.js';
import type { SignalingTransport } from '../signaling/transport.js';
import type { PathProblem } from '../types.js';
import type { Roster } from './roster.js';

/** For how long a path is looked for until the relays are asked, and until the person is told, in ms. */
const ASK_AFTER = 3000;
const TELL_AFTER = 10_000;

/** Time between two questions to the relays, in ms: while none serves this page, and while one does. */
const ASK_AGAIN = 5000;
const ASK_AGAIN_SERVED = 30_000;

/** Time until a connection that was given up is tried again, in ms: longer each time. */
const FIRST_PAUSE = 10_000;
const LAST_PAUSE = 60_000;

interface Search {
  readonly since: number;
  /** The other side has taken part: it is the path that is missing. */
  isMutual: boolean;
  pause: number;
  givenUpAt: number | undefined;
}

/**
 * Finds out why there is no path to a participant, shows it in the roster, and goes on looking for one: at once when a relay
 * has come to be, else after a pause.
 */
export class PathWatch {
  readonly #roster: Roster;
  readonly #transport: SignalingTransport;
  readonly #configuration: () => RTCConfiguration;
  readonly #signal: AbortSignal;
  readonly #searches = new Map<PeerLink, Search>();
  #answer: PathProblem | undefined;
  #askedWith: RTCConfiguration | undefined;
  #answeredAt = 0;
  #isAsking = false;

  constructor(
    roster: Roster,
    transport: SignalingTransport,
    configuration: () => RTCConfiguration,
    signal: AbortSignal,
  ) {
    this.#roster = roster;
    this.#transport = transport;
    this.#configuration = configuration;
    this.#signal = signal;
  }

  /** Looks once at all connections. */
  look(): void {
    const { peers } = this.#roster;
    const present = new Set(peers.map(({ link }) => link));
    for (const link of this.#searches.keys()) if (!present.has(link)) this.#searches.delete(link);
    for (const { id, link } of peers) this.#lookAt(id, link);
    // An old answer says nothing of the next path.
    if (this.#searches.size === 0) this.#answer = undefined;
    if (this.#longest() >= ASK_AFTER) void this.#ask();
  }

  #lookAt(id: string, link: PeerLink): void {
    if (!this.#isLooking(id, link)) {
      this.#searches.delete(link);
      this.#roster.explain(id, undefined);
      return;
    }
    const search = this.#searches.get(link) ?? startSearch();
    this.#searches.set(link, search);
    search.isMutual ||= !!link.connection?.remoteDescription;
    if (this.#answer && search.isMutual && performance.now() - search.since >= TELL_AFTER) {
      this.#roster.explain(id, this.#answer);
    }
    tryAgain(link, search);
  }

  /** Without the server, or the other side, no path can be agreed on. */
  #isLooking(id: string, { state }: PeerLink): boolean {
    const away = this.#roster.participants.find((participant) => participant.id === id)?.away;
    return state !== 'connected' && state !== 'closed' && this.#transport.state === 'open' && !away;
  }

  /** For how long the path has been looked for that has been missing for longest, in ms. */
  #longest(): number {
    const begins = Array.from(this.#searches.values(), ({ since }) => since);
    return performance.now() - Math.min(performance.now(), ...begins);
  }

  async #ask(): Promise<void> {
    const configuration = this.#configuration();
    const isChanged = !equal(configuration, this.#askedWith);
    const pause = this.#answer?.relay === 'available' ? ASK_AGAIN_SERVED : ASK_AGAIN;
    const isDue = performance.now() - this.#answeredAt >= pause;
    if (this.#isAsking || !(isChanged || isDue)) return;
    this.#isAsking = true;
    this.#askedWith = configuration;
    try {
      this.#take(await checkRelay(configuration, this.#signal), isChanged);
    } catch {
      // The browser refuses to make another connection: the next one of the call reports that.
    }
    this.#answeredAt = performance.now();
    this.#isAsking = false;
  }

  /** A relay that has begun to serve, or was configured since, may make a path: tries at once. */
  #take(answer: PathProblem, isChanged: boolean): void {
    if (this.#signal.aborted) return;
    const previous = this.#answer;
    this.#answer = answer;
    if (!previous || answer.relay !== 'available') return;
    if (previous.relay === 'available' && !isChanged) return;
    for (const link of this.#searches.keys()) link.restart();
  }
}

const startSearch = (): Search => ({
  since: performance.now(),
  isMutual: false,
  pause: FIRST_PAUSE,
  givenUpAt: undefined,
});

/** A connection that was given up is tried again after a pause. */
function tryAgain(link: PeerLink, search: Search): void {
  if (link.state !== 'failed') {
    search.givenUpAt = undefined;
    return;
  }
  search.givenUpAt ??= performance.now();
  if (performance.now() - search.givenUpAt < search.pause) return;
  search.pause = Math.min(LAST_PAUSE, search.pause * 2);
  link.wake();
}
