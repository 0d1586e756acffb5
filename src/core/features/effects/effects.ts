import { typedEventTarget } from '../../../internal/typed-event-target.js';
import type { CallSession } from '../../call/call-session.js';
import { feature } from '../../call/feature.js';
import { RtcError, toRtcError } from '../../errors.js';
import type { MediaStage } from '../../media/stages.js';
import type { CaptureSource, EffectProblem } from '../../types.js';
import { BackgroundStage } from './background/background-stage.js';
import { recallEffects, rememberEffects, type RememberedEffects } from './effect-memory.js';
import { NoiseStage } from './noise/noise-stage.js';
import { obstacleTo, type Effect, type EffectObstacle } from './obstacle.js';
import { Pace } from './pace.js';
import { loadPicture } from './picture.js';

const SOURCES: Readonly<Record<Effect, CaptureSource>> = { background: 'camera', noise: 'microphone' };

/**
 * Loads above which a machine cannot keep up: a frame takes as long as two frames of the camera, so that more than half of
 * them are lost; sound falls behind.
 */
const LIMITS: Readonly<Record<Effect, number>> = { background: 2, noise: 1.1 };

interface StageNews {
  readonly onPace: (load: number) => void;
  readonly onLost: (error: RtcError | undefined) => void;
}

/**
 * Changes of camera and microphone before they are shown and sent: another background, and less noise. The choice of the
 * person is remembered on this origin, and applied when `of` is first called.
 */
export class Effects extends typedEventTarget<{ change: Event }>() {
  /** The effects of a call, always the same object. */
  static readonly of = feature(
    (session: CallSession) => new Effects(session),
    (effects) => effects.#begin(),
  );

  /**
   * Time in ms for which an effect may be too slow for this machine; after that it is switched off. `Infinity` leaves it on.
   * Default 5000.
   */
  patience = 5000;

  readonly #session: CallSession;
  #background: string | Blob = 'none';
  #noiseSuppression = false;
  #problem: EffectProblem | undefined;
  /** The person's choice; an effect that failed is tried again in the next call. */
  #choice: RememberedEffects = recallEffects();
  /** Every stage that was made here. */
  readonly #own = new WeakSet<MediaStage>();
  /** The stages that are on. */
  readonly #active = new Map<Effect, MediaStage>();
  /** Numbers of the last changes: an earlier one that is still under way is given up. */
  readonly #turns: Record<Effect, number> = { background: 0, noise: 0 };

  private constructor(session: CallSession) {
    super();
    this.#session = session;
  }

  /** `none`, `blur`, or the picture: its address, or the file, reduced to the size of a camera. */
  get background(): string | Blob {
    return this.#background;
  }

  /** Whether noise is taken out of the sound of the microphone. */
  get noiseSuppression(): boolean {
    return this.#noiseSuppression;
  }

  /**
   * The effect that switched itself off, and why: `too-slow`, `load-failed`, `unsupported-browser` or `internal`. Until an effect
   * is set again.
   */
  get problem(): EffectProblem | undefined {
    return this.#problem;
  }

  /**
   * The reason why an effect cannot work in this page, as far as that can be known before it is tried. A
   * blurred background may be possible all the same, where the camera blurs by itself.
   */
  obstacle(effect: Effect): EffectObstacle | undefined {
    return obstacleTo(effect);
  }

  /**
   * Replaces the background: `none`, `blur`, or a picture of at most 10 MB and 40 megapixels, as its address or as a file. For an
   * address on another server the rules of `<img crossorigin>` count. Resolves when it is seen; while the camera is off, at once.
   *
   * @throws {RtcError} `invalid-options` where it is no picture, or too big a one; `load-failed`, `unsupported-browser`,
   *   `insecure-context`, `internal`. The camera stays as it is.
   */
  async setBackground(background: string | Blob): Promise<void> {
    const turn = this.#nextTurn('background');
    if (!isPicture(background)) {
      const stage = background === 'blur' ? this.#backgroundStage(undefined) : undefined;
      await this.#apply('background', turn, stage, background);
      return;
    }
    this.#checkObstacle('background');
    const { bitmap, blob } = await loadPicture(background);
    const stage = this.#backgroundStage(() => Promise.resolve(bitmap));
    const chosen = typeof background === 'string' ? new URL(background, document.baseURI).href : blob;
    await this.#apply('background', turn, stage, chosen);
  }

  /**
   * Takes noise out of the sound of the microphone, which is mono then, or no longer. Resolves when it is heard; while the
   * microphone is closed, at once.
   *
   * @throws {RtcError} `load-failed`, `unsupported-browser`, `insecure-context`. The microphone stays as it is.
   */
  async setNoiseSuppression(on: boolean): Promise<void> {
    const turn = this.#nextTurn('noise');
    if (on) this.#checkObstacle('noise');
    await this.#apply('noise', turn, on ? this.#noiseStage() : undefined, on);
  }

  #begin(): void {
    this.#session.publish('effects', this);
    const { background, noiseSuppression } = this.#choice;
    if (background !== 'none') {
      const picture = isPicture(background) ? once(() => loadPicture(background)) : undefined;
      const stage = this.#backgroundStage(picture && (async () => (await picture()).bitmap));
      void this.#restore('background', stage, background);
    }
    if (noiseSuppression) void this.#restore('noise', this.#noiseStage(), true);
  }

  /** Applies a remembered effect. Nothing is seen or heard without it meanwhile: it was on before, too. */
  async #restore(effect: Effect, stage: MediaStage, value: string | Blob | boolean): Promise<void> {
    const turn = this.#nextTurn(effect);
    try {
      await this.#replace(effect, turn, stage, true);
      if (turn === this.#turns[effect]) this.#set(effect, value);
    } catch (error) {
      if (turn === this.#turns[effect]) this.#fail(effect, error);
    }
  }

  async #apply(
    effect: Effect,
    turn: number,
    stage: MediaStage | undefined,
    value: string | Blob | boolean,
  ): Promise<void> {
    await this.#replace(effect, turn, stage, false);
    if (turn !== this.#turns[effect]) return;
    this.#problem = undefined;
    this.#set(effect, value);
    this.#choice = {
      background: effect === 'background' ? this.#background : this.#choice.background,
      noiseSuppression: effect === 'noise' ? this.#noiseSuppression : this.#choice.noiseSuppression,
    };
    await rememberEffects(this.#choice);
  }

  /** Puts a stage in the place of the one before it; stages of the page stay, and come after it. */
  async #replace(
    effect: Effect,
    turn: number,
    stage: MediaStage | undefined,
    holdBack: boolean,
  ): Promise<void> {
    if (turn !== this.#turns[effect]) return;
    const { media } = this.#session;
    const source = SOURCES[effect];
    const others = media.getStages(source).filter((other) => !this.#own.has(other));
    await media.setStages(source, stage ? [stage, ...others] : others, { holdBack });
    if (turn !== this.#turns[effect]) return;
    if (stage) this.#active.set(effect, stage);
    else this.#active.delete(effect);
  }

  #backgroundStage(picture: (() => Promise<ImageBitmap>) | undefined): MediaStage {
    return this.#guard('background', (news) => new BackgroundStage({ picture, ...news }));
  }

  #noiseStage(): MediaStage {
    return this.#guard('noise', (news) => new NoiseStage(news));
  }

  /** A stage that switches itself off when it fails, unless it is just being switched on: then its caller hears of it. */
  #guard(effect: Effect, create: (news: StageNews) => MediaStage): MediaStage {
    const pace = new Pace(LIMITS[effect], () => this.patience);
    const isOn = (): boolean => this.#active.get(effect) === guarded;
    const inner = create({
      onPace: (load) => {
        if (isOn() && pace.isTooSlow(load)) this.#fail(effect, tooSlow(effect));
      },
      onLost: (error) => {
        if (!isOn()) return;
        if (error) this.#fail(effect, error);
        else this.#restart(effect);
      },
    });
    const guarded: MediaStage = {
      process: async (track, signal) => {
        try {
          return await inner.process(track, signal);
        } catch (error) {
          if (signal.aborted || !isOn()) throw error;
          this.#fail(effect, error);
          return track;
        }
      },
    };
    this.#own.add(guarded);
    return guarded;
  }

  /** Starts the stages of a source again. */
  #restart(effect: Effect): void {
    const { media } = this.#session;
    const source = SOURCES[effect];
    // The stage itself tells of a failure.
    media.setStages(source, media.getStages(source)).catch(() => undefined);
  }

  /** Switches an effect off that does not work, and says so. */
  #fail(effect: Effect, error: unknown): void {
    const turn = this.#nextTurn(effect);
    this.#problem = Object.freeze({ effect, error: toRtcError(error, 'internal') });
    this.#active.delete(effect);
    // Without stages nothing can fail.
    this.#replace(effect, turn, undefined, false).catch(() => undefined);
    this.#set(effect, effect === 'background' ? 'none' : false);
  }

  #set(effect: Effect, value: string | Blob | boolean): void {
    if (effect === 'noise') this.#noiseSuppression = value === true;
    else if (typeof value !== 'boolean') this.#background = value;
    this.#session.publish('effects', this);
    this.dispatchEvent(new Event('change'));
  }

  #nextTurn(effect: Effect): number {
    this.#turns[effect] += 1;
    return this.#turns[effect];
  }

  #checkObstacle(effect: Effect): void {
    const obstacle = obstacleTo(effect);
    if (obstacle)
      throw new RtcError(obstacle, `There is no way to do this: ${effect}.`, { subject: SOURCES[effect] });
  }
}

const isPicture = (background: string | Blob): boolean => background !== 'none' && background !== 'blur';

const tooSlow = (effect: Effect): RtcError =>
  new RtcError('too-slow', `This machine is too slow: ${effect}.`, { subject: SOURCES[effect] });

/** The result of the first call, also for those after it. */
function once<T>(create: () => T): () => T {
  let result: T | undefined;
  return () => (result ??= create());
}
