import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Sample, Sampler } from '../../core/features/inspect/index.js';
import type { Source } from '../../core/index.js';
import { RtcElement } from '../kit/rtc-element.js';
import { base } from '../styles/base.styles.js';
import { COLORS, readPalette } from './palette.js';
import { PlotChart, type ChartContent } from './plot-chart.js';
import { indexAt, limitationOf, LIMITATIONS, plotData, summarize } from './plot-data.js';
import type { Plot, PlotData, PlotName, Series, SeriesName, Way } from './plot-data.js';
import { SampleWatch } from './sample-watch.js';
import './plots-view.words.js';
import { styles } from './plots-view.styles.js';

/** A line of a plot. Lines of sent media are dashed. */
const SOLID = svg`<path d="M0 4h24" />`;
const DASHED = svg`<path d="M0 4h24" stroke-dasharray="5 3" />`;

const NO_SAMPLES: readonly Sample[] = [];

/**
 * The numbers of a connection over the last five minutes, drawn and as text. Reads no statistics itself: while it is seen, it has
 * the sampler of the call read them. A piece of `<rtc-inspector>`.
 *
 * @internal
 */
export class RtcInspectorPlots extends RtcElement {
  static override readonly tag: string = 'rtc-inspector-plots';
  static override readonly parts: string = 'plot,range';
  static override styles = [base, styles];

  readonly #watch = new SampleWatch(this, () => this.requestUpdate());

  /** Session of a current call. */
  @property({ attribute: false }) sampler: Sampler | undefined;

  /** Id of the participant. */
  @property() participant = '';

  /** Samples of a file, shown without a session. */
  @property({ attribute: false }) samples: readonly Sample[] = NO_SAMPLES;

  /** Time of the slider, in s since the Unix epoch; undefined for the newest sample. */
  @state() private chosen: number | undefined;

  /** Time under the pointer, likewise. */
  @state() private hovered: number | undefined;

  @query('.palette') private readonly palette!: HTMLElement;

  readonly #charts = new Map<Element, PlotChart>();
  #data: PlotData = plotData(NO_SAMPLES);
  #shown = NO_SAMPLES;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (!this.isConnected) this.#removeCharts();
    });
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#watch.sampler = this.sampler;
    const samples = this.sampler ? this.sampler.samples(this.participant) : this.samples;
    if (samples !== this.#shown) this.#data = plotData((this.#shown = samples));
    if (changed.has('sampler') || changed.has('participant')) this.chosen = this.hovered = undefined;
    const [first = 0] = this.#data.times;
    // The time is older than the samples that are kept.
    if (this.chosen !== undefined && this.chosen < first) this.chosen = undefined;
  }

  protected override updated(): void {
    const boxes = new Set(this.renderRoot.querySelectorAll<HTMLElement>('.chart'));
    for (const [box, chart] of this.#charts) if (!boxes.has(box as HTMLElement)) this.#remove(box, chart);
    // A canvas without a size cannot be drawn on: it is drawn once it has one.
    if (!this.#watch.isSeen) return;
    const palette = readPalette(this.palette);
    for (const box of boxes) {
      const plot = this.#data.plots.find(({ name }) => name === box.dataset['plot']);
      if (plot) this.#draw(box, { ...this.#content(plot), palette });
    }
  }

  protected override render(): TemplateResult {
    const { plots, times } = this.#data;
    return html`<div class="palette" aria-hidden="true" @transitionend=${this.#handleTheme}>
        ${COLORS.map((color) => html`<i data-color=${color}></i>`)}
      </div>
      ${times.length === 0 ? html`<p>${this.words.term('inspectorNoNumbers')}</p>` : this.#renderMoment()}
      <div class="plots">
        ${repeat(
          plots,
          ({ name }) => name,
          (plot) => this.#renderPlot(plot),
        )}
      </div>
      ${times.length === 0 ? nothing : this.#renderStreams()}`;
  }

  #renderMoment(): TemplateResult {
    const { times } = this.#data;
    const text = this.#momentText;
    return html`<label class="moment">
      ${this.words.term('inspectorMoment')}
      <input
        part="range"
        type="range"
        min="0"
        max=${times.length - 1}
        .value=${String(this.#index)}
        aria-valuetext=${text}
        @input=${this.#handleMoment}
      />
      <output>${text}</output>
    </label>`;
  }

  #renderPlot({ name, series }: Plot): TemplateResult {
    // Reasons have no mean, and counters only grow.
    const hasRange = name !== 'limitation' && name !== 'freezes';
    const { words } = this;
    return html`<figure part="plot">
      <figcaption id="title-${name}"><bdi>${words.term('inspectorPlot', name)}</bdi></figcaption>
      <div
        class="chart"
        data-plot=${name}
        aria-hidden="true"
        @pointermove=${this.#handlePointer}
        @pointerleave=${this.#handlePointerLeave}
      ></div>
      <table aria-labelledby="title-${name}">
        <thead>
          <tr>
            <td></td>
            <th scope="col">${this.#momentText}</th>
            ${
              hasRange
                ? html`<th scope="col">${words.term('inspectorLowest')}</th>
                    <th scope="col">${words.term('inspectorMean')}</th>
                    <th scope="col">${words.term('inspectorHighest')}</th>`
                : nothing
            }
          </tr>
        </thead>
        <tbody>
          ${repeat(
            series,
            (one) => one.name,
            (one) => this.#renderSeries(name, one, hasRange),
          )}
        </tbody>
      </table>
    </figure>`;
  }

  #renderSeries(plot: PlotName, { name, source, way, values }: Series, hasRange: boolean): TemplateResult {
    const { lowest, mean, highest } = summarize(values) ?? {};
    const cell = (value: number | null | undefined): TemplateResult =>
      html`<td>${typeof value === 'number' ? this.#format(plot, value) : '–'}</td>`;
    return html`<tr>
      <th scope="row">
        <svg class="line" data-color=${source ?? 'text'} viewBox="0 0 24 8" aria-hidden="true">
          ${way === 'sent' ? DASHED : SOLID}</svg
        >${this.#nameOf(name)}
      </th>
      ${cell(values[this.#index])}${hasRange ? [cell(lowest), cell(mean), cell(highest)] : nothing}
    </tr>`;
  }

  #nameOf(name: SeriesName): string {
    const { words } = this;
    if (name === 'available' || name === 'roundTrip') return words.term('inspectorConnectionSeries', name);
    return words.term('inspectorStreamSeries', ...(name.split(' ') as [Source, Way]));
  }

  /** Codec, size and limit of each stream at the time that is shown. */
  #renderStreams(): TemplateResult {
    const { words } = this;
    const told = this.#data.samples[this.#index]?.streams ?? [];
    const streams = told.filter(({ source, way }) => this.#data.streams.has(`${source} ${way}`));
    return html`<section>
      <h3>${words.term('inspectorCodecs')}</h3>
      <dl>
        ${streams.map(({ source, way, codec, width, height, limitation }) => {
          const facts = [
            codec,
            width && height && `${width} × ${height}`,
            limitation && words.term('inspectorLimited', limitationOf(limitation)),
          ];
          return html`<div>
            <dt>${words.term('inspectorStreamSeries', source, way)}</dt>
            <dd>${facts.filter(Boolean).join(' · ') || '–'}</dd>
          </div>`;
        })}
      </dl>
    </section>`;
  }

  /** Index of the sample whose numbers are shown. */
  get #index(): number {
    const { times } = this.#data;
    return indexAt(times, this.hovered ?? this.chosen ?? Infinity);
  }

  get #momentText(): string {
    const time = this.hovered ?? this.chosen;
    return time === undefined ? this.words.term('inspectorNow') : this.#formatTime(time);
  }

  #content(plot: Plot): Omit<ChartContent, 'palette'> {
    const isPointedOut = (this.hovered ?? this.chosen) !== undefined;
    return {
      plot,
      times: this.#data.times,
      index: isPointedOut ? this.#index : undefined,
      formatTime: (time) => this.#formatTime(time),
      formatValue: (value) => this.#format(plot.name, value),
    };
  }

  #format(plot: PlotName, value: number): string {
    if (plot === 'limitation') return this.words.term('inspectorLimitation', LIMITATIONS[value] ?? 'other');
    return this.words.number(value, { maximumFractionDigits: value < 10 ? 1 : 0 });
  }

  #formatTime(seconds: number): string {
    return this.words.date(new Date(seconds * 1000), {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  }

  #draw(box: HTMLElement, content: ChartContent): void {
    let chart = this.#charts.get(box);
    if (chart && !chart.canShow(content)) this.#remove(box, chart);
    chart = this.#charts.get(box) ?? new PlotChart(box, content);
    this.#charts.set(box, chart);
    chart.fit();
    chart.show(content);
  }

  #remove(box: Element, chart: PlotChart): void {
    chart.destroy();
    this.#charts.delete(box);
  }

  #removeCharts(): void {
    for (const [box, chart] of this.#charts) this.#remove(box, chart);
  }

  /** The canvas has to be drawn again in the colours of the new theme. */
  readonly #handleTheme = (): void => {
    this.requestUpdate();
  };

  readonly #handleMoment = (event: Event): void => {
    const { times } = this.#data;
    const index = Number((event.currentTarget as HTMLInputElement).value);
    this.chosen = index === times.length - 1 ? undefined : times[index];
  };

  readonly #handlePointer = ({ currentTarget, clientX }: PointerEvent): void => {
    const chart = this.#charts.get(currentTarget as Element);
    this.hovered = chart && this.#data.times[chart.indexAt(clientX)];
  };

  readonly #handlePointerLeave = (): void => {
    this.hovered = undefined;
  };
}
