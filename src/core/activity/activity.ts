import { LevelMeter } from '../media/level-meter.js';
import type { CallSession } from '../session/call-session.js';
import { StatsFeed } from '../stats-feed.js';
import { SOURCES } from '../types.js';
import { gradeLink, sampleLink, type LinkHealth, type LinkSample } from './link-health.js';
import { ReceivedLevel } from './received-level.js';
import { Speech } from './speech.js';
import { Spotlight } from './spotlight.js';

/** How often everybody is listened to, in ms. */
const INTERVAL = 200;

/** After how many times the connections are looked at, and over how many looks they are judged. */
const TICKS_PER_LOOK = 10;
const LOOKS = 4;

interface Someone {
  readonly level: ReceivedLevel;
  readonly speech: Speech;
  samples: readonly LinkSample[];
  /** For how many looks in a row there has been a picture to receive. */
  pictures: number;
  health: LinkHealth | undefined;
}

const known = new WeakMap<CallSession, Activity>();

/** Who speaks in a call, and how well everybody is received. Costs nothing while nobody watches. */
export class Activity {
  readonly #session: CallSession;
  readonly #listeners = new Set<() => void>();
  readonly #people = new Map<string, Someone>();
  #spotlight = new Spotlight();
  #meter: { readonly track: MediaStreamTrack; readonly meter: LevelMeter } | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #ticks = 0;
  /** What the listeners were told last. */
  #told = '';

  private constructor(session: CallSession) {
    this.#session = session;
  }

  /** The activity in a call, always the same object. */
  static of(session: CallSession): Activity {
    const activity = known.get(session) ?? new Activity(session);
    known.set(session, activity);
    return activity;
  }

  /** Who among the others has been heard most lately, with some patience; undefined before anybody has spoken. */
  get speaker(): string | undefined {
    return this.#spotlight.speaker;
  }

  /** Whether this participant, or oneself, is speaking. */
  isSpeaking(participantId: string): boolean {
    return this.#people.get(participantId)?.speech.speaking ?? false;
  }

  /** How loud they are, smoothed: 0 for −60 dBFS and below, 1 for full scale. */
  loudness(participantId: string): number {
    return this.#people.get(participantId)?.speech.loudness ?? 0;
  }

  /** How well this participant is received; undefined until that is known, and while there is no connection. */
  health(participantId: string): LinkHealth | undefined {
    return this.#people.get(participantId)?.health;
  }

  /** Watches until `signal` is aborted, and calls the listener when somebody's speaking, the speaker or a grade changes. */
  watch(listener: () => void, { signal }: { readonly signal: AbortSignal }): void {
    if (signal.aborted) return;
    // A function of its own, for one listener may watch twice.
    const call = (): void => {
      listener();
    };
    this.#listeners.add(call);
    this.#timer ??= setInterval(() => {
      this.#tick();
    }, INTERVAL);
    signal.addEventListener(
      'abort',
      () => {
        this.#listeners.delete(call);
        if (this.#listeners.size === 0) this.#stop();
      },
      { once: true },
    );
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#meter?.meter.close();
    this.#meter = undefined;
    this.#people.clear();
    this.#spotlight = new Spotlight();
    this.#told = '';
  }

  #tick(): void {
    const { participants, self } = this.#session;
    const ids = new Set([self.id, ...participants.map(({ id }) => id)]);
    for (const id of this.#people.keys()) if (!ids.has(id)) this.#people.delete(id);
    this.#someone(self.id).speech.add(this.#ownLevel());
    const loudness = new Map<string, number>();
    for (const { id, media } of participants) {
      const { level, speech } = this.#someone(id);
      const { connection } = this.#session.getPeer(id) ?? {};
      const receiver = connection?.getTransceivers()[SOURCES.indexOf('microphone')]?.receiver;
      speech.add(media.microphone ? level.read(receiver) : 0);
      loudness.set(id, speech.speaking ? speech.loudness : 0);
    }
    this.#spotlight.add(loudness);
    this.#ticks += 1;
    if (this.#ticks % TICKS_PER_LOOK === 1) void this.#look();
    this.#tell();
  }

  #someone(id: string): Someone {
    const someone = this.#people.get(id) ?? {
      level: new ReceivedLevel(),
      speech: new Speech(),
      samples: [],
      pictures: 0,
      health: undefined,
    };
    this.#people.set(id, someone);
    return someone;
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
    if (!this.#timer) return;
    for (const { id, connectionState, media } of this.#session.participants) {
      const report = reports.get(id);
      const someone = this.#people.get(id);
      if (!someone) continue;
      const samples =
        report && connectionState === 'connected' ? [...someone.samples, sampleLink(report, timestamp)] : [];
      someone.samples = samples.slice(-LOOKS);
      const [first] = someone.samples;
      const last = someone.samples.at(-1);
      someone.pictures = media.camera || media.screen ? someone.pictures + 1 : 0;
      // When a camera is on again, the browser counts the time in which it was off as a freeze.
      const frozen = someone.pictures > LOOKS ? last?.frozen : first?.frozen;
      const before = someone.health?.grade;
      someone.health =
        first && last && first !== last ? gradeLink(first, { ...last, frozen: frozen ?? 0 }) : undefined;
      const grade = someone.health?.grade;
      if (grade && grade !== before) this.#session.getPeer(id)?.history.add({ type: 'quality', grade });
    }
    this.#tell();
  }

  #tell(): void {
    const news = [...this.#people].map(([id, { speech, health }]) => [id, speech.speaking, health?.grade]);
    const now = JSON.stringify([this.speaker, news]);
    if (now === this.#told) return;
    this.#told = now;
    for (const listener of [...this.#listeners]) listener();
  }
}
