import { html, nothing, svg, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LinkRecord } from '../../core/index.js';
import { RtcElement } from '../kit/rtc-element.js';
import { base } from '../styles/base.styles.js';
import { RECORD_GROUPS, type RecordGroup } from './names.js';
import { detailOf, groupOf, textOf, toneOf } from './record-text.js';
import './rtc-inspector.words.js';
import { inSeconds, timeScale, withUnit, type TimeScale } from './time-scale.js';
import { styles } from './timeline-view.styles.js';

/** Room at both ends of a lane, in percent of it: marks have a width. */
const MARGIN = 2;

/** Records never change: two lists of the same records look the same. */
const differs = (list: readonly LinkRecord[], old: readonly LinkRecord[] | undefined): boolean =>
  list.length !== old?.length || list.some((record, i) => record !== old[i]);

/**
 * History of a connection: lanes over time, and a list of all events in words. A piece of `<rtc-inspector>`.
 *
 * @internal
 */
export class RtcInspectorTimeline extends RtcElement {
  static override readonly tag: string = 'rtc-inspector-timeline';
  static override styles = [base, styles];

  /** Records, oldest first. */
  @property({ attribute: false, hasChanged: differs }) records: readonly LinkRecord[] = [];

  @state() private off: ReadonlySet<RecordGroup> = new Set();

  protected override render(): TemplateResult {
    const { records, words } = this;
    if (records.length === 0) return html`<p>${words.term('inspectorNothing')}</p>`;
    const scale = timeScale(records.map(({ at }) => at));
    const shown = records.filter((record) => !this.off.has(groupOf(record)));
    return html`<p>${words.term('inspectorOverview', records.length, inSeconds(words, scale.duration))}</p>
      <fieldset>
        <legend class="hidden">${words.term('inspectorFilter')}</legend>
        ${RECORD_GROUPS.map((group) => this.#renderLane(group, scale))} ${this.#renderAxis(scale)}
      </fieldset>
      <p class="sides">${words.term('inspectorSides')}</p>
      <ol>
        ${repeat(
          shown,
          (record) => record,
          (record, i) => this.#renderRecord(record, shown[i - 1]),
        )}
      </ol>
      ${shown.length === 0 ? html`<p>${words.term('inspectorNothing')}</p>` : nothing}`;
  }

  #renderLane(group: RecordGroup, { places, breaks }: TimeScale): TemplateResult {
    const marks = this.records.flatMap((record, i) =>
      groupOf(record) === group ? [mark(record, places[i] ?? 0)] : [],
    );
    return html`<div class="lane ${group}">
      <label>
        <input
          type="checkbox"
          .checked=${!this.off.has(group)}
          @change=${(event: Event) => this.#handleFilter(group, event)}
        />
        <i class="dot"></i>${this.words.term('inspectorGroup', group)}
        <span class="count">${marks.length}</span>
      </label>
      <svg aria-hidden="true">
        <line class="rail" x1="0" x2="100%" y1="50%" y2="50%" />
        ${breaks.map((place) => svg`<line class="break" x1=${x(place)} x2=${x(place)} y1="0" y2="100%" />`)}
        ${marks}
      </svg>
    </div>`;
  }

  #renderAxis({ ticks }: TimeScale): TemplateResult {
    return html`<div class="lane axis" aria-hidden="true">
      <svg>
        ${ticks.map(
          ({ place, time }) => svg`<text x=${x(place)} y="75%">${withUnit(this.words, time, 1)}</text>`,
        )}
      </svg>
    </div>`;
  }

  #renderRecord(record: LinkRecord, previous: LinkRecord | undefined): unknown {
    const isNew = previous !== undefined && previous.epoch !== record.epoch;
    const start = this.records[0]?.at ?? record.at;
    return guard([record, isNew, start, this.words.edition()], () => {
      const detail = detailOf(record, this.words);
      const way = record.type === 'sent' || record.type === 'received' ? record.type : 'here';
      const date = new Date(record.at);
      return html`<li class="${groupOf(record)} ${toneOf(record)}">
        ${isNew ? html`<div class="new">${this.words.term('inspectorNewConnection')}</div>` : nothing}
        <time datetime=${date.toISOString()} title=${date.toLocaleString(this.words.lang())}
          >${inSeconds(this.words, record.at - start)}</time
        ><span class="way ${way}" aria-hidden="true"></span>
        <span class="what">
          <span class="text">${textOf(record, this.words)}</span>
          ${detail ? html`<span class="detail">${detail}</span>` : nothing}
        </span>
      </li>`;
    });
  }

  #handleFilter(group: RecordGroup, { target }: Event): void {
    const off = new Set(this.off);
    if ((target as HTMLInputElement).checked) off.delete(group);
    else off.add(group);
    this.off = off;
  }
}

const x = (place: number): string => `${(MARGIN + place * (100 - 2 * MARGIN)).toFixed(2)}%`;

/** Place of an event: above the rail if it was sent, below if it was received, on it otherwise. */
function mark(record: LinkRecord, place: number): TemplateResult {
  const tone = toneOf(record);
  if (record.type !== 'sent' && record.type !== 'received') {
    return svg`<circle class="mark ${tone}" cx=${x(place)} cy="50%" r="3.5" />`;
  }
  const [from, to] = record.type === 'sent' ? ['15%', '50%'] : ['50%', '85%'];
  return svg`<line class="mark ${tone}" x1=${x(place)} x2=${x(place)} y1=${from} y2=${to} />`;
}
