import { compare, CPU_HEAD, rate, SMALL_WINDOW, whole } from '../calls/compare.js';
import { CallSite } from '../lib/call-site.js';
import { BARE_MESH, ELEMENTS } from '../libraries.js';
import type { Part } from '../part.js';

const LIBRARIES = [ELEMENTS, BARE_MESH];

/** Calls in which everybody has a small window. */
export const callsSmall: Part = {
  name: 'calls-small',
  title: 'Calls of several people in small windows',
  async run({ meetings }) {
    const rows: string[][] = [];
    const site = await CallSite.open(LIBRARIES);
    try {
      for (const people of meetings.people) {
        const setting = { people, window: SMALL_WINDOW };
        const contests = LIBRARIES.map((library) => ({ library, setting }));
        const all = await compare(site, contests, meetings);
        for (const calls of all) {
          rows.push([
            calls.name,
            ...calls.cpuCells(all),
            rate(calls.seen('decoded')),
            rate(calls.seen('slowest')),
            rate(calls.seen('freezes')),
            whole(calls.seen('kbits')),
            calls.picture,
          ]);
        }
      }
    } finally {
      await site.close();
    }
    const head = ['call', ...CPU_HEAD, 'decoded', 'slowest', 'freezes', 'kbit/s', 'picture'];
    return { table: [head, ...rows] };
  },
};
