import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession } from '../../core/index.js';
import { Quality, type QualityPreset } from '../../core/features/quality/index.js';

/** The call, as far as it is needed here. */
interface PresetHost extends ReactiveControllerHost {
  readonly session: CallSession;
  readonly quality: QualityPreset;
}

/** Applies the attribute `quality`, which may hold anything: an error is an `rtc-error`. */
export class QualityPresetController implements ReactiveController {
  readonly #host: PresetHost;
  #applied: QualityPreset | undefined;

  constructor(host: PresetHost) {
    (this.#host = host).addController(this);
    this.hostUpdate();
  }

  hostUpdate(): void {
    const { session, quality } = this.#host;
    if (quality === this.#applied) return;
    this.#applied = quality;
    try {
      Quality.of(session).preset = quality;
    } catch (error) {
      session.report(error, 'invalid-options');
    }
  }
}
