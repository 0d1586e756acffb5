import { css, html, type TemplateResult } from 'lit';
import { callOf } from '../kit/call-of.js';
import { loadNow, tellLoadFailure } from '../kit/load-for.js';
import { SessionElement } from '../kit/session-element.js';
import { base } from '../styles/base.styles.js';
import './rtc-check-button.words.js';

const dialogPart = () => import('../rtc-network-check/rtc-network-dialog.js');

/**
 * The button that opens the check of the connection, before a call and after one that failed.
 *
 * @internal
 */
export class RtcCheckButton extends SessionElement {
  static override readonly tag: string = 'rtc-check-button';
  static override readonly parts: string = 'button,check-button';
  static override styles = [
    base,
    css`
      :host {
        display: grid;
      }
    `,
  ];

  protected override select(): readonly unknown[] {
    return [];
  }

  protected override render(): TemplateResult {
    return html`<button
      part="button check-button"
      type="button"
      ?disabled=${!this.session}
      @click=${this.#handleClick}
    >
      ${this.words.term('checkConnection')}
    </button>`;
  }

  readonly #handleClick = async (): Promise<void> => {
    const { session } = this;
    if (!session) return;
    try {
      const { openNetworkCheck } = await loadNow(dialogPart);
      const call = callOf(this);
      const { signaling, room, token, iceServers } = call ?? {};
      // In the call, so that its parts are those of the call.
      openNetworkCheck(call?.renderRoot ?? this.renderRoot, session, { signaling, room, token, iceServers });
    } catch (error) {
      tellLoadFailure(session, error);
    }
  };
}
