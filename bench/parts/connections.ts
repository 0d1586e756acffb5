import { BARE, CONTENDERS, OURS } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, spread } from '../lib/arithmetic.js';
import { Series, inTurns } from '../lib/series.js';
import { count, percent, times } from '../lib/table.js';
import type { Part } from '../part.js';

/** Handshake and join, for rooms of two. */
export const connections: Part = {
  name: 'connections',
  title: 'Connections: handshake and join',
  async run({ repetitions, clients }) {
    const perSecond = new Series();
    const perCpuSecond = new Series();
    const arenas = await Promise.all(CONTENDERS.map((contender) => Arena.open(contender)));
    const connectAll = async (arena: Arena): Promise<{ seconds: number; cpu: number }> => {
      const start = performance.now();
      const { cpu } = await arena.cpuDuring(() => arena.enter(clients / 2, 2));
      const seconds = (performance.now() - start) / 1000;
      await arena.load.remote.ask('close');
      return { seconds, cpu };
    };
    try {
      for (const arena of arenas) await connectAll(arena);
      await inTurns(arenas, repetitions, async (arena) => {
        const { seconds, cpu } = await connectAll(arena);
        perSecond.add(arena.contender, clients / seconds);
        perCpuSecond.add(arena.contender, clients / cpu);
      });
    } finally {
      await Promise.all(arenas.map((arena) => arena.close()));
    }
    const rows = CONTENDERS.map((contender) => [
      contender.name,
      count(median(perSecond.of(contender))),
      count(median(perCpuSecond.of(contender))),
      percent(spread(perCpuSecond.of(contender))),
      times(perCpuSecond.ratio(contender, BARE)),
    ]);
    return {
      table: [['server', 'per second', 'per CPU-second', 'spread', 'to bare ws'], ...rows],
      figures: { joins: median(perCpuSecond.of(OURS)) },
    };
  },
};
