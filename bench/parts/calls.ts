import { compare, CPU_HEAD, find, rate, whole, WINDOW, type Calls, type Contest } from '../calls/compare.js';
import { holdCall } from '../calls/hold-call.js';
import { CallSite } from '../lib/call-site.js';
import { times } from '../lib/table.js';
import { BARE_MESH, ELEMENTS, PEERJS_MESH, SIMPLE_PEER_MESH, type Library } from '../libraries.js';
import type { Bar, Meetings, Part } from '../part.js';

const LIBRARIES = [ELEMENTS, BARE_MESH, PEERJS_MESH, SIMPLE_PEER_MESH];
/** Sends pictures of the size and rate that the elements send in such a call. */
const SAME_PICTURES: Library = { ...BARE_MESH, name: 'hand-written, same pictures' };
const PAIR = 2;
const FOUR = 4;

async function contests(site: CallSite, people: number, meetings: Meetings): Promise<Contest[]> {
  const setting = { people, window: WINDOW };
  const { seen } = await holdCall(site, ELEMENTS, setting, meetings);
  return [
    ...LIBRARIES.map((library) => ({ library, setting })),
    { library: SAME_PICTURES, setting: { ...setting, pictures: { width: seen.width, rate: seen.decoded } } },
  ];
}

function row(calls: Calls, all: readonly Calls[]): string[] {
  return [
    calls.name,
    ...calls.cpuCells(all),
    rate(calls.seen('received')),
    rate(calls.seen('decoded')),
    rate(calls.seen('slowest')),
    rate(calls.seen('freezes')),
    whole(calls.seen('kbits')),
    calls.picture,
    times(calls.seen('sharpness')),
  ];
}

function pairBars(all: readonly Calls[]): Bar[] {
  const ours = find(all, ELEMENTS);
  const cpu = ours.cpuTo(find(all, SAME_PICTURES));
  const sharpness = ours.seen('sharpness');
  return [
    {
      what: 'CPU of a call of 2, pictures of the same size and rate',
      measured: times(cpu),
      bar: '≤ 1.1 × hand-written',
      holds: cpu <= 1.1,
    },
    {
      what: 'pictures of a call of 2, pixels for each of the screen',
      measured: times(sharpness),
      bar: '≥ 0.95 × tile',
      holds: sharpness >= 0.95,
    },
  ];
}

function fourBars(all: readonly Calls[]): Bar[] {
  const ours = find(all, ELEMENTS);
  const slowest = ours.seen('slowest');
  return [
    {
      what: 'frames per second of the slowest stream in a call of 4',
      measured: rate(slowest),
      bar: '≥ 12',
      holds: slowest >= 12,
    },
    {
      what: 'cores that the browser of a call of 4 needs',
      measured: ours.cores.toFixed(2),
      bar: '≤ 1.3',
      holds: ours.cores <= 1.3,
    },
  ];
}

/** Calls in which everybody sees everybody. */
export const calls: Part = {
  name: 'calls',
  title: 'Calls of several people, all tiles visible',
  async run({ meetings }) {
    const rows: string[][] = [];
    const bars: Bar[] = [];
    const site = await CallSite.open(LIBRARIES);
    try {
      for (const people of meetings.people) {
        const settle = people === PAIR ? meetings.settlePair : meetings.settle;
        const course = { ...meetings, settle };
        const all = await compare(site, await contests(site, people, course), course);
        rows.push(...all.map((calls) => row(calls, all)));
        if (people === PAIR) bars.push(...pairBars(all));
        if (people === FOUR) bars.push(...fourBars(all));
      }
    } finally {
      await site.close();
    }
    const head = [
      'call',
      ...CPU_HEAD,
      'received',
      'decoded',
      'slowest',
      'freezes',
      'kbit/s',
      'picture',
      'to tile',
    ];
    return { table: [head, ...rows], bars };
  },
};
