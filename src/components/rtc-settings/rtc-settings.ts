import X from 'lucide/dist/esm/icons/x.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import type { CallSession } from '../../core/index.js';
import { Quality } from '../../core/features/quality/index.js';
import { callOf } from '../kit/call-of.js';
import { addPreferences } from '../kit/call-preferences.js';
import { Preferences } from '../kit/preferences.js';
import { ACTIVE, SessionElement } from '../kit/session-element.js';
import { roundButton } from '../kit/toggle-button.js';
import { keepTyping } from '../kit/typing.js';
import { RtcDevicePicker } from '../rtc-device-picker/rtc-device-picker.js';
import { base, roundButtons } from '../styles/base.styles.js';
import { dialog } from '../styles/dialog.styles.js';
import { field } from '../styles/field.styles.js';
import { EffectChoices } from './effect-choices.js';
import { backgroundRow, noiseRow } from './effect-rows.js';
import { languageRow } from './language-row.js';
import { holdToTalkRow, mutedNoticeRow, smallWindowRow } from './manner-rows.js';
import { lowDataRow, mirrorRow, qualityRow } from './picture-rows.js';
import './rtc-settings.words.js';
import type { SettingsRow } from './settings-row.js';
import { styles } from './rtc-settings.styles.js';

/** Settings besides the devices, in their order. */
const ROWS: readonly SettingsRow[] = [
  mirrorRow,
  backgroundRow,
  noiseRow,
  qualityRow,
  lowDataRow,
  mutedNoticeRow,
  holdToTalkRow,
  smallWindowRow,
  languageRow,
];

/**
 * The settings of a call, in a modal dialog that is open as long as the element is in the document: devices, picture, manners and
 * language. Escape, its button, a click beside it and the end of the call remove the element; the focus goes back to where it
 * was. Choices hold at once, and are remembered for this origin; saving data holds for the call.
 *
 * @tag rtc-settings
 * @summary The settings of a call: devices, mirror, background, noise, quality, low data, hold-to-talk, small window, language.
 * @slot icon-close - On the button that closes the settings.
 * @csspart settings - The dialog.
 * @csspart heading - Its title.
 * @csspart close-button - Closes the settings.
 * @csspart devices - The `<rtc-device-picker>`; also `meter`, `note`, `flip-button` and `speaker-test-button` of it.
 * @csspart setting - Around every setting; also as `mirror-setting`, `background-setting`, `noise-setting`, `quality-setting`, `low-data-setting`, `muted-notice-setting`, `hold-to-talk-setting`, `small-window-setting`, `language-setting`.
 * @csspart field - Around a label and its control.
 * @csspart label - The words of a setting.
 * @csspart select - A select.
 * @csspart checkbox - A checkbox.
 * @csspart help - The sentence about a setting.
 * @csspart problem - The reason why a choice failed.
 * @csspart background-button - Chooses a picture for the background; also as `button`.
 */
export class RtcSettings extends SessionElement {
  static override readonly tag: string = 'rtc-settings';
  static override readonly parts: string =
    `${RtcDevicePicker.parts},settings,heading,close-button,devices,setting,mirror-setting,background-setting,noise-setting,quality-setting,` +
    'low-data-setting,muted-notice-setting,hold-to-talk-setting,small-window-setting,language-setting,checkbox,help,problem,background-button';
  static override styles = [base, roundButtons, dialog, field, styles];

  @query('dialog') private readonly dialog!: HTMLDialogElement;

  readonly #effects = new EffectChoices(this);
  /** Whether the call was going on when the element was rendered. */
  #wasActive = false;

  /** Shows the settings of a call in `root`, whose words and colours they have. */
  static open(root: ParentNode, session: CallSession): void {
    RtcDevicePicker.define();
    RtcSettings.define();
    if (root.querySelector(RtcSettings.tag)) return;
    const settings = new RtcSettings();
    settings.session = session;
    root.append(settings);
  }

  constructor() {
    super();
    keepTyping();
    this.addEventListener('click', this.#handleClick);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.updateComplete.then(() => this.#show());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // Removed with its call: it must not come back with it.
      if (!this.isConnected) super.remove();
    });
  }

  /** Closes the dialog and removes the element. */
  override remove(): void {
    // Before it goes: a dialog gives the focus back only while it is in the document.
    if (this.hasUpdated) this.dialog.close();
    super.remove();
  }

  protected override select(session: CallSession): readonly unknown[] {
    const { preset, lowData } = Quality.of(session);
    const { preferences, shortcuts, effects } = session.features;
    const background = [effects?.background, effects?.noiseSuppression];
    return [session.state, preferences, shortcuts?.keys, preset, lowData, ...background];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const call = callOf(this);
    if (call) addPreferences(call);
    else if (this.session) Preferences.of(this.session);
  }

  protected override updated(): void {
    const isActive = ACTIVE.includes(this.session?.state ?? '');
    if (this.#wasActive && !isActive) this.remove();
    this.#wasActive = isActive;
  }

  protected override render(): TemplateResult {
    const { words, session } = this;
    const call = callOf(this);
    return html`<dialog part="settings" aria-labelledby="heading" @close=${this.#handleClose}>
      <div class="content">
        <header>
          <h2 part="heading" id="heading">${words.term('settingsOfCall')}</h2>
          ${roundButton({
            name: 'close',
            label: words.term('closeSettings'),
            picture: ['close', X],
            onClick: this.#handleClose,
          })}
        </header>
        ${
          session
            ? html`<rtc-device-picker part="devices" .session=${session}></rtc-device-picker>
                <div class="rows">
                  ${ROWS.map((row) => row({ session, call, words, effects: this.#effects }))}
                </div>`
            : nothing
        }
      </div>
    </dialog>`;
  }

  #show(): void {
    if (!this.isConnected || this.dialog.matches(':modal')) return;
    // After a move the dialog is open but no longer modal, and `showModal` throws for an open one.
    this.dialog.open = false;
    this.dialog.showModal();
  }

  /** The content fills the dialog, so only a click on the backdrop hits the dialog itself. */
  readonly #handleClick = (event: MouseEvent): void => {
    if (event.composedPath()[0] === this.dialog) this.remove();
  };

  readonly #handleClose = (): void => {
    this.remove();
  };
}
