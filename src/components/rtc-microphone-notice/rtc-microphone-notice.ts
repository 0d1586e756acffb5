import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import type { CallFeatures, CallSession } from '../../core/index.js';
import { SessionElement } from '../kit/session-element.js';
import { openSettings } from '../rtc-settings/open-settings.js';
import { base } from '../styles/base.styles.js';
import './rtc-microphone-notice.words.js';
import { styles } from './rtc-microphone-notice.styles.js';

type Notice = CallFeatures['manners'];

/**
 * Says that this participant speaks while they are muted, or that their microphone gives nothing, with a button that helps.
 * It is shown for a moment, at most once for each time that the microphone is switched. In a call with a layout of the page it
 * is for screen readers alone, as all announcements.
 *
 * @internal
 */
export class RtcMicrophoneNotice extends SessionElement {
  static override readonly tag: string = 'rtc-microphone-notice';
  static override readonly parts: string = 'microphone-notice,text,button,unmute-button,settings-button';
  static override styles = [base, styles];

  /** The notice that has been shown for long enough. */
  @state() private over: Notice;

  protected override select({ features }: CallSession): readonly unknown[] {
    return [features.manners];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // The toolbar has a button for the same.
    if (!this.#notice && this.shadowRoot?.activeElement) this.#toolbar?.focus();
  }

  protected override render(): TemplateResult {
    const notice = this.#notice;
    const muted = notice?.notice === 'muted';
    const text = notice ? this.words.term(muted ? 'youAreMuted' : 'microphoneIsSilent') : '';
    // The status is there before there is something to say: screen readers watch only those that they know.
    return html`<div
      part="microphone-notice"
      class=${notice && this.#isSeen ? 'notice' : 'hidden'}
      @animationend=${this.#handleEnd}
    >
      <span part="text" role="status">${text}</span>
      ${
        notice && this.#isSeen
          ? html`<button
              part="button ${muted ? 'unmute' : 'settings'}-button"
              type="button"
              @click=${muted ? this.#handleUnmute : this.#handleSettings}
            >
              ${this.words.term(muted ? 'unmute' : 'chooseMicrophone')}
            </button>`
          : nothing
      }
    </div>`;
  }

  get #notice(): Notice {
    const { manners } = this.session?.features ?? {};
    return manners === this.over ? undefined : manners;
  }

  /** Whether the call around it has the default interface, over which it lies. */
  get #isSeen(): boolean {
    return this.#root.querySelector('.ui') !== null;
  }

  get #toolbar(): HTMLElement | null {
    return this.#root.querySelector('rtc-controls');
  }

  get #root(): ParentNode {
    return this.getRootNode() as ShadowRoot;
  }

  #handleEnd({ animationName }: AnimationEvent): void {
    if (animationName === 'go') this.over = this.session?.features.manners;
  }

  #handleUnmute(): void {
    // A failure is an event of the session.
    this.session?.toggleMicrophone(true).catch(() => undefined);
  }

  #handleSettings(): void {
    const { session } = this;
    this.over = session?.features.manners;
    if (session) void openSettings(this, session);
  }
}
