import { compare, CPU_HEAD, find, rate, whole, WINDOW } from '../calls/compare.js';
import { CallSite } from '../lib/call-site.js';
import { BARE_MESH, ELEMENTS } from '../libraries.js';
import type { Bar, Part } from '../part.js';

const LIBRARIES = [ELEMENTS, BARE_MESH];

/** Calls in which every second person has scrolled the pictures out of sight. */
export const callsUnseen: Part = {
  name: 'calls-unseen',
  title: 'Calls of several people, half of them look elsewhere',
  async run({ meetings }) {
    const rows: string[][] = [];
    const unseen: number[] = [];
    const site = await CallSite.open(LIBRARIES);
    try {
      for (const people of meetings.people) {
        const setting = { people, window: WINDOW, halfAway: true };
        const contests = LIBRARIES.map((library) => ({ library, setting }));
        const all = await compare(site, contests, meetings);
        for (const calls of all) {
          rows.push([
            calls.name,
            ...calls.cpuCells(all),
            rate(calls.seen('decoded')),
            whole(calls.seen('kbits')),
            rate(calls.unseen('decoded')),
            whole(calls.unseen('kbits')),
          ]);
        }
        unseen.push(find(all, ELEMENTS).unseen('kbits'));
      }
    } finally {
      await site.close();
    }
    const most = Math.max(...unseen);
    const bar: Bar = {
      what: 'pictures that nobody looks at, kbit/s',
      measured: most.toFixed(1),
      bar: '0',
      holds: most === 0,
    };
    const head = ['call', ...CPU_HEAD, 'decoded', 'kbit/s', 'decoded unseen', 'kbit/s unseen'];
    return { table: [head, ...rows], bars: [bar] };
  },
};
