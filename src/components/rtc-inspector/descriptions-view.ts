import Copy from 'lucide/dist/esm/icons/copy.mjs';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import {
  diffLines,
  explainLine,
  linesOf,
  loadSdpWords,
  parseSdp,
  SDP_TOPICS,
  sdpWords,
  type SdpLine,
  type SdpSection,
  type SdpTopic,
} from '../../core/features/inspect/index.js';
import type { LinkRecord } from '../../core/index.js';
import { icon } from '../kit/icons.js';
import { RtcElement } from '../kit/rtc-element.js';
import { base } from '../styles/base.styles.js';
import { field } from '../styles/field.styles.js';
import { styles } from './descriptions-view.styles.js';
import { descriptionsOf, type KnownDescription } from './descriptions.js';
import { folded } from './folded-diff.js';
import './rtc-inspector.words.js';
import { withUnit } from './time-scale.js';

/** Topics with more lines than this are folded at first, so that a section is seen at a glance. */
const MANY = 8;

/**
 * The offers and answers of a connection, line by line in words, and the difference between any two. A piece of
 * `<rtc-inspector>`.
 *
 * @internal
 */
export class RtcInspectorDescriptions extends RtcElement {
  static override readonly tag: string = 'rtc-inspector-descriptions';
  static override readonly parts: string = 'button,select';
  static override styles = [base, field, styles];

  /** Records of the connection, oldest first. */
  @property({ attribute: false }) records: readonly LinkRecord[] = [];

  /** Keys of the chosen ones; `''` where none is. */
  @state() private shown = '';
  @state() private compared = '';
  @state() private status = '';

  #descriptions: readonly KnownDescription[] = [];

  /** Language whose words about descriptions were requested. */
  #requested = '';

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('records')) this.#descriptions = descriptionsOf(this.records);
    const lang = this.words.lang();
    if (lang !== this.#requested) {
      this.#requested = lang;
      loadSdpWords(lang).then(
        () => this.requestUpdate(),
        // They stay English until the inspector is opened again.
        () => undefined,
      );
    }
    if (changed.has('shown') || changed.has('compared')) this.status = '';
  }

  protected override render(): TemplateResult {
    const { words } = this;
    const [first] = this.#descriptions;
    if (!first) return html`<p>${words.term('inspectorNothing')}</p>`;
    const shown = this.#find(this.shown) ?? first;
    const compared = this.#find(this.compared);
    return html`<div class="choice">
        ${this.#renderSelect('inspectorShow', shown.key, undefined, (key) => (this.shown = key))}
        ${this.#renderSelect('inspectorCompare', compared?.key ?? '', words.term('inspectorCompareNothing'), (key) => (this.compared = key))}
        <div class="copy">
          <button part="button" class="small" type="button" @click=${() => void this.#copy(shown)}>
            ${icon(['copy', Copy])}${words.term('inspectorCopy')}
          </button>
          <span role="status">${this.status}</span>
        </div>
      </div>
      ${compared ? this.#renderDiff(shown, compared) : this.#renderSections(shown)}`;
  }

  #renderSelect(
    term: 'inspectorShow' | 'inspectorCompare',
    chosen: string,
    nothingElse: string | undefined,
    choose: (key: string) => void,
  ): TemplateResult {
    return html`<label>
      <span class="label">${this.words.term(term)}</span>
      <select part="select" @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
        ${
          nothingElse === undefined
            ? nothing
            : html`<option value="" .selected=${chosen === ''}>${nothingElse}</option>`
        }
        ${this.#descriptions.map(
          (one) => html`<option value=${one.key} .selected=${one.key === chosen}>${this.#name(one)}</option>`,
        )}
      </select>
    </label>`;
  }

  #name({ way, type, after, number }: KnownDescription): string {
    const { words } = this;
    const what = words.term('inspectorDescription', type);
    const happened = words.term(way === 'sent' ? 'inspectorSent' : 'inspectorReceived', what);
    return `${words.number(number)}. ${happened} · ${withUnit(words, after, 3)}`;
  }

  /** Each is taken apart once: a description has hundreds of lines. */
  #renderSections({ sdp }: KnownDescription): unknown {
    const terms = sdpWords(this.words.lang());
    return guard([sdp, this.words.edition(), terms], () =>
      parseSdp(sdp).map((section, i) => this.#renderSection(section, i === 0)),
    );
  }

  #renderSection(section: SdpSection, open: boolean): TemplateResult {
    const topics = SDP_TOPICS.map(
      (topic) => [topic, section.lines.filter((line) => line.topic === topic)] as const,
    ).filter(([, lines]) => lines.length > 0);
    const { mid, kind, lines } = section;
    return html`<details class="section" ?open=${open}>
      <summary>
        <span class="kind">${kind}</span>
        ${mid === '' ? nothing : html`<code>mid ${mid}</code>`}
        <span class="count">${this.words.term('inspectorLines', lines.length)}</span>
      </summary>
      ${topics.map(([topic, ofTopic]) => this.#renderTopic(topic, ofTopic, section))}
    </details>`;
  }

  #renderTopic(topic: SdpTopic, lines: readonly SdpLine[], section: SdpSection): TemplateResult {
    const sdpTerms = sdpWords(this.words.lang());
    return html`<details class="topic" ?open=${lines.length <= MANY}>
      <summary>
        ${sdpTerms.topics[topic]}<span class="count">${this.words.term('inspectorLines', lines.length)}</span>
      </summary>
      <ul>
        ${lines.map(
          (line) =>
            html`<li>
              <code dir="ltr">${line.text}</code>
              <span class="explanation">${explainLine(line, section, sdpTerms)}</span>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #renderDiff(one: KnownDescription, other: KnownDescription): unknown {
    return guard([one.sdp, other.sdp, this.words.edition()], () => {
      const lines = diffLines(linesOf(one.sdp), linesOf(other.sdp));
      if (lines.every(({ change }) => change === 'same')) {
        return html`<p>${this.words.term('inspectorSame')}</p>`;
      }
      return html`<div class="diff" dir="ltr">
        ${folded(lines).map((run) =>
          run.fold
            ? html`<details>
                <summary>${this.words.term('inspectorLines', run.lines.length)}</summary>
                ${run.lines.map((line) => html`<div class="same"><code>${line.text}</code></div>`)}
              </details>`
            : run.lines.map(({ change, text }) => this.#renderDiffLine(change, text)),
        )}
      </div>`;
    });
  }

  #renderDiffLine(change: 'same' | 'added' | 'removed', text: string): TemplateResult {
    if (change === 'same') return html`<div class="same"><code>${text}</code></div>`;
    const meaning = this.words.term(change === 'added' ? 'inspectorAdded' : 'inspectorRemoved');
    return html`<div class=${change}>
      <span aria-hidden="true">${change === 'added' ? '+' : '−'}</span><span class="hidden">${meaning}: </span
      ><code>${text}</code>
    </div>`;
  }

  #find(key: string): KnownDescription | undefined {
    return this.#descriptions.find((one) => one.key === key);
  }

  async #copy({ sdp }: KnownDescription): Promise<void> {
    // The same words are announced again only if they were gone.
    this.status = '';
    try {
      await navigator.clipboard.writeText(sdp);
      this.status = this.words.term('inspectorCopied');
    } catch {
      // The browser forbids it, or the page is not secure and has no clipboard.
      this.status = this.words.term('inspectorNotCopied');
    }
  }
}
