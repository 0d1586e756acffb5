import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { RtcElement } from '../kit/rtc-element.js';
import { roundButton } from '../kit/toggle-button.js';
import { base, roundButtons } from '../styles/base.styles.js';
import { dialog } from '../styles/dialog.styles.js';
import { DEFAULT_KEYS, type ShortcutAction, type ShortcutKeys } from './shortcut-keys.js';
import './rtc-shortcuts.words.js';
import { styles } from './rtc-shortcuts.styles.js';

/**
 * The list of the keys of a call, in a modal dialog that is open as long as the element is in the document. Escape, its
 * button and a click beside it remove the element; the focus goes back to where it was.
 *
 * @tag rtc-shortcuts
 * @summary The list of keyboard shortcuts.
 * @slot icon-close - On the button that closes the list.
 * @csspart shortcuts - The dialog.
 * @csspart heading - Its title.
 * @csspart key - Every key.
 * @csspart text - The action of a key.
 * @csspart close-button - Closes the list.
 */
export class RtcShortcuts extends RtcElement {
  static override readonly tag: string = 'rtc-shortcuts';
  static override readonly parts: string = 'shortcuts,heading,key,text,button,close-button';
  static override styles = [base, roundButtons, dialog, styles];

  /** The keys to list. */
  @property({ attribute: false }) keys: ShortcutKeys = DEFAULT_KEYS;

  /** Whether the space bar unmutes as long as it is held. */
  @property({ attribute: false }) holdToTalk = false;

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  constructor() {
    super();
    this.addEventListener('click', this.#handleClick);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => {
      if (this.isConnected && !this.dialog.open) this.dialog.showModal();
    });
  }

  /** Closes the list and removes the element. */
  override remove(): void {
    // Before it goes: a dialog gives the focus back only while it is in the document.
    if (this.hasUpdated) this.dialog.close();
    super.remove();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    return html`<dialog
      part="shortcuts"
      aria-labelledby="heading"
      aria-describedby="help"
      @close=${this.#handleClose}
    >
      <div class="content">
        <header>
          <h2 part="heading" id="heading">${words.term('shortcuts')}</h2>
          ${roundButton({
            name: 'close',
            label: words.term('close'),
            picture: ['close', X],
            onClick: this.#handleClose,
          })}
        </header>
        <p id="help">${words.term('shortcutsHelp')}</p>
        <dl>
          ${Object.entries(this.keys).map(([action, key]) =>
            renderKey(key, words.term('shortcut', action as ShortcutAction)),
          )}
          ${this.holdToTalk ? renderKey(words.term('spaceBar'), words.term('talkWhileHeld')) : nothing}
        </dl>
      </div>
    </dialog>`;
  }

  /** The content fills the dialog, so only a click on the backdrop hits the dialog itself. */
  readonly #handleClick = (event: MouseEvent): void => {
    if (event.composedPath()[0] === this.dialog) this.remove();
  };

  readonly #handleClose = (): void => {
    this.remove();
  };
}

const renderKey = (key: string, text: string): TemplateResult =>
  html`<div>
    <dt><kbd part="key">${key}</kbd></dt>
    <dd part="text">${text}</dd>
  </div>`;
