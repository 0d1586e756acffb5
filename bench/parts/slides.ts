import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { requireProgram } from '../../scripts/programs.mjs';
import { launchChromium } from '../../test/support/browsers.js';
import { median, ratio } from '../lib/arithmetic.js';
import { buildPages, servePages } from '../lib/page-server.js';
import { inTurns } from '../lib/series.js';
import { times } from '../lib/table.js';
import type { SlidesSeen, SlidesSetting } from '../pages/slides.js';
import type { Part } from '../part.js';

const run = promisify(execFile);

/** Plenty for a screen of 1280×720, as elements share it: more than slides need. */
const BITRATE = 1_840_000;

/** Slides of each repetition. */
const SLIDES = 4;

/** Codecs: the one that elements prefer for screens, the next best, and the one that browsers take by themselves. */
const BEST = 'video/AV1';
const USUAL = 'video/VP8';
const CODECS: readonly string[] = [BEST, 'video/VP9', USUAL];

/** Part of the usual bits with which the best codec has to do. */
const MOST_BITS = 0.5;

/** Bits and work of slides, and their likeness (SSIM, 1 for the same) to what was drawn, one and five seconds after they came. */
interface Seen extends Pick<SlidesSeen, 'kbits' | 'encode' | 'decode'> {
  readonly soon: number;
  readonly late: number;
}

/** Slides of text on a shared screen: bits that they take, and how they look. */
export const slides: Part = {
  name: 'slides',
  title: 'Slides on a shared screen',
  async run({ meetings }) {
    await buildPages(['slides']);
    const [{ server, port }, folder, browser] = await Promise.all([
      servePages(),
      mkdtemp(join(tmpdir(), 'slides-')),
      launchChromium(),
    ]);
    const seen = new Map<string, Seen[]>(CODECS.map((codec) => [codec, []]));
    try {
      await inTurns(CODECS, meetings.repetitions, async (codec) => {
        const setting = { codec, bitrate: BITRATE, slides: Math.min(SLIDES, meetings.seconds) };
        const shown = await show(browser, `http://127.0.0.1:${port}/slides`, setting);
        seen.get(codec)?.push(await compare(shown, folder));
      });
    } finally {
      await browser.close();
      server.close();
      server.closeAllConnections();
      await rm(folder, { recursive: true });
    }
    const of = (codec: string, key: keyof Seen): number =>
      median((seen.get(codec) ?? []).map((one) => one[key]));
    const rows = CODECS.map((codec) => [
      codec.replace('video/', ''),
      of(codec, 'kbits').toFixed(0),
      ...(['soon', 'late'] as const).map((key) => of(codec, key).toFixed(4)),
      ...(['encode', 'decode'] as const).map((key) => `${of(codec, key).toFixed(1)} ms`),
    ]);
    const bits = ratio(
      (seen.get(BEST) ?? []).map(({ kbits }) => kbits),
      (seen.get(USUAL) ?? []).map(({ kbits }) => kbits),
    );
    const bars = [
      {
        what: 'bits of slides on a shared screen',
        measured: times(bits),
        bar: `≤ ${MOST_BITS} × VP8`,
        holds: bits <= MOST_BITS,
      },
      ...(['soon', 'late'] as const).map((key) => ({
        what: `likeness of a slide ${key === 'soon' ? 'one second' : 'five seconds'} after it came`,
        measured: of(BEST, key).toFixed(4),
        bar: `≥ ${of(USUAL, key).toFixed(4)}, VP8`,
        holds: of(BEST, key) >= of(USUAL, key),
      })),
    ];
    const head = [
      'slides in',
      'kbit/s',
      'likeness after 1 s',
      'after 5 s',
      'to encode a frame',
      'to decode it',
    ];
    return { table: [head, ...rows], bars };
  },
};

async function show(browser: Browser, page: string, setting: SlidesSetting): Promise<SlidesSeen> {
  const tab = await browser.newPage();
  try {
    await tab.goto(page);
    await tab.waitForFunction('globalThis.showSlides');
    const seen = await tab.evaluate((setting) => globalThis.showSlides(setting), setting);
    if (seen.codec !== setting.codec) throw new Error(`${setting.codec} was to be sent, not ${seen.codec}`);
    return seen;
  } finally {
    await tab.close();
  }
}

async function compare({ slides, ...costs }: SlidesSeen, folder: string): Promise<Seen> {
  const [soon, late]: [number[], number[]] = [[], []];
  for (const slide of slides) {
    soon.push(await likeness(slide.drawn, slide.soon, folder));
    late.push(await likeness(slide.drawn, slide.late, folder));
  }
  return { ...costs, soon: median(soon), late: median(late) };
}

/** Structural similarity of two pictures (`data:` URLs), as ffmpeg's filter `ssim` measures it over all of them. */
async function likeness(one: string, other: string, folder: string): Promise<number> {
  const files = [one, other].map((url, index) => ({ url, file: join(folder, `${index}.png`) }));
  for (const { url, file } of files) await writeFile(file, Buffer.from(url.replace(/^.*,/, ''), 'base64'));
  const inputs = files.flatMap(({ file }) => ['-i', file]);
  const filter = ['-lavfi', 'ssim', '-f', 'null', '-'];
  const { stderr } = await run(requireProgram('ffmpeg'), ['-hide_banner', '-nostdin', ...inputs, ...filter]);
  const [, all] = /SSIM .*All:([\d.]+)/.exec(stderr) ?? [];
  if (all === undefined) throw new Error(`ffmpeg told no SSIM: ${stderr.slice(-500)}`);
  return Number(all);
}
