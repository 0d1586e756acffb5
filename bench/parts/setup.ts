import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../test/support/browsers.js';
import { BARE, CONTENDERS, OURS, type Contender } from '../contenders.js';
import { median, ratio, spread } from '../lib/arithmetic.js';
import { freePort, startServer, type RunningServer } from '../lib/children.js';
import { buildPages, servePages } from '../lib/page-server.js';
import { inTurns } from '../lib/series.js';
import { percent, times } from '../lib/table.js';
import type { Bar, Part } from '../part.js';
import type { SetUp } from '../pages/call.js';

/** Its usual 20 pictures a second would hide what is faster than a twentieth of a second. */
const FAST_CAMERA = '--use-fake-device-for-media-stream=fps=60';

/** A library in the page and the server that it is used with. */
interface Library {
  readonly name: string;
  readonly page: string;
  readonly contender: Contender;
}

const PEERJS = CONTENDERS.find(({ dialect }) => dialect === 'peerjs') ?? BARE;
const HAND_WRITTEN: Library = { name: 'hand-written', page: 'bare', contender: BARE };
const LIBRARIES: readonly Library[] = [
  { name: 'rtc-elements', page: 'rtc-elements', contender: OURS },
  HAND_WRITTEN,
  { name: 'PeerJS', page: 'peerjs', contender: PEERJS },
  { name: 'simple-peer', page: 'simple-peer', contender: BARE },
];

/** A call in a page of its own, so that each library finds the browser as fresh as the others do. */
async function call(browser: Browser, page: string, url: string, room: string): Promise<SetUp> {
  const tab = await browser.newPage();
  try {
    await tab.goto(page);
    await tab.waitForFunction('globalThis.setUp');
    return await tab.evaluate((...seat) => globalThis.setUp(...seat), url, room);
  } finally {
    await tab.close();
  }
}

async function measureCalls(calls: number): Promise<Map<Library, SetUp[]>> {
  const measured = new Map<Library, SetUp[]>(LIBRARIES.map((library) => [library, []]));
  await buildPages(LIBRARIES.map(({ page }) => page));
  const pages = await servePages();
  const servers = new Map<Contender, { running: RunningServer; url: string }>();
  for (const { contender } of LIBRARIES) {
    if (servers.has(contender)) continue;
    const port = await freePort();
    const flags = contender === OURS ? ['--allow-origin', '*'] : [];
    const { file, args = [], ...rest } = contender.command(port);
    const running = await startServer({ file, args: [...args, ...flags], ...rest }, port);
    servers.set(contender, { running, url: `ws://127.0.0.1:${port}${contender.path}` });
  }
  const browser = await launchChromium({ args: [FAST_CAMERA] });
  try {
    // The first call of a browser is slow for whoever makes it.
    let rooms = 0;
    await inTurns(LIBRARIES, calls + 1, async (library) => {
      rooms += 1;
      const { url } = servers.get(library.contender) ?? { url: '' };
      const result = await call(
        browser,
        `http://127.0.0.1:${pages.port}/${library.page}`,
        url,
        `room${rooms}`,
      );
      if (rooms > LIBRARIES.length) measured.get(library)?.push(result);
    });
  } finally {
    await browser.close();
    pages.server.close();
    await Promise.all([...servers.values()].map(({ running }) => running.kill()));
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
