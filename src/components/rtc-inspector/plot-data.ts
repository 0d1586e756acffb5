import type { Source } from '../../core/index.js';
import type { Sample, StreamSample } from '../../core/features/inspect/index.js';

/** The plots of a connection, in the order in which they stand. */
export const PLOTS = [
  'bitrate',
  'roundTrip',
  'loss',
  'jitter',
  'frames',
  'height',
  'limitation',
  'level',
  'freezes',
] as const;
export type PlotName = (typeof PLOTS)[number];

/** Reasons for which a picture is not sent any better (webrtc-stats, RTCQualityLimitationReason). */
export const LIMITATIONS = ['none', 'cpu', 'bandwidth', 'other'] as const;
export type Limitation = (typeof LIMITATIONS)[number];

export type Way = StreamSample['way'];

/** A line of a plot: of a stream, or of the whole connection. */
export type SeriesName = `${Source} ${Way}` | ConnectionSeries;

/** A line about the whole connection. */
export type ConnectionSeries = 'available' | 'roundTrip';

export interface Series {
  readonly name: SeriesName;
  /** The source of a stream; undefined for the whole connection. */
  readonly source: Source | undefined;
  readonly way: Way | undefined;
  /** One for each time; `null` where the browser tells none. */
  readonly values: (number | null)[];
}

export interface Plot {
  readonly name: PlotName;
  readonly series: readonly Series[];
}

export interface PlotData {
  /** In seconds since the Unix epoch, ascending. */
  readonly times: number[];
  /** Those that there are numbers for. */
  readonly plots: readonly Plot[];
  /** Those that have carried anything. */
  readonly streams: ReadonlySet<SeriesName>;
  /** The samples that they show, one for each time. */
  readonly samples: readonly Sample[];
}

/** Numbers of one series over the whole time that is shown. */
export interface Summary {
  readonly lowest: number;
  readonly mean: number;
  readonly highest: number;
}

/** Time that is shown, in ms. */
const SHOWN = 5 * 60_000;

/** The same order and colours in all plots. */
const STREAMS: readonly (readonly [Source, Way])[] = [
  ['microphone', 'sent'],
  ['microphone', 'received'],
  ['camera', 'sent'],
  ['camera', 'received'],
  ['screen', 'sent'],
  ['screen', 'received'],
  ['screen-audio', 'sent'],
  ['screen-audio', 'received'],
];

/** The numbers of streams by the plots that show them, in the units of the plots. */
const READ: Readonly<Partial<Record<PlotName, (stream: StreamSample) => number | undefined>>> = {
  bitrate: ({ bitrate }) => times(bitrate, 1 / 1000),
  loss: ({ loss }) => times(loss, 100),
  jitter: ({ jitter }) => jitter,
  frames: ({ framesPerSecond }) => framesPerSecond,
  height: ({ height }) => height,
  limitation: ({ limitation }) =>
    limitation === undefined ? undefined : LIMITATIONS.indexOf(limitationOf(limitation)),
  level: ({ audioLevel }) => times(audioLevel, 100),
  freezes: ({ freezes }) => freezes,
};

/** Turns samples into the series to draw, of the last five minutes at most. */
export function plotData(samples: readonly Sample[]): PlotData {
  const ordered = samples.toSorted((a, b) => a.at - b.at);
  const end = ordered.at(-1)?.at ?? 0;
  const shown = ordered.filter(({ at }) => at > end - SHOWN);
  const streams = STREAMS.map(([source, way]) => ({
    name: `${source} ${way}` as const,
    source,
    way,
    samples: shown.map((sample) => streamOf(sample, source, way)),
  })).filter(({ samples: those }) => carriesSomething(those));
  const plots = PLOTS.map((name) => {
    const read = READ[name];
    const ofStreams = streams.map(({ samples: those, ...stream }) => ({
      ...stream,
      values: those.map((sample) => (sample && read?.(sample)) ?? null),
    }));
    const series = [...ofStreams, ...ofConnection(name, shown)];
    return { name, series: series.filter(({ values }) => values.some((value) => value !== null)) };
  });
  return {
    times: shown.map(({ at }) => at / 1000),
    plots: plots.filter(({ series }) => series.length > 0),
    streams: new Set(streams.map(({ name }) => name)),
    samples: shown,
  };
}

/** Undefined without any number. */
export function summarize(values: readonly (number | null)[]): Summary | undefined {
  const numbers = values.filter((value) => value !== null);
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, value) => total + value, 0);
  return { lowest: Math.min(...numbers), mean: sum / numbers.length, highest: Math.max(...numbers) };
}

/** Index of the newest time up to `time`; of the first one when `time` is before all of them. */
export const indexAt = (all: readonly number[], time: number): number =>
  Math.max(
    0,
    all.findLastIndex((one) => one <= time),
  );

/** Maps reasons that are not in the list, such as future ones, to `other`. */
export const limitationOf = (reason: string): Limitation =>
  LIMITATIONS.find((known) => known === reason) ?? 'other';

/** Lines that belong to no stream. */
function ofConnection(plot: PlotName, samples: readonly Sample[]): Series[] {
  const none = { source: undefined, way: undefined };
  if (plot === 'roundTrip') {
    return [
      { ...none, name: 'roundTrip', values: samples.map(({ roundTripTime }) => roundTripTime ?? null) },
    ];
  }
  if (plot === 'bitrate') {
    const values = samples.map(({ availableBitrate }) => times(availableBitrate, 1 / 1000) ?? null);
    return [{ ...none, name: 'available', values }];
  }
  return [];
}

/** The newest stream of a source: browsers may still report one that was replaced. */
const streamOf = ({ streams }: Sample, source: Source, way: Way): StreamSample | undefined =>
  streams.findLast((stream) => stream.source === source && stream.way === way);

/** Whether a stream has ever carried data: Chromium reports one for every source, used or not. */
function carriesSomething(stream: readonly (StreamSample | undefined)[]): boolean {
  const samples = stream.filter((sample) => sample !== undefined);
  const bitrates = samples.map(({ bitrate }) => bitrate).filter((bitrate) => bitrate !== undefined);
  return samples.length > 0 && (bitrates.length === 0 || bitrates.some((bitrate) => bitrate > 0));
}

const times = (value: number | undefined, factor: number): number | undefined =>
  value === undefined ? undefined : value * factor;
