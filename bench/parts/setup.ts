import { CallSite } from '../lib/call-site.js';
import { median, ratio, spread } from '../lib/arithmetic.js';
import { inTurns } from '../lib/series.js';
import { launchWithFastCamera, setUpCall } from '../lib/set-up-call.js';
import { percent, times } from '../lib/table.js';
import { HAND_WRITTEN, LIBRARIES, type Library } from '../libraries.js';
import type { Bar, Part } from '../part.js';
import type { SetUp } from '../pages/call.js';

async function measureCalls(calls: number): Promise<Map<Library, SetUp[]>> {
  const measured = new Map<Library, SetUp[]>(LIBRARIES.map((library) => [library, []]));
  const site = await CallSite.open(LIBRARIES);
  const browser = await launchWithFastCamera();
  try {
    // The first call of a browser is slow for whoever makes it.
    let rooms = 0;
    await inTurns(LIBRARIES, calls + 1, async (library) => {
      rooms += 1;
      const result = await setUpCall(browser, site.page(library), site.signaling(library), `room${rooms}`);
      if (rooms > LIBRARIES.length) measured.get(library)?.push(result);
    });
  } finally {
    await browser.close();
    await site.close();
  }
  return measured;
}

/** From joining to the first frame of the other one, with camera and microphone open before. */
export const setup: Part = {
  name: 'setup',
  title: 'Call set-up in the browser',
  async run({ calls }) {
    const measured = await measureCalls(calls);
    const values = (library: Library, key: keyof SetUp): number[] =>
      (measured.get(library) ?? []).map((result) => result[key]);
    const base = values(HAND_WRITTEN, 'first');
    const rows = LIBRARIES.map((library) => {
      const first = values(library, 'first');
      const both = median(values(library, 'both'));
      return [
        library.name,
        `${median(first).toFixed(0)} ms`,
        percent(spread(first)),
        times(ratio(first, base)),
        `${both.toFixed(0)} ms`,
      ];
    });
    const [ours, ...others] = LIBRARIES.map((library) => values(library, 'first'));
    const bars = others.map((other, i): Bar => {
      const measuredRatio = ratio(ours ?? [], other);
      const limit = i === 0 ? 1.15 : 1;
      const name = LIBRARIES[i + 1]?.name ?? '';
      return {
        what: 'call set-up, join to first frame',
        measured: times(measuredRatio),
        bar: i === 0 ? `≤ 1.15 × ${name}` : `< 1 × ${name}`,
        holds: i === 0 ? measuredRatio <= limit : measuredRatio < limit,
      };
    });
    return {
      table: [['library', 'first frame', 'spread', 'to hand-written', 'both see each other'], ...rows],
      bars,
    };
  },
};
