import uPlot from 'uplot';
import type { Palette } from './palette.js';
import type { Plot, PlotName } from './plot-data.js';

/** Content of a chart. */
export interface ChartContent {
  readonly times: number[];
  readonly plot: Plot;
  readonly palette: Palette;
  /** Index of the time that is pointed out; undefined for none. */
  readonly index: number | undefined;
  readonly formatTime: (seconds: number) => string;
  readonly formatValue: (value: number) => string;
}

/** The axis reaches at least this far, so that noise does not look like trouble. */
const LEAST: Readonly<Record<PlotName, number>> = {
  bitrate: 50,
  roundTrip: 50,
  loss: 2,
  jitter: 20,
  frames: 30,
  height: 240,
  limitation: 3,
  level: 100,
  freezes: 4,
};

/** Values that jump from one to the next. */
const STEPPED: readonly PlotName[] = ['height', 'limitation', 'freezes'];

/** The time axis begins and ends at multiples of this, in s, so that lines grow to the right and do not creep to the left. */
const SPAN = 30;

/** The element around the plot hears the pointer, and points the same time out in all plots. */
const NOTHING = () => null;
const BIND: uPlot.Cursor.Bind = {
  mousedown: NOTHING,
  mouseup: NOTHING,
  click: NOTHING,
  dblclick: NOTHING,
  mousemove: NOTHING,
  mouseleave: NOTHING,
  mouseenter: NOTHING,
};

/** One plot, drawn by uPlot in a box of the page. */
export class PlotChart {
  readonly #box: HTMLElement;
  readonly #chart: uPlot;
  #content: ChartContent;

  constructor(box: HTMLElement, content: ChartContent) {
    this.#box = box;
    this.#content = content;
    this.#chart = new uPlot(this.#options(), this.#data(), box);
  }

  /** Whether this content has the lines that the chart was made for. */
  canShow({ plot }: ChartContent): boolean {
    const names = ({ series }: Plot): string => series.map(({ name }) => name).join();
    return names(plot) === names(this.#content.plot);
  }

  show(content: ChartContent): void {
    this.#content = content;
    // At once: where a time stands depends on it.
    this.#chart.batch(() => this.#chart.setData(this.#data()));
    const time = content.times[content.index ?? -1];
    const left = time === undefined ? -1 : this.#chart.valToPos(time, 'x');
    this.#chart.setCursor({ left, top: time === undefined ? -1 : 0 }, false);
  }

  /** Takes the size of the box. */
  fit(): void {
    const { clientWidth: width, clientHeight: height } = this.#box;
    if (width > 0 && (width !== this.#chart.width || height !== this.#chart.height)) {
      this.#chart.setSize({ width, height });
    }
  }

  /** The index of the time at this place of the window, in px from its left. */
  indexAt(clientX: number): number {
    return this.#chart.posToIdx(clientX - this.#chart.over.getBoundingClientRect().left);
  }

  destroy(): void {
    this.#chart.destroy();
  }

  #data(): uPlot.AlignedData {
    const { times, plot } = this.#content;
    return [times, ...plot.series.map(({ values }) => values)];
  }

  #options(): uPlot.Options {
    const { plot, palette } = this.#content;
    const least = LEAST[plot.name];
    return {
      width: this.#box.clientWidth,
      height: this.#box.clientHeight,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, bind: BIND, points: { size: 7 } },
      // The last time may stand at the very end of its axis.
      padding: [palette.size, 2.5 * palette.size, 0, 0],
      scales: {
        x: { range: () => this.#timeRange() },
        y: { range: (_, __, highest) => [0, plot.name === 'limitation' ? 3 : top(Math.max(highest, least))] },
      },
      axes: this.#axes(),
      series: [{}, ...plot.series.map((series, i) => this.#series(series, i))],
    };
  }

  #timeRange(): uPlot.Range.MinMax {
    const { times } = this.#content;
    return [floor(times[0] ?? 0), floor(times.at(-1) ?? 0) + SPAN];
  }

  #series({ source, way }: Plot['series'][number], i: number): uPlot.Series {
    const isStepped = STEPPED.includes(this.#content.plot.name);
    const stepped = uPlot.paths.stepped?.({ align: 1 });
    return {
      label: String(i),
      width: 1.5,
      stroke: () => this.#content.palette.lines[source ?? 'text'],
      // As in the legend.
      dash: way === 'sent' ? [5, 3] : [],
      // A single value is no line.
      points: { show: (chart) => chart.data[0].length === 1 },
      ...(isStepped && stepped && { paths: stepped }),
    };
  }

  #axes(): uPlot.Axis[] {
    const { palette, plot } = this.#content;
    const { size } = palette;
    const common: uPlot.Axis = {
      font: `${size}px ${palette.font}`,
      stroke: () => this.#content.palette.quiet,
      grid: { stroke: () => this.#content.palette.border, width: 1 },
      ticks: { stroke: () => this.#content.palette.border, width: 1, size: 4 },
      gap: 4,
    };
    const names = plot.name === 'limitation' ? { splits: [0, 1, 2, 3] } : {};
    return [
      {
        ...common,
        space: 7 * size,
        incrs: [5, 10, SPAN, 60, 120, 300],
        size: 2.25 * size,
        values: (_, splits) => splits.map((time) => this.#content.formatTime(time)),
      },
      {
        ...common,
        ...names,
        space: 2.5 * size,
        size: 6 * size,
        values: (_, splits) => splits.map((value) => this.#content.formatValue(value)),
      },
    ];
  }
}

const floor = (time: number): number => Math.floor(time / SPAN) * SPAN;

/** The next round number above. */
const top = (highest: number): number => uPlot.rangeNum(0, highest, 0.1, true)[1] ?? highest;
