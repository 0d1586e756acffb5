import ArrowLeft from 'lucide/dist/esm/icons/arrow-left.mjs';
import { css, html, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { CallSession, RtcStateChangeEvent } from '../../core/index.js';
import type { NetworkCheckOptions } from '../../core/network/index.js';
import { icon } from '../kit/icons.js';
import { RtcElement } from '../kit/rtc-element.js';
import { ACTIVE } from '../kit/session-element.js';
import { base } from '../styles/base.styles.js';
import { dialog } from '../styles/dialog.styles.js';
import { RtcNetworkCheck } from './rtc-network-check.js';
import './rtc-network-check.words.js';

const styles = css`
  dialog {
    inline-size: min(48 * var(--_rtc-rem), 100vi - var(--_rtc-rem));
    max-block-size: calc(100dvb - var(--_rtc-rem));
    background: var(--_surface);
  }

  .back {
    margin: calc(0.75 * var(--_rtc-rem)) calc(0.75 * var(--_rtc-rem)) 0;
  }

  .back:dir(rtl) svg {
    scale: -1 1;
  }
`;

/**
 * The check in a modal dialog that is open as long as the element is in the document. Escape, its button, a call that
 * begins and the removal of the call remove the element, which ends a check; the focus goes back to where it was.
 *
 * @internal
 */
export class RtcNetworkDialog extends RtcElement {
  static override readonly tag: string = 'rtc-network-dialog';
  static override readonly parts: string =
    'network-check,heading,text,button,start-button,cancel-button,copy-button,back-button,check-error,steps,step,' +
    'verdict,matrix,own-row';
  static override styles = [base, dialog, styles];

  @property({ attribute: false }) session: CallSession | undefined;
  /** Server, room and token to check: those of the call. */
  @property({ attribute: false }) options: NetworkCheckOptions = {};

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  #connection: AbortController | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    this.session?.addEventListener('rtc-state-change', this.#handleStateChange, { signal });
    void this.updateComplete.then(() => this.#show());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
    queueMicrotask(() => {
      // Removed with its call: it must not come back with it.
      if (!this.isConnected) super.remove();
    });
  }

  /** Ends the check, closes the dialog and removes the element. */
  override remove(): void {
    // Closed before it is removed: only a dialog in the document gives the focus back.
    if (this.hasUpdated) this.dialog.close();
    super.remove();
  }

  protected override render(): TemplateResult {
    const { signaling = '', room = '', token = '', iceServers = [] } = this.options;
    return html`<dialog aria-label=${this.words.term('networkCheck')} @close=${this.#handleClose}>
      <button part="button back-button" class="back" type="button" @click=${this.#handleClose}>
        ${icon(['back', ArrowLeft])}${this.words.term('back')}
      </button>
      <rtc-network-check
        .session=${this.session}
        .signaling=${signaling}
        .room=${room}
        .token=${token}
        .iceServers=${iceServers.length > 0 ? iceServers : ''}
      ></rtc-network-check>
    </dialog>`;
  }

  #show(): void {
    if (!this.isConnected || this.dialog.matches(':modal')) return;
    // After a move the dialog is open but no longer modal, and `showModal` throws for an open one.
    this.dialog.open = false;
    this.dialog.showModal();
  }

  readonly #handleStateChange = ({ state }: RtcStateChangeEvent): void => {
    if (ACTIVE.includes(state)) this.remove();
  };

  readonly #handleClose = (): void => {
    this.remove();
  };
}

/** Opens the check for a call. `root` is where the dialog stands, with the words and the colours of its host. */
export function openNetworkCheck(root: ParentNode, session: CallSession, options: NetworkCheckOptions): void {
  RtcNetworkCheck.define();
  RtcNetworkDialog.define();
  // A call may have begun while this was loading.
  if (ACTIVE.includes(session.state) || root.querySelector(RtcNetworkDialog.tag)) return;
  const dialog = new RtcNetworkDialog();
  dialog.session = session;
  dialog.options = options;
  root.append(dialog);
}
