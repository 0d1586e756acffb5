import { equal } from '../../../internal/equal.js';
import { LevelMeter } from '../../media/level-meter.js';
import type { PeerLink } from '../../peer/peer-link.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import type { Peer } from '../../call/peers.js';
import { StatsFeed } from '../../call/stats-feed.js';
import { gradeLink, sampleLink, type LinkHealth, type LinkSample } from './link-health.js';
import { ReceivedLevel } from './received-level.js';
import { Speech } from './speech.js';
import { Spotlight } from './spotlight.js';

/** Time between two readings of everybody's loudness, in ms. */
const INTERVAL = 200;

/** Listening waits for the browser's network thread: it pauses for so many times as long as it took. */
const PAUSE = 19;

/** After how many times the connections are looked at, and over how many looks they are judged. */
const TICKS_PER_LOOK = 10;
const LOOKS = 4;

interface Someone {
  readonly link: PeerLink;
  readonly level: ReceivedLevel;
  readonly speech: Speech;
  samples: readonly LinkSample[];
  /** For how many looks in a row there has been a picture to receive. */
  pictures: number;
  health: LinkHealth | undefined;
}

/** Measures who speaks in a call and how well everybody is received. Costs nothing while nobody watches. */
export class Activity {
  /** The activity in a call, always the same object. */
  static readonly of = feature((session: CallSession) => new Activity(session));

  readonly #session: CallSession;
  readonly #listeners = new Set<() => void>();
  /** The others, while somebody watches. */
  readonly #others = new Map<string, Someone>();
  #ownSpeech = new Speech();
  #spotlight = new Spotlight();
  #meter: { readonly track: MediaStreamTrack; readonly meter: LevelMeter } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #watching: AbortController | undefined;
  #ticks = 0;
  #pausesUntil = 0;
  /** Values of the last call of the listeners. */
  #lastAnnounced: unknown;

  private constructor(session: CallSession) {
    this.#session = session;
  }

  /** Id of the other participant who has spoken most recently, with some patience; undefined before anybody has. */
  get speaker(): string | undefined {
    return this.#spotlight.speaker;
  }

  /** Whether this participant, or oneself, is speaking. */
  isSpeaking(participantId: string): boolean {
    return this.#speechOf(participantId)?.speaking ?? false;
  }

  /** Their loudness, smoothed: 0 for −60 dBFS and below, 1 for full scale. */
  loudness(participantId: string): number {
    return this.#speechOf(participantId)?.loudness ?? 0;
  }

  /** Quality of reception from this participant; undefined while it is unknown, or there is no connection. */
  health(participantId: string): LinkHealth | undefined {
    return this.#others.get(participantId)?.health;
  }

  /** Watches until `signal` is aborted, and calls the listener when somebody's speaking, the speaker or a grade changes. */
  watch(listener: () => void, { signal }: { readonly signal: AbortSignal }): void {
    if (signal.aborted) return;
    // A function of its own, for one listener may watch twice.
    const call = (): void => {
      listener();
    };
    this.#listeners.add(call);
    if (!this.#watching) this.#start();
    signal.addEventListener(
      'abort',
      () => {
        this.#listeners.delete(call);
        if (this.#listeners.size === 0) this.#stop();
      },
      { once: true },
    );
  }

  #start(): void {
    const watching = new AbortController();
    const { signal } = watching;
    this.#watching = watching;
    this.#timer = setInterval(() => this.#tick(), INTERVAL);
    this.#session.peers.each((peer) => this.#attach(peer, signal), { signal });
  }

  #stop(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    clearInterval(this.#timer);
    this.#meter?.meter.close();
    this.#meter = undefined;
    this.#others.clear();
    this.#ownSpeech = new Speech();
    this.#spotlight = new Spotlight();
    this.#lastAnnounced = undefined;
  }

  #attach({ id, link, signal }: Peer, watching: AbortSignal): void {
    const level = new ReceivedLevel();
    const speech = new Speech();
    this.#others.set(id, { link, level, speech, samples: [], pictures: 0, health: undefined });
    signal.addEventListener('abort', () => this.#others.delete(id), { signal: watching });
  }

  #speechOf(participantId: string): Speech | undefined {
    return participantId === this.#session.self.id
      ? this.#ownSpeech
      : this.#others.get(participantId)?.speech;
  }

  #tick(): void {
    this.#ownSpeech.add(this.#ownLevel());
    this.#listen();
    this.#ticks += 1;
    if (this.#ticks % TICKS_PER_LOOK === 1) void this.#look();
    this.#announce();
  }

  /** Listens to the others. A device that is overloaded is not made to wait for it all the time. */
  #listen(): void {
    const begun = performance.now();
    const isPause = begun < this.#pausesUntil;
    const loudness = new Map<string, number>();
    for (const { id, media } of this.#session.participants) {
      const someone = this.#others.get(id);
      if (!someone) continue;
      const { link, level, speech } = someone;
      if (!media.microphone || link.state !== 'connected') speech.add(0);
      else if (!isPause) speech.add(level.read(link.receiver('microphone')));
      loudness.set(id, speech.speaking ? speech.loudness : 0);
    }
    if (isPause) return;
    this.#spotlight.add(loudness);
    const end = performance.now();
    this.#pausesUntil = end + (end - begun) * PAUSE;
  }

  #ownLevel(): number {
    const { media } = this.#session;
    const track = media.microphone ? media.getTrack('microphone') : null;
    if (this.#meter?.track !== track) {
      this.#meter?.meter.close();
      this.#meter = track ? { track, meter: new LevelMeter(track) } : undefined;
    }
    return this.#meter?.meter.read() ?? 0;
  }

  async #look(): Promise<void> {
    const { timestamp, participants: reports } = await StatsFeed.of(this.#session).read();
    if (!this.#watching) return;
    for (const { id, connectionState, media } of this.#session.participants) {
      const report = reports.get(id);
      const someone = this.#others.get(id);
      if (!someone) continue;
      const samples =
        report && connectionState === 'connected' ? [...someone.samples, sampleLink(report, timestamp)] : [];
      someone.samples = samples.slice(-LOOKS);
      const [first] = someone.samples;
      const last = someone.samples.at(-1);
      const { unasked } = someone.link;
      const hasPicture = (['camera', 'screen'] as const).some((one) => media[one] && !unasked.has(one));
      someone.pictures = hasPicture ? someone.pictures + 1 : 0;
      // When a picture comes again, the browser counts the time in which it was off, or not asked for, as a freeze.
      const frozen = someone.pictures > LOOKS ? last?.frozen : first?.frozen;
      const before = someone.health?.grade;
      someone.health =
        first && last && first !== last ? gradeLink(first, { ...last, frozen: frozen ?? 0 }) : undefined;
      const grade = someone.health?.grade;
      if (grade && grade !== before) someone.link.history.add({ type: 'quality', grade });
    }
    this.#announce();
  }

  /** Calls the listeners when a value that they show has changed. */
  #announce(): void {
    const others = Array.from(this.#others, ([id, { speech, health }]) => [
      id,
      speech.speaking,
      health?.grade,
    ]);
    const values = [this.speaker, this.#ownSpeech.speaking, others];
    if (equal(values, this.#lastAnnounced)) return;
    this.#lastAnnounced = values;
    for (const listener of [...this.#listeners]) listener();
  }
}
