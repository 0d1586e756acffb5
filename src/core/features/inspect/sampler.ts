import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import { StatsFeed } from '../../call/stats-feed.js';
import type { CallStats } from '../../types.js';
import { entriesOf, readSample, type Sample, type StatsEntries } from './sample.js';

/** Time between two looks at the connections while somebody watches, in ms. */
const INTERVAL = 1000;

/** Time for which samples are kept, in ms. */
const KEPT = 5 * 60_000;

interface Sampled {
  readonly entries: StatsEntries;
  readonly samples: readonly Sample[];
}

const NONE: readonly Sample[] = Object.freeze([]);

/**
 * Keeps the numbers of every connection of a call over the last five minutes. While somebody watches, it reads the
 * statistics once a second, however many they are; while somebody only follows, it takes what other parts of the call read.
 */
export class Sampler {
  /** The sampler of a call, always the same object. */
  static readonly of = feature((session: CallSession) => new Sampler(session));

  readonly #feed: StatsFeed;
  readonly #session: CallSession;
  readonly #readings = new Map<string, Sampled>();
  readonly #listeners = new Set<() => void>();
  #users = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(session: CallSession) {
    this.#session = session;
    this.#feed = StatsFeed.of(session);
  }

  /** Samples of the connection with this participant, oldest first; another array after each. */
  samples(participantId: string): readonly Sample[] {
    return this.#readings.get(participantId)?.samples ?? NONE;
  }

  /** The newest report of the connection with this participant, as a plain map. */
  entries(participantId: string): StatsEntries | undefined {
    return this.#readings.get(participantId)?.entries;
  }

  /** Keeps what is read for other parts of the call, until `signal` is aborted. Causes no reading of its own. */
  follow({ signal }: { readonly signal: AbortSignal }): void {
    if (signal.aborted) return;
    if (this.#users === 0) this.#feed.addEventListener('stats', this.#handleStats);
    this.#users += 1;
    signal.addEventListener('abort', () => this.#release(), { once: true });
  }

  /** Reads the statistics once a second until `signal` is aborted, and calls the listener after each reading. */
  watch(listener: () => void, { signal }: { readonly signal: AbortSignal }): void {
    if (signal.aborted) return;
    this.follow({ signal });
    // A function of its own, for one listener may watch twice.
    const call = (): void => listener();
    this.#listeners.add(call);
    signal.addEventListener('abort', () => this.#unlisten(call), { once: true });
    this.#timer ??= setInterval(() => this.#read(), INTERVAL);
    this.#read();
  }

  #read(): void {
    // A connection that is closed meanwhile is left out of the report; nothing else can fail.
    void this.#feed.read();
  }

  #unlisten(call: () => void): void {
    this.#listeners.delete(call);
    if (this.#listeners.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #release(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#feed.removeEventListener('stats', this.#handleStats);
    this.#readings.clear();
  }

  readonly #handleStats = ({ stats }: { readonly stats: CallStats }): void => {
    const at = Date.now();
    for (const id of this.#readings.keys()) if (!this.#session.getPeer(id)) this.#readings.delete(id);
    for (const [id, report] of stats.participants) this.#add(id, entriesOf(report), at);
    for (const listener of [...this.#listeners]) listener();
  };

  #add(id: string, entries: StatsEntries, at: number): void {
    const before = this.#readings.get(id);
    const sample = readSample(entries, before?.entries, at);
    const samples = [...(before?.samples ?? NONE), sample].filter((one) => one.at > at - KEPT);
    this.#readings.set(id, { entries, samples });
  }
}
