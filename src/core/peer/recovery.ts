import type { PeerState } from '../types.js';
import { watchAttempt, type AttemptTimes } from './attempt.js';

/** Ways of a connection to mend a broken path, from mild to severe. */
export interface RecoveryActions {
  /** Whether the other side would hear of it. While not, nothing is tried and nothing given up. */
  reachable(): boolean;
  /** Resolves with a number that grows whenever the connection, new or not, comes closer to working. */
  progress(isNew: boolean): Promise<number>;
  /** New candidates on the same connection (RFC 8445 §9). */
  restart(): void;
  /** A new connection in place of this one. */
  renew(): void;
  /** Nothing helped. Called once until the path worked again or the person has asked for another try. */
  fail(): void;
  /** The state has changed. */
  announce(): void;
}

export interface RecoveryTimes extends AttemptTimes {
  /** Time in which an interrupted path may mend itself, in ms. */
  readonly patience: number;
}

const DEFAULT_TIMES: RecoveryTimes = { patience: 3000, attempt: 15_000, limit: 60_000 };
const MAX_RESTARTS = 3;

/**
 * The ladder from a broken path back to a working one: wait a little, restart ICE up to three times, build a new
 * connection once, give up. An attempt that still moves is left alone.
 */
export class Recovery {
  readonly #actions: RecoveryActions;
  readonly #times: RecoveryTimes;
  #state: PeerState = 'new';
  /** This connection has worked before, so that a restart of ICE can help it. */
  #worked = false;
  /** This connection is of no use any longer, whatever the browser reports of its path. */
  #lost = false;
  #restarts = 0;
  #renewed = false;
  /** The person does not know yet that the connection has failed. */
  #failureIsNews = true;
  #stopWaiting: () => void = () => undefined;

  constructor(actions: RecoveryActions, times: Partial<RecoveryTimes> = {}) {
    this.#actions = actions;
    this.#times = { ...DEFAULT_TIMES, ...times };
  }

  get state(): PeerState {
    return this.#state;
  }

  /** A connection is awaited or was created, for the first time or in place of another. */
  started(): void {
    if (this.#state === 'closed') return;
    this.#worked = false;
    this.#lost = false;
    this.#waitForAttempt();
    this.#setState(this.#state === 'new' || this.#state === 'failed' ? 'connecting' : this.#broken());
  }

  /** Takes in what the browser reports (webrtc-pc §4.4.3, `connectionState`). */
  observe(state: RTCPeerConnectionState): void {
    if (this.#state === 'closed') return;
    if (state === 'connected') {
      if (this.#lost) return;
      this.#stopWaiting();
      this.#worked = true;
      this.#failureIsNews = true;
      this.#restarts = 0;
      this.#renewed = false;
      this.#setState('connected');
    } else if (state === 'disconnected' && this.#state === 'connected') {
      this.#wait(this.#times.patience);
      this.#setState('disconnected');
    } else if (state === 'failed' && this.#state !== 'failed') {
      this.#next();
    }
  }

  /** The other side has closed this connection: unless it is gone itself, another connection is needed. */
  lose(): void {
    if (this.#state === 'closed' || this.#state === 'failed') return;
    this.#lost = true;
    this.#worked = false;
    this.#wait(this.#times.patience);
    if (this.#state === 'connected') this.#setState('disconnected');
  }

  /** Something that was missing may be there again: what is broken is tried at once, what works is left alone. */
  wake(): void {
    const beingMade = this.#state === 'restarting' && !this.#worked;
    // A replacement would throw away the progress of this attempt. If it fails, there is another one.
    if (beingMade) this.#renewed = false;
    else if (['disconnected', 'restarting', 'failed'].includes(this.#state)) this.#begin();
  }

  /** The path is known to be gone, or the person wants to try again: begin at the first rung, now. */
  retry(): void {
    if (this.#state === 'closed') return;
    this.#failureIsNews = true;
    this.#begin();
  }

  close(): void {
    this.#stopWaiting();
    this.#setState('closed');
  }

  #begin(): void {
    this.#restarts = 0;
    this.#renewed = false;
    this.#next();
  }

  #next(): void {
    if (!this.#actions.reachable()) {
      this.#wait(this.#times.patience);
      if (this.#state === 'connected') this.#setState('disconnected');
      return;
    }
    this.#waitForAttempt();
    if (this.#worked && this.#restarts < MAX_RESTARTS) {
      this.#restarts += 1;
      this.#enter(this.#broken(), 'restart');
    } else if (!this.#renewed) {
      this.#renewed = true;
      this.#enter(this.#broken(), 'renew');
    } else {
      this.#stopWaiting();
      const isNews = this.#failureIsNews;
      this.#failureIsNews = false;
      this.#enter('failed', isNews ? 'fail' : undefined);
    }
  }

  /** Acts in another state, unless somebody who hears of that state ends it. */
  #enter(state: PeerState, action: 'restart' | 'renew' | 'fail' | undefined): void {
    this.#setState(state);
    if (action && this.#state === state) this.#actions[action]();
  }

  /** State of a connection that is being mended: at its first attempt it is not broken yet. */
  #broken(): PeerState {
    return this.#state === 'connecting' ? 'connecting' : 'restarting';
  }

  #setState(state: PeerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#actions.announce();
  }

  #wait(ms: number): void {
    this.#stopWaiting();
    const timer = setTimeout(() => this.#next(), ms);
    this.#stopWaiting = () => {
      clearTimeout(timer);
    };
  }

  #waitForAttempt(): void {
    this.#stopWaiting();
    this.#stopWaiting = watchAttempt(
      this.#times,
      () => this.#actions.progress(!this.#worked),
      () => this.#next(),
    );
  }
}
