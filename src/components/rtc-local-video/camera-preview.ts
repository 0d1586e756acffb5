import { html, nothing, type TemplateResult } from 'lit';
import { LocalMedia, RtcErrorEvent, toRtcError } from '../../core/index.js';
import type { Localize } from '../words/localize.js';

interface PreviewHost extends HTMLElement {
  requestUpdate(): void;
}

/** The camera of an element without a call, open from the beginning until `media` is closed. */
export class CameraPreview {
  readonly media = new LocalMedia();
  readonly #host: PreviewHost;

  constructor(host: PreviewHost) {
    this.#host = host;
    this.media.wanted = { microphone: false, camera: true };
    this.media.addEventListener('change', () => host.requestUpdate());
    this.media.addEventListener('rtc-error', (event) => host.dispatchEvent(event.clone()));
    void this.#open();
  }

  /** The browser asks the person. */
  get isRequesting(): boolean {
    return this.media.sourceState('camera') === 'requesting';
  }

  /** The error, and a button that opens the camera again. */
  renderError(words: Localize): TemplateResult | typeof nothing {
    const { error } = this.media;
    if (!error) return nothing;
    const [title, help] = words.error(error);
    return html`<div part="error" class="overlay" role="alert">
      <strong>${title}</strong>
      <p>${help}</p>
      <button part="button retry-button" type="button" @click=${() => void this.#open()}>
        ${words.term('tryAgain')}
      </button>
    </div>`;
  }

  async #open(): Promise<void> {
    try {
      await this.media.open();
    } catch (error) {
      this.#host.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, 'device-failed') }));
    }
  }
}
