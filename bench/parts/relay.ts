import { BARE, CONTENDERS, OURS, type Contender } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, spread } from '../lib/arithmetic.js';
import { Series, inTurns } from '../lib/series.js';
import { count, percent, times, type Table } from '../lib/table.js';
import type { Bar, Effort, Outcome, Part } from '../part.js';

export const ROOMS = 50;
export const SIZES = [300, 3000] as const;

/** Throughput of one server by the size of the signals, and its latency. */
interface Measured {
  readonly perCpuSecond: Record<(typeof SIZES)[number], Series>;
  /** At half of what it can do, with 300 bytes. */
  readonly p50: Series;
  readonly p99: Series;
  readonly perSecond: Series;
}

export async function measureRelay(contenders: readonly Contender[], effort: Effort): Promise<Measured> {
  const measured: Measured = {
    perCpuSecond: { 300: new Series(), 3000: new Series() },
    p50: new Series(),
    p99: new Series(),
    perSecond: new Series(),
  };
  const arenas = await Promise.all(contenders.map((contender) => Arena.open(contender)));
  try {
    for (const arena of arenas) {
      await arena.enter(ROOMS, 2);
      // Until the compiler has seen what is hot.
      for (const bytes of SIZES) await arena.saturate(bytes, effort.seconds);
    }
    await inTurns(arenas, effort.repetitions, async (arena) => {
      const { contender, load } = arena;
      const small = await arena.saturate(SIZES[0], effort.seconds);
      measured.perCpuSecond[300].add(contender, small.perCpuSecond);
      const large = await arena.saturate(SIZES[1], effort.seconds);
      measured.perCpuSecond[3000].add(contender, large.perCpuSecond);
      const half = { bytes: SIZES[0], seconds: effort.seconds, perSecond: small.perSecond / 2 };
      const { p50, p99, perSecond } = await load.remote.ask('stream', half);
      measured.p50.add(contender, p50);
      measured.p99.add(contender, p99);
      measured.perSecond.add(contender, perSecond);
    });
  } finally {
    await Promise.all(arenas.map((arena) => arena.close()));
  }
  return measured;
}

function table({ perCpuSecond, p50, p99, perSecond }: Measured): Table {
  const head = [
    'server',
    ...['300 B', 'spread', 'to bare ws', '3 KB', 'spread', 'to bare ws'],
    ...['p50', 'p99', 'at, per s'],
  ];
  const rows = CONTENDERS.map((contender) => [
    contender.name,
    ...SIZES.flatMap((bytes) => {
      const series = perCpuSecond[bytes];
      const values = series.of(contender);
      return [count(median(values)), percent(spread(values)), times(series.ratio(contender, BARE))];
    }),
    ...[p50, p99].map((series) => `${median(series.of(contender)).toFixed(2)} ms`),
    count(median(perSecond.of(contender))),
  ]);
  return [head, ...rows];
}

function bars({ perCpuSecond }: Measured): Bar[] {
  const socketIo = CONTENDERS.find(({ dialect }) => dialect === 'socket-io') ?? BARE;
  return SIZES.flatMap((bytes) => {
    const what = `relayed signals of ${bytes} B per CPU-second`;
    const toBare = perCpuSecond[bytes].ratio(OURS, BARE);
    const toSocketIo = perCpuSecond[bytes].ratio(OURS, socketIo);
    return [
      { what, measured: times(toBare), bar: '≥ 0.85 × bare ws', holds: toBare >= 0.85 },
      { what, measured: times(toSocketIo), bar: '> 1 × socket.io', holds: toSocketIo > 1 },
    ];
  });
}

export const relay: Part = {
  name: 'relay',
  title: 'Relayed signals per second of the processor, and latency at half load',
  async run(effort): Promise<Outcome> {
    const measured = await measureRelay(CONTENDERS, effort);
    const relays = median(measured.perCpuSecond[300].of(OURS));
    return { table: table(measured), bars: bars(measured), figures: { relays } };
  },
};
