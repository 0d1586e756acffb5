import Download from 'lucide/dist/esm/icons/download.mjs';
import Upload from 'lucide/dist/esm/icons/upload.mjs';
import X from 'lucide/dist/esm/icons/x.mjs';
import { html, noChange, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import {
  exportInspection,
  importInspection,
  Inspector,
  Sampler,
  type ImportProblem,
  type InspectedParticipant,
  type Inspection,
} from '../../core/features/inspect/index.js';
import type { CallSession } from '../../core/index.js';
import { RtcInspectToggleEvent } from '../events.js';
import { icon } from '../kit/icons.js';
import { selectAnew } from '../kit/select-anew.js';
import { SessionElement } from '../kit/session-element.js';
import { base } from '../styles/base.styles.js';
import { field } from '../styles/field.styles.js';
import { isolate } from '../words/terms.js';
import { styles } from './rtc-inspector.styles.js';
import './rtc-inspector.words.js';
import { SampleWatch } from './sample-watch.js';
import { saveText } from './save-text.js';
import { INSPECTOR_TABS, type InspectorTab } from './names.js';
import { tabList } from './tabs.js';
import { verificationNews } from './verification-news.js';

/** Replaces passwords in descriptions. */
const KEY = '…';

/**
 * The connections of a call in detail: what has happened, the descriptions in words, candidates and pairs,
 * numbers over time, words to verify each other by. Its content can be exported as a file, and looked at
 * later without a call. Statistics are read once a second while it is visible, and not at all otherwise.
 *
 * @tag rtc-inspector
 * @summary The connections made visible: timeline, descriptions, candidates, plots, verification.
 * @fires {RtcInspectToggleEvent} rtc-inspect-toggle - A request to close the panel beside the stage.
 * @slot icon-close - On the buttons that close the panel or a file.
 * @slot icon-save - On the button that exports.
 * @slot icon-open - On the button that opens a file.
 * @slot icon-copy - On the buttons that copy a description.
 * @csspart inspector - Around everything.
 * @csspart heading - The title.
 * @csspart button - Every button.
 * @csspart close-button - Closes the panel beside a call.
 * @csspart export-button - Saves all records and statistics as a file.
 * @csspart import-button - Opens a saved file, or closes it.
 * @csspart addresses-button - The checkbox by which IP addresses are shown, with its label.
 * @csspart problem - The reason why a file was refused, or a warning about a certificate that has changed.
 * @csspart select - Every choice out of a list.
 * @csspart tab - Every tab.
 * @csspart panel - The panel of the selected tab.
 * @csspart plot - Every plot.
 * @csspart range - The slider that points a time out.
 * @csspart words - The words to compare.
 * @csspart word - Each of them.
 * @cssstate docked - It is the panel beside the stage.
 * @cssstate imported - A file is shown, not a call.
 */
export class RtcInspector extends SessionElement {
  static override readonly tag: string = 'rtc-inspector';
  static override readonly parts: string =
    'inspector,heading,button,close-button,export-button,import-button,addresses-button,tab,panel,select,plot,range,words,word,problem';
  static override styles = [base, field, styles];

  /** Id of the participant whose connection is shown. Default, and while they are not there: the first participant. */
  @property() participant = '';

  /** Whether it is the panel beside the stage of an `<rtc-call>` without child elements, with a button that closes it. */
  @property({ attribute: false }) docked = false;

  @state() private tab: InspectorTab = 'timeline';
  @state() private addresses = false;
  @state() private imported: Inspection | undefined;
  @state() private problem: ImportProblem | undefined;

  @query('input[type=file]') private readonly fileInput!: HTMLInputElement;
  @query('[role=tab][aria-selected=true]') private readonly selectedTab!: HTMLElement;

  /** One with addresses and one without. Kept as long as the panel, so that an address keeps its replacement. */
  readonly #open = new Inspector({ addresses: true, inPlaceOfKeys: KEY });
  readonly #masked = new Inspector({ inPlaceOfKeys: KEY });
  readonly #watch = new SampleWatch(this, () => this.requestUpdate());
  /** Number of the last file that was opened: a large file may be read after the next one. */
  #lastFile = 0;

  override focus(options?: FocusOptions): void {
    this.selectedTab.focus(options);
  }

  protected override select({ participants, state: current, features }: CallSession): readonly unknown[] {
    return [participants, current, features.verification];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#watch.sampler = this.#live && Sampler.of(this.#live);
  }

  protected override updated(): void {
    this.states.toggle('docked', this.docked);
    this.states.toggle('imported', this.imported !== undefined);
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const inspection = this.#inspect();
    const participants = inspection?.participants ?? [];
    const connection = participants.find(({ id }) => id === this.participant) ?? participants[0];
    return html`<section part="inspector" class="inspector" aria-labelledby="heading">
      <header>
        <h2 part="heading" id="heading">${words.term('inspector')}</h2>
        ${this.docked ? this.#renderClose() : nothing}
      </header>
      <div class="scroll">
        <div class="tools">
          ${this.#renderChoice(participants, connection)} ${this.#renderButtons(inspection)}
          <p part="problem" class=${this.problem ? 'problem' : 'hidden'} role="alert">
            ${this.problem ? words.term('inspectorImportProblem', this.problem) : nothing}
          </p>
          ${this.imported ? this.#renderFile(this.imported) : nothing} ${this.#renderNews(connection)}
        </div>
        ${tabList(words, this.tab, (tab) => (this.tab = tab))}
        ${INSPECTOR_TABS.map((tab) => this.#renderPanel(tab, connection))}
      </div>
    </section>`;
  }

  #renderClose(): TemplateResult {
    return html`<button
      part="button close-button"
      class="close"
      type="button"
      aria-label=${this.words.term('inspectorClose')}
      @click=${() => this.dispatchEvent(new RtcInspectToggleEvent())}
    >
      ${icon(['close', X])}
    </button>`;
  }

  #renderChoice(
    participants: readonly InspectedParticipant[],
    connection: InspectedParticipant | undefined,
  ): TemplateResult {
    return html`<label class="choice">
      <span class="label">${this.words.term('inspectorParticipant')}</span>
      ${selectAnew(
        participants.length === 0,
        html`<select part="select" ?disabled=${participants.length === 0} @change=${this.#handleChoice}>
          ${participants.map(
            ({ id, name }) =>
              html`<option value=${id} .selected=${id === connection?.id}>
                ${name === '' ? this.words.term('guest') : isolate(name)}
              </option>`,
          )}
        </select>`,
      )}
    </label>`;
  }

  #renderButtons(inspection: Inspection | undefined): TemplateResult {
    const { words } = this;
    return html`<div class="buttons">
      <button
        part="button export-button"
        class="small"
        type="button"
        ?disabled=${!inspection}
        @click=${this.#handleExport}
      >
        ${icon(['save', Download])}${words.term('inspectorExport')}
      </button>
      <button part="button import-button" class="small" type="button" @click=${() => this.fileInput.click()}>
        ${icon(['open', Upload])}${words.term('inspectorImport')}
      </button>
      <input type="file" hidden accept=".json,application/json" @change=${this.#handleFile} />
      <label part="addresses-button" class="addresses">
        <input
          type="checkbox"
          .checked=${this.addresses}
          ?disabled=${this.imported?.addresses === false}
          @change=${this.#handleAddresses}
        />
        ${words.term('inspectorAddresses')}
      </label>
    </div>`;
  }

  #renderFile({ createdAt }: Inspection): TemplateResult {
    const { words } = this;
    const date = new Date(createdAt).toLocaleString(words.lang());
    return html`<div class="file">
      <span>${words.term('inspectorFile', date)}</span>
      <button part="button" class="small" type="button" @click=${this.#handleLive}>
        ${icon(['close', X])}${words.term('inspectorLive')}
      </button>
    </div>`;
  }

  /** Warnings about certificates that have changed, except in the open tab, which shows one itself. */
  #renderNews(connection: InspectedParticipant | undefined): TemplateResult | typeof nothing {
    const inTab = this.tab === 'verification' ? connection?.id : undefined;
    return this.#live ? verificationNews(this.words, this.#live, inTab) : nothing;
  }

  /** Views that were opened stay in the document, so that unfolded details stay unfolded. */
  #renderPanel(tab: InspectorTab, connection: InspectedParticipant | undefined): TemplateResult {
    const isShown = tab === this.tab;
    const content = (): TemplateResult =>
      connection ? this.#renderView(tab, connection) : html`<p>${this.words.term('inspectorAlone')}</p>`;
    return html`<div
      part="panel"
      class="panel"
      id="panel-${tab}"
      role="tabpanel"
      aria-labelledby="tab-${tab}"
      tabindex="0"
      ?hidden=${!isShown}
    >
      ${isShown ? content() : noChange}
    </div>`;
  }

  #renderView(tab: InspectorTab, connection: InspectedParticipant): TemplateResult {
    switch (tab) {
      case 'timeline':
        return html`<rtc-inspector-timeline .records=${connection.records}></rtc-inspector-timeline>`;
      case 'descriptions':
        return html`<rtc-inspector-descriptions .records=${connection.records}></rtc-inspector-descriptions>`;
      case 'candidates':
        return html`<rtc-inspector-candidates .connection=${connection}></rtc-inspector-candidates>`;
      case 'plots':
        return html`<rtc-inspector-plots
          .sampler=${this.#live && Sampler.of(this.#live)}
          .participant=${connection.id}
          .samples=${connection.samples}
        ></rtc-inspector-plots>`;
      case 'verification':
        if (!this.#live) return html`<p>${this.words.term('inspectorVerifyLive')}</p>`;
        return html`<rtc-inspector-verification
          .session=${this.#live}
          .participant=${connection.id}
        ></rtc-inspector-verification>`;
    }
  }

  #inspect(): Inspection | undefined {
    const inspector = this.addresses ? this.#open : this.#masked;
    if (this.imported) return inspector.show(this.imported);
    return this.session && inspector.inspect(this.session);
  }

  /** Session that is shown; undefined while a file is shown. */
  get #live(): CallSession | undefined {
    return this.imported ? undefined : this.session;
  }

  readonly #handleChoice = ({ target }: Event): void => {
    this.participant = (target as HTMLSelectElement).value;
  };

  readonly #handleAddresses = ({ target }: Event): void => {
    this.addresses = (target as HTMLInputElement).checked;
  };

  /** Without any trace of the passwords, which the panel shows as dots. */
  readonly #handleExport = (): void => {
    const inspector = new Inspector({ addresses: this.addresses });
    const shown = this.imported
      ? inspector.show(this.imported)
      : this.session && inspector.inspect(this.session);
    if (shown) saveText(exportInspection(shown), fileName(shown));
  };

  readonly #handleFile = async (): Promise<void> => {
    const file = this.fileInput.files?.[0];
    const number = (this.#lastFile += 1);
    if (!file) return;
    // The same words are announced again only if they were gone.
    this.problem = undefined;
    const result = await importInspection(file);
    // Otherwise choosing the same file again fires no event.
    this.fileInput.value = '';
    if (number !== this.#lastFile) return;
    this.problem = result.ok ? undefined : result.problem;
    if (result.ok) this.imported = result.inspection;
  };

  readonly #handleLive = (): void => {
    this.imported = undefined;
    this.problem = undefined;
    this.selectedTab.focus();
  };
}

/** `connections-2026-11-23T174501Z.json`: the time in UTC, without characters that file systems refuse. */
function fileName({ createdAt }: Inspection): string {
  const time = new Date(createdAt).toISOString().slice(0, 19).replaceAll(':', '');
  return `connections-${time}Z.json`;
}
