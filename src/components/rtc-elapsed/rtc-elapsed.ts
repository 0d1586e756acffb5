import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { RtcElement } from '../kit/rtc-element.js';

/**
 * Shows the time since something began, in minutes and seconds. For the eye alone: a screen reader that reads
 * every second is of no use to anybody.
 *
 * @internal
 */
export class RtcElapsed extends RtcElement {
  static override readonly tag: string = 'rtc-elapsed';
  static override styles = css`
    :host {
      font-variant-numeric: tabular-nums;
      unicode-bidi: isolate;
    }
  `;

  /** Time at which it began, in ms since 1970. */
  @property({ attribute: false }) since = Date.now();

  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ariaHidden = 'true';
    this.#timer = setInterval(() => {
      this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    const seconds = Math.max(0, Math.round((Date.now() - this.since) / 1000));
    const { words } = this;
    const minutes = words.number(Math.floor(seconds / 60));
    return html`${minutes}:${words.number(seconds % 60, { minimumIntegerDigits: 2 })}`;
  }
}
