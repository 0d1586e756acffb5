import { typedEventTarget } from '../../internal/typed-event-target.js';
import type { CallSession } from './call-session.js';
import { feature } from './feature.js';
import type { CallStats } from '../types.js';

/** Longest time for which statistics are shared with others who ask for them, in ms. */
const FRESH = 900;

/** The statistics of a call were read. */
export class StatsEvent extends Event {
  readonly stats: CallStats;

  constructor(stats: CallStats) {
    super('stats');
    this.stats = stats;
  }
}

/**
 * The statistics of a call, read once for all parts that look at them at about the same time. A listener to `stats`
 * sees what the others read, and costs no reading.
 */
export class StatsFeed extends typedEventTarget<{ stats: StatsEvent }>() {
  /** The feed of a call, always the same object. */
  static readonly of = feature((session: CallSession) => new StatsFeed(session));

  readonly #session: CallSession;
  #reading: Promise<CallStats> | undefined;
  #startedAt = -Infinity;

  private constructor(session: CallSession) {
    super();
    this.#session = session;
  }

  /** Statistics of every connection, at most 900 ms old. */
  read(): Promise<CallStats> {
    const now = performance.now();
    if (this.#reading && now - this.#startedAt < FRESH) return this.#reading;
    this.#startedAt = now;
    this.#reading = this.#read();
    return this.#reading;
  }

  async #read(): Promise<CallStats> {
    const stats = await this.#session.getStats();
    this.dispatchEvent(new StatsEvent(stats));
    return stats;
  }
}
