import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { RtcError, type DeviceKind, type LocalMedia } from '../../core/index.js';
import { testSpeaker } from '../../core/media/speaker-test.js';
import type { Localize } from '../words/localize.js';
import type { ErrorWords } from '../words/terms.js';

/** Labels of the cameras on either side of a phone. */
const SIDES = /\b(front|back|rear|facing)\b/i;

/** Buttons that try devices: a chime on the speaker, and a switch to the other camera. */
export class DeviceButtons implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #words: Localize;
  readonly #attempt: (action: (media: LocalMedia) => Promise<void>) => Promise<void>;
  /** Aborts the chime. */
  #chime: AbortController | undefined;

  /** @param attempt - Runs an action with the devices, and shows its error. */
  constructor(
    host: ReactiveControllerHost,
    words: Localize,
    attempt: (action: (media: LocalMedia) => Promise<void>) => Promise<void>,
  ) {
    this.#words = words;
    this.#attempt = attempt;
    (this.#host = host).addController(this);
  }

  hostDisconnected(): void {
    this.#chime?.abort();
  }

  /** Buttons that try a device of this kind. */
  render(kind: DeviceKind, media: LocalMedia): unknown {
    if (kind === 'audiooutput') {
      return html`<button part="button speaker-test-button" type="button" @click=${this.#handleSpeakerTest}>
        ${this.#words.term(this.#chime ? 'stopTest' : 'testSpeaker')}
      </button>`;
    }
    if (kind !== 'videoinput' || !canFlip(media)) return nothing;
    return html`<button part="button flip-button" type="button" @click=${this.#handleFlip}>
      ${this.#words.term('flipCamera')}
    </button>`;
  }

  /** The words for what only these buttons can do wrong. */
  explain({ subject }: RtcError): Partial<ErrorWords> | undefined {
    return subject === 'speaker' ? [this.#words.term('speakerFailed')] : undefined;
  }

  readonly #handleFlip = (): void => {
    void this.#attempt((media) => media.flipCamera());
  };

  readonly #handleSpeakerTest = (): void => {
    if (this.#chime) this.#chime.abort();
    else void this.#attempt((media) => this.#playChime(media.selectedDevice('audiooutput')));
  };

  async #playChime(speaker: string): Promise<void> {
    const chime = (this.#chime = new AbortController());
    this.#host.requestUpdate();
    try {
      await testSpeaker(speaker, chime.signal);
    } catch (error) {
      throw new RtcError('device-unavailable', `The speaker plays nothing: ${String(error)}`, {
        cause: error,
        subject: 'speaker',
      });
    } finally {
      this.#chime = undefined;
    }
  }
}

/** Whether there seem to be a front and a back camera. */
function canFlip(media: LocalMedia): boolean {
  const cameras = media.devices.list('videoinput');
  return (
    cameras.length > 1 &&
    (media.getCapturedTrack('camera')?.getSettings().facingMode !== undefined ||
      cameras.some(({ label }) => SIDES.test(label)) ||
      matchMedia('(pointer: coarse)').matches)
  );
}
