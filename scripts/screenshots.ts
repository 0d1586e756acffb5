// npm run screenshots: the pictures of the product in docs/pictures, made with the last build of dist/ and build/demo. Everybody
// in them is drawn, so they look alike on every machine.
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';
import type { Browser, Page } from 'puppeteer-core';
import ts from 'typescript';
import { createSignalingServer } from '../server/index.js';
import { ROOT } from './lib/processes.js';
import { requireProgram } from './programs.mjs';

interface Picture {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  /** The page of the person who sees it. */
  readonly page: string;
  /** Those who are in the call with them. */
  readonly others: readonly string[];
  /** Steps before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const call = (name: string, more = 'autojoin'): string => `call.html?name=${name}&${more}`;

const PICTURES: readonly Picture[] = [
  ...(['light', 'dark'] as const).map((scheme) => ({
    name: `call-${scheme}`,
    scheme,
    width: 1120,
    height: 640,
    page: call('Ann'),
    others: ['Ben', 'Chen', 'Dana'],
  })),
  { name: 'lobby', scheme: 'light', width: 960, height: 600, page: call('Ann', ''), others: [] },
  { name: 'phone', scheme: 'dark', width: 390, height: 720, page: call('Ann'), others: ['Ben', 'Chen'] },
  {
    name: 'layout',
    scheme: 'light',
    width: 1120,
    height: 640,
    page: 'compose.html?room=pictures&name=Ann&autojoin',
    others: ['Ben', 'Chen'],
  },
  {
    name: 'inspector',
    scheme: 'light',
    width: 1120,
    height: 640,
    page: call('Ann'),
    others: ['Ben'],
    // As its button and its key do.
    act: async (page) => {
      await page.evaluate(
        "document.querySelector('rtc-call').dispatchEvent(new Event('rtc-inspect-toggle'))",
      );
    },
  },
];

/** All of them together: they are part of the repository and of the package. */
const MOST_BYTES = 400 * 1024;

/** Until tiles are arranged and announcements have gone. */
const SETTLING_MS = 6000;

const CALL_PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <meta name="color-scheme" content="light dark" />
  <title>Call</title>
  <style>
    body {
      margin: 0;
    }
    rtc-call {
      block-size: 100vh;
    }
    /* This icon tells how busy the machine is, which belongs into no picture. */
    rtc-call::part(quality-icon) {
      display: none;
    }
  </style>
  <script>
    const query = new URLSearchParams(location.search);
    document.write('<rtc-call signaling="/signal" room="pictures"></rtc-call>');
    document.querySelector('rtc-call').setAttribute('name', query.get('name'));
    document.querySelector('rtc-call').toggleAttribute('autojoin', query.has('autojoin'));
  </script>
  <script type="module" src="./cdn/rtc-elements.js"></script>
</html>
`;

/** The camera of the website's examples, as a script for a page. */
function drawnCamera(): string {
  const text = readFileSync(join(ROOT, 'website/live/drawn-camera.ts'), 'utf8');
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 },
  });
  return outputText.replace(/^export /gm, '');
}

const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
cpSync(join(ROOT, 'build/demo'), folder, { recursive: true });
cpSync(join(ROOT, 'dist/cdn'), join(folder, 'cdn'), { recursive: true });
writeFileSync(join(folder, 'call.html'), CALL_PAGE);
const target = join(ROOT, 'docs/pictures');
mkdirSync(target, { recursive: true });

const server = await createSignalingServer({ port: 0, host: '127.0.0.1', staticDir: folder, graceMs: 0 });
const browser = await puppeteer.launch({
  executablePath: requireProgram('chromium'),
  args: ['--autoplay-policy=no-user-gesture-required', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
});
const camera = drawnCamera();
let total = 0;
try {
  for (const picture of PICTURES) {
    const path = join(target, `${picture.name}.webp`) as `${string}.webp`;
    await take(browser, picture, path);
    total += statSync(path).size;
    console.log(`${picture.name}: ${(statSync(path).size / 1024).toFixed(1)} KB`);
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
console.log(`${(total / 1024).toFixed(0)} KB in all`);
if (total > MOST_BYTES) {
  console.error(`That is too much: at most ${MOST_BYTES / 1024} KB.`);
  process.exitCode = 1;
}

async function take(from: Browser, picture: Picture, path: `${string}.webp`): Promise<void> {
  const { scheme, width, height, page: address, others, act } = picture;
  const open = async (url: string, index: number): Promise<Page> => {
    const context = await from.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.evaluateOnNewDocument(`${camera}\npretendCamera(window, ${index});`);
    await page.goto(`http://127.0.0.1:${server.port}/${url}`);
    return page;
  };
  const page = await open(address, 0);
  const pages = [page];
  for (const [index, name] of others.entries()) pages.push(await open(call(name), index + 1));
  for (const one of pages) {
    await one.waitForSelector(address.includes('autojoin') ? '[state=in-call]' : 'rtc-call');
  }
  await page.bringToFront();
  await pause(SETTLING_MS);
  await act?.(page);
  await pause(act ? SETTLING_MS : 0);
  await page.screenshot({ path, type: 'webp', quality: 82 });
  for (const one of pages) await one.browserContext().close();
}
