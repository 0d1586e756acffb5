import type { Stream } from '../pages/meter.js';

/** Video that some streams received between two readings: of each stream where nothing else is said. */
export interface Flow {
  /** Frames per second. */
  readonly received: number;
  readonly decoded: number;
  /** Decoded frames per second of the worst stream. */
  readonly slowest: number;
  /** Per minute. */
  readonly freezes: number;
  /** Kilobits per second. */
  readonly kbits: number;
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for each pixel of the screen, of the worst stream; NaN if none is shown. */
  readonly sharpness: number;
}

interface Rates {
  readonly received: number;
  readonly decoded: number;
  readonly freezes: number;
  readonly kbits: number;
}

const STILL: Rates = { received: 0, decoded: 0, freezes: 0, kbits: 0 };

/** @param expected - Number of streams that there should be. Each that is missing brings nothing. */
export function flow(before: readonly Stream[], after: readonly Stream[], expected: number): Flow {
  const rates = streamRates(before, after, expected);
  const mean = (key: keyof Rates): number => rates.reduce((sum, rate) => sum + rate[key], 0) / rates.length;
  const [first] = after;
  const sharpness = after.flatMap((stream) => stream.sharpness ?? []);
  return {
    received: mean('received'),
    decoded: mean('decoded'),
    slowest: Math.min(...rates.map(({ decoded }) => decoded)),
    freezes: mean('freezes') * 60,
    kbits: mean('kbits'),
    width: first?.width ?? NaN,
    height: first?.height ?? NaN,
    sharpness: sharpness.length > 0 ? Math.min(...sharpness) : NaN,
  };
}

function streamRates(before: readonly Stream[], after: readonly Stream[], expected: number): Rates[] {
  const start = new Map(before.map((stream) => [stream.id, stream]));
  const rates = after.flatMap((stream): Rates[] => {
    const first = start.get(stream.id);
    if (!first || stream.time <= first.time) return [];
    const perSecond = (key: 'received' | 'decoded' | 'freezes' | 'bytes'): number =>
      ((stream[key] - first[key]) * 1000) / (stream.time - first.time);
    return [
      {
        received: perSecond('received'),
        decoded: perSecond('decoded'),
        freezes: perSecond('freezes'),
        kbits: (perSecond('bytes') * 8) / 1000,
      },
    ];
  });
  while (rates.length < expected) rates.push(STILL);
  return rates;
}
