import { setTimeout as sleep } from 'node:timers/promises';
import { rate, whole, WINDOW } from '../calls/compare.js';
import { flow } from '../calls/flow.js';
import { watch, type Held } from '../calls/hold-call.js';
import { People } from '../calls/people.js';
import { CallSite } from '../lib/call-site.js';
import { BARE_MESH, ELEMENTS, type Library } from '../libraries.js';
import type { Bar, Meetings, Part } from '../part.js';

const LIBRARIES = [ELEMENTS, BARE_MESH];
/** Frames per second from which a picture counts as one that moves. */
const FEW = 5;
const PATIENCE_MS = 60_000;
const LIMIT_S = 15;

/** Seconds from the last one's joining until all streams move; Infinity if they do not in time. */
async function untilAllMove(people: People): Promise<number> {
  const { length } = people.pages;
  const start = await people.join();
  let before = await people.streams();
  while (performance.now() - start < PATIENCE_MS) {
    await sleep(1000);
    const after = await people.streams();
    if (flow(before, after, length * (length - 1)).slowest >= FEW) return (performance.now() - start) / 1000;
    before = after;
  }
  return Infinity;
}

async function hold(
  site: CallSite,
  library: Library,
  { most, seconds }: Meetings,
): Promise<Held & { readonly moving: number }> {
  const people = await People.gather(site, library, { people: most, window: WINDOW });
  try {
    const moving = await untilAllMove(people);
    return { moving, ...(await watch(people, seconds)) };
  } finally {
    await people.close();
  }
}

/** A call of as many as a mesh carries, held once. */
export const callsLargest: Part = {
  name: 'calls-largest',
  title: 'A call of many, once',
  async run({ meetings }) {
    const rows: string[][] = [];
    const bars: Bar[] = [];
    const site = await CallSite.open(LIBRARIES);
    try {
      for (const library of LIBRARIES) {
        const { moving, cores, seen } = await hold(site, library, meetings);
        rows.push([
          `${meetings.most} people, ${library.name}`,
          Number.isFinite(moving) ? `${moving.toFixed(0)} s` : 'never',
          cores.toFixed(2),
          rate(seen.received),
          rate(seen.decoded),
          rate(seen.slowest),
          rate(seen.freezes),
          whole(seen.kbits),
          `${seen.width}×${seen.height}`,
        ]);
        if (library !== ELEMENTS) continue;
        bars.push({
          what: `seconds until all streams of a call of ${meetings.most} have ${FEW} frames per second`,
          measured: moving.toFixed(0),
          bar: `≤ ${LIMIT_S}`,
          holds: moving <= LIMIT_S,
        });
      }
    } finally {
      await site.close();
    }
    const head = ['call', 'all move after', 'cores', 'received', 'decoded', 'slowest', 'freezes', 'kbit/s'];
    return { table: [[...head, 'picture'], ...rows], bars };
  },
};
