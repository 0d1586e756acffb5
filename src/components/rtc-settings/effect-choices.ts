import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { toRtcError, type CallSession, type RtcErrorCode } from '../../core/index.js';
import type { Effect, Effects } from '../../core/features/effects/index.js';
import { effectsPart } from '../kit/effects-part.js';
import { loadNow } from '../kit/load-for.js';

/** A background, or whether noise is suppressed. */
export type EffectValue = string | Blob | boolean;

/** Choices of effects in the settings: those that are being started, and those that failed. */
export class EffectChoices implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #pending = new Map<Effect, { readonly value: EffectValue }>();
  readonly #failures = new Map<Effect, RtcErrorCode>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#failures.clear();
  }

  /** The choice that is not there yet. */
  pending(effect: Effect): EffectValue | undefined {
    return this.#pending.get(effect)?.value;
  }

  /** Code of the error with which the last choice failed. */
  failure(effect: Effect): RtcErrorCode | undefined {
    return this.#failures.get(effect);
  }

  /** Starts an effect, and replaces a choice before it that is still being started. */
  async choose(session: CallSession, effect: Effect, value: EffectValue): Promise<void> {
    this.#failures.delete(effect);
    const choice = { value };
    const isLast = (): boolean => this.#pending.get(effect) === choice;
    this.#pending.set(effect, choice);
    this.#host.requestUpdate();
    let failure: RtcErrorCode | undefined;
    try {
      const { Effects } = await loadNow(effectsPart);
      if (isLast()) await apply(Effects.of(session), value);
    } catch (error) {
      failure = toRtcError(error, 'internal').code;
    }
    if (!isLast()) return;
    this.#pending.delete(effect);
    if (failure) this.#failures.set(effect, failure);
    this.#host.requestUpdate();
  }
}

const apply = (effects: Effects, value: EffectValue): Promise<void> =>
  typeof value === 'boolean' ? effects.setNoiseSuppression(value) : effects.setBackground(value);
