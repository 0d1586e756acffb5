import type { PeerLink } from '../peer/peer-link.js';

/** Another participant, from the moment of joining or reloading the page to the next such moment. */
export interface Peer {
  /** Id of the participant. */
  readonly id: string;
  readonly link: PeerLink;
  /** Aborts when the participant leaves or reloads the page, and when the call ends. */
  readonly signal: AbortSignal;
}

/** The part of a `CallSession` that is used here. */
interface Call {
  addEventListener(type: 'change', listener: () => void, options: AddEventListenerOptions): void;
}

/** The other participants of a call: the hook for all that belongs to each of them. */
export class Peers {
  readonly #call: Call;
  readonly #present: () => readonly Peer[];

  /** @param present - Those who are in the call now, in the order of joining. */
  constructor(call: Call, present: () => readonly Peer[]) {
    this.#call = call;
    this.#present = present;
  }

  /**
   * Calls `visit` for each participant in the order of joining: at once for those who are there, later for those who come
   * and for those who reload the page. Lasts from one call of the session to the next, until `options.signal` aborts.
   */
  each(visit: (peer: Peer) => void, options: { readonly signal?: AbortSignal } = {}): void {
    const visited = new WeakSet<Peer>();
    const follow = (): void => {
      for (const peer of this.#present()) {
        // A visit may end the call or the visits.
        if (visited.has(peer) || peer.signal.aborted || options.signal?.aborted) continue;
        visited.add(peer);
        visit(peer);
      }
    };
    this.#call.addEventListener('change', follow, options);
    follow();
  }
}
