import { BARE, CONTENDERS, type Contender } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median } from '../lib/arithmetic.js';
import { Series, inTurns } from '../lib/series.js';
import { times } from '../lib/table.js';
import type { Part } from '../part.js';

const ROOM_SIZES = [2, 8, 100] as const;
const WITH_ROOMS = CONTENDERS.filter(({ hasRooms }) => hasRooms);

/** Joining without the handshake: what it costs to tell the newcomer who is there, and the others who came. */
export const joins: Part = {
  name: 'joins',
  title: 'Cost of a join by the size of the room',
  async run({ repetitions, clients }) {
    const costs = ROOM_SIZES.map((size) => ({ size, series: new Series() }));
    const arenas = await Promise.all(WITH_ROOMS.map((contender) => Arena.open(contender)));
    const fill = async (arena: Arena, size: number): Promise<number> => {
      const rooms = Math.round(clients / size);
      await arena.connect(rooms, size);
      const { cpu } = await arena.cpuDuring(() => arena.load.remote.ask('join'));
      await arena.load.remote.ask('close');
      return (cpu * 1e6) / (rooms * size);
    };
    try {
      for (const arena of arenas) await fill(arena, 8);
      for (const { size, series } of costs) {
        await inTurns(arenas, repetitions, async (arena) => {
          series.add(arena.contender, await fill(arena, size));
        });
      }
    } finally {
      await Promise.all(arenas.map((arena) => arena.close()));
    }
    const row = (contender: Contender): string[] => [
      contender.name,
      ...costs.flatMap(({ series }) => [
        `${median(series.of(contender)).toFixed(0)} µs`,
        times(series.ratio(contender, BARE)),
      ]),
    ];
    const head = ['server', ...ROOM_SIZES.flatMap((size) => [`room of ${size}`, 'to bare ws'])];
    return { table: [head, ...WITH_ROOMS.map(row)] };
  },
};
