import { BARE, CONTENDERS, OURS } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, spread } from '../lib/arithmetic.js';
import { Series, inTurns } from '../lib/series.js';
import { percent, times } from '../lib/table.js';
import type { Part } from '../part.js';

const KIB = 1024;
/** Fewer than elsewhere: each takes a new server and thousands of connections. */
const REPETITIONS = 3;

/** Memory of a connection that has joined a room of two and does nothing. */
export const memory: Part = {
  name: 'memory',
  title: 'Memory per idle connection',
  async run({ repetitions, connections }) {
    const rss = new Series();
    const heap = new Series();
    await inTurns(CONTENDERS, Math.min(repetitions, REPETITIONS), async (contender) => {
      const arena = await Arena.open(contender);
      const first = connections / 5;
      try {
        // Memory that comes with the first connections and then stays the same does not count as theirs.
        await arena.enter(first / 2, 2);
        const before = await arena.server.remote.ask('memory');
        await arena.enter(connections / 2, 2);
        const after = await arena.server.remote.ask('memory');
        rss.add(contender, (after.rss - before.rss) / connections);
        heap.add(contender, (after.heap - before.heap) / connections);
      } finally {
        await arena.close();
      }
    });
    const rows = CONTENDERS.map((contender) => [
      contender.name,
      `${(median(rss.of(contender)) / KIB).toFixed(1)} KiB`,
      percent(spread(rss.of(contender))),
      times(rss.ratio(contender, BARE)),
      `${(median(heap.of(contender)) / KIB).toFixed(1)} KiB`,
      times(heap.ratio(contender, BARE)),
    ]);
    const measured = rss.ratio(OURS, BARE);
    return {
      table: [['server', 'resident', 'spread', 'to bare ws', 'heap', 'to bare ws'], ...rows],
      bars: [
        {
          what: 'memory per idle connection',
          measured: times(measured),
          bar: '≤ 1.3 × bare ws',
          holds: measured <= 1.3,
        },
      ],
      figures: { memory: median(rss.of(OURS)) },
    };
  },
};
