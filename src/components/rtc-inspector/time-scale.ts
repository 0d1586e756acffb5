import type { Localize } from '../words/localize.js';

/** Longest time without an event, in ms, that is drawn in full. */
const LONGEST_GAP = 250;

/** Least distance between the middles of two labels, as a share of the axis: on a phone a label takes a quarter. */
const LABEL_DISTANCE = 0.28;

/** Least distance of the middle of a label from either end. */
const LABEL_MARGIN = 0.12;

/** A label of the axis. */
export interface Tick {
  /** Position of its middle, 0 to 1. */
  readonly place: number;
  /** Time since the first event, in ms. */
  readonly time: number;
}

/** Positions of events on an axis of length 1. */
export interface TimeScale {
  /** Position of each event, in their order. */
  readonly places: readonly number[];
  readonly ticks: readonly Tick[];
  /** Positions at which a longer time without events is shortened. */
  readonly breaks: readonly number[];
  /** Time between the first and the last event, in ms. */
  readonly duration: number;
}

/**
 * Places events along an axis. A call is set up within a second and then lives for an hour, so longer times without an
 * event are shortened, or the set-up would be a single line.
 *
 * @param times - In ms, oldest first. A clock that was set back counts as standing still.
 */
export function timeScale(times: readonly number[]): TimeScale {
  const gaps = times.map((time, i) => Math.max(0, time - (times[i - 1] ?? time)));
  const offsets = sums(gaps.map((gap) => Math.min(gap, LONGEST_GAP)));
  const elapsed = sums(gaps);
  const length = offsets.at(-1) ?? 0;
  const places = offsets.map((offset) => (length > 0 ? offset / length : 0));
  const isAfterBreak = (i: number): boolean => (gaps[i] ?? 0) > LONGEST_GAP;
  const ticks: Tick[] = [];
  times.forEach((_, i) => {
    const place = Math.min(Math.max(places[i] ?? 0, LABEL_MARGIN), 1 - LABEL_MARGIN);
    const isFar = place - (ticks.at(-1)?.place ?? -1) >= LABEL_DISTANCE;
    if (isFar && (i === 0 || isAfterBreak(i))) ticks.push({ place, time: elapsed[i] ?? 0 });
  });
  const breaks = places.flatMap((place, i) => (isAfterBreak(i) ? [(place + (places[i - 1] ?? 0)) / 2] : []));
  return { places, ticks, breaks, duration: elapsed.at(-1) ?? 0 };
}

function sums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => (sum += number));
}

/** `0.123`: a time in seconds. */
export const inSeconds = (words: Localize, ms: number): string => words.number(ms / 1000, digits(3));

/** `0.1s`: the same with its unit. */
export const withUnit = (words: Localize, ms: number, count: number): string =>
  words.number(ms / 1000, { ...digits(count), style: 'unit', unit: 'second', unitDisplay: 'narrow' });

const digits = (count: number): Intl.NumberFormatOptions => ({
  minimumFractionDigits: count,
  maximumFractionDigits: count,
  useGrouping: false,
});
