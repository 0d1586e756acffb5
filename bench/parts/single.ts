import { BARE, CONTENDERS } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, spread } from '../lib/arithmetic.js';
import { Series, inTurns } from '../lib/series.js';
import { count, percent, times } from '../lib/table.js';
import type { Part } from '../part.js';
import { ROOMS, SIZES } from './relay.js';

/** The same as `relay` without bursts, so that nothing is gained by handling several signals at once. */
export const single: Part = {
  name: 'single',
  title: 'Relayed signals per second of the processor, one at a time',
  async run({ repetitions, seconds }) {
    const measured = SIZES.map((bytes) => ({ bytes, series: new Series() }));
    const arenas = await Promise.all(CONTENDERS.map((contender) => Arena.open(contender)));
    try {
      for (const arena of arenas) {
        await arena.enter(ROOMS, 2);
        await arena.saturate(SIZES[0], seconds, 1);
      }
      await inTurns(arenas, repetitions, async (arena) => {
        for (const { bytes, series } of measured) {
          series.add(arena.contender, (await arena.saturate(bytes, seconds, 1)).perCpuSecond);
        }
      });
    } finally {
      await Promise.all(arenas.map((arena) => arena.close()));
    }
    const rows = CONTENDERS.map((contender) => [
      contender.name,
      ...measured.flatMap(({ series }) => {
        const values = series.of(contender);
        return [count(median(values)), percent(spread(values)), times(series.ratio(contender, BARE))];
      }),
    ]);
    const head = ['server', '300 B', 'spread', 'to bare ws', '3 KB', 'spread', 'to bare ws'];
    return { table: [head, ...rows] };
  },
};
