import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import { listenForSound, listenMuted } from './listening.js';

/** News of their microphone that a person may not know: they speak into it while it is muted, or it gives nothing at all. */
export type MicrophoneNotice = 'muted' | 'silent';

/** States in which somebody could hear the microphone. */
const ACTIVE: readonly string[] = ['in-call', 'reconnecting'];

/** For how long a muted microphone is listened to, in ms. Somebody who has been silent for longer only watches. */
const MUTED_LIMIT = 10 * 60_000;

/** The microphone, as far as it decides what to listen for. */
interface Microphone {
  readonly track: MediaStreamTrack;
  readonly isMuted: boolean;
}

/**
 * Tells a person in a call what they may not know of their own microphone; an element shows it. The sound
 * stays in this page: only its loudness is looked at.
 *
 * A muted microphone is listened to while somebody else is in the call and the page is to be seen, for ten minutes after
 * it was muted, until the person has been told once. No device is opened for that. A microphone that is on is
 * listened to until it gives its first sound.
 */
export class Manners {
  /** The manners of a call, always the same object. They work from the first time that it is asked for. */
  static readonly of = feature(
    (session: CallSession) => new Manners(session),
    (manners) => manners.#begin(),
  );

  readonly #session: CallSession;
  #listensWhileMuted = true;
  #microphone: Microphone | undefined;
  /** Lives as long as the microphone stays as it is: the same device, muted or not. */
  #phase = new AbortController();
  /** Lives as long as the muted microphone is listened to. */
  #listening: AbortController | undefined;

  private constructor(session: CallSession) {
    this.#session = session;
  }

  /** Whether a muted microphone is listened to at all. Default `true`. */
  get listensWhileMuted(): boolean {
    return this.#listensWhileMuted;
  }

  set listensWhileMuted(on: boolean) {
    this.#listensWhileMuted = on;
    this.#followMuted();
  }

  /** The notice to show now; undefined for none. Also in `session.features.manners`. */
  get notice(): MicrophoneNotice | undefined {
    return this.#session.features.manners?.notice;
  }

  #begin(): void {
    this.#session.addEventListener('change', () => this.#follow());
    this.#follow();
  }

  /** Begins again whenever the microphone is another one, or is muted or not. */
  #follow(): void {
    const before = this.#microphone;
    const now = this.#look();
    if (now?.track !== before?.track || now?.isMuted !== before?.isMuted) {
      this.#phase.abort();
      this.#phase = new AbortController();
      this.#microphone = now;
      this.#tell(undefined);
      if (now?.isMuted) this.#beginMuted();
      else if (now) this.#listenForSound(now.track);
    }
    this.#followMuted();
  }

  /** The open microphone; undefined outside of a call, and while the system holds it back, which is announced elsewhere. */
  #look(): Microphone | undefined {
    const { media, state } = this.#session;
    const track = media.getCapturedTrack('microphone');
    const source = media.sourceState('microphone');
    if (!track || !ACTIVE.includes(state) || (source !== 'muted' && source !== 'live')) return undefined;
    return { track, isMuted: source === 'muted' };
  }

  #listenForSound(track: MediaStreamTrack): void {
    const done = this.#untilPhaseEnds();
    const end = (): void => done.abort();
    listenForSound(
      track,
      end,
      () => {
        end();
        this.#tell('silent');
      },
      done.signal,
    );
  }

  #beginMuted(): void {
    const phase = this.#phase;
    const { signal } = phase;
    const timer = setTimeout(() => phase.abort(), MUTED_LIMIT);
    signal.addEventListener('abort', () => clearTimeout(timer));
    document.addEventListener('visibilitychange', () => this.#followMuted(), { signal });
  }

  /** Begins or ceases to listen to the muted microphone. */
  #followMuted(): void {
    const { track, isMuted } = this.#microphone ?? {};
    const isUseful =
      isMuted === true &&
      this.#listensWhileMuted &&
      this.#session.participants.length > 0 &&
      document.visibilityState === 'visible' &&
      !this.#phase.signal.aborted;
    if (!track || !isUseful) {
      this.#listening?.abort();
      this.#listening = undefined;
    } else if (!this.#listening || this.#listening.signal.aborted) {
      this.#listening = this.#untilPhaseEnds();
      listenMuted(track, () => this.#tellOnce('muted'), this.#listening.signal);
    }
  }

  /** Ends the phase, so that nothing is listened to until the microphone is switched on or off again. */
  #tellOnce(notice: MicrophoneNotice): void {
    this.#phase.abort();
    this.#tell(notice);
  }

  /** A controller that is aborted with the phase, or before. */
  #untilPhaseEnds(): AbortController {
    const controller = new AbortController();
    const { signal } = this.#phase;
    signal.addEventListener('abort', () => controller.abort(), { signal: controller.signal });
    return controller;
  }

  #tell(notice: MicrophoneNotice | undefined): void {
    if (notice !== this.notice) this.#session.publish('manners', notice && { notice });
  }
}
