import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { SITE } from '../../website/lib/places.js';
import { buildSite } from '../../website/site.js';
import { animate } from '../support/animate.js';
import { collectErrors, launchChromium } from '../support/browsers.js';
import { startProductionServer } from '../support/production-server.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';

interface Call extends Element {
  readonly participants: readonly { readonly connectionState: string }[];
}

/** Whether everything in an example works: each element is defined, and each call that begins by itself connects. */
const works = (frame: Frame): Promise<boolean> =>
  frame.evaluate(() => {
    const calls = [...document.querySelectorAll<Call>('rtc-call[autojoin]')];
    return (
      document.readyState === 'complete' &&
      document.querySelector(':not(:defined)') === null &&
      calls.every(
        ({ participants }) =>
          participants.length > 0 &&
          participants.every(({ connectionState }) => connectionState === 'connected'),
      )
    );
  });

/** Waits until something is inside of the first example; puppeteer's own wait sees no changes in a shadow root. */
const inShadow = (page: Page, selector: string): Promise<unknown> =>
  waitFor(selector, async () => (await page.$(`live-example >>> ${selector}`)) !== null);

/** Presses the button of a live example, and returns the frame in which it runs then. */
async function run(page: Page, index: number): Promise<Frame> {
  await page.evaluate((at) => {
    const example = document.querySelectorAll('live-example')[at];
    example?.shadowRoot?.querySelector<HTMLButtonElement>('.run')?.click();
  }, index);
  return frameOf(page, index);
}

async function frameOf(page: Page, index: number): Promise<Frame> {
  const handle = await page.evaluateHandle(
    (at) => document.querySelectorAll('live-example')[at]?.shadowRoot?.querySelector('iframe'),
    index,
  );
  const frame = await handle.asElement()?.contentFrame();
  assert.ok(frame, 'the example has a frame');
  return frame;
}

describe('the website', { timeout: 1_800_000 }, () => {
  let server: ProductionServer;
  let browser: Browser;
  /** Paths of all pages, such as `zh/first-call.html`. */
  let pages: string[];

  before(async () => {
    await buildSite();
    pages = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.html') && path !== '404.html');
    [server, browser] = await Promise.all([startProductionServer('--static', SITE), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  async function open(path: string, width = 1280): Promise<{ page: Page; errors: string[] }> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const errors = collectErrors(page);
    await page.setViewport({ width, height: 900 });
    await page.goto(`http://localhost:${server.port}/${path}`);
    await waitFor('the page to be alive', () =>
      page.evaluate(() => document.querySelector('live-example:not(:defined)') === null),
    );
    return { page, errors };
  }

  const close = (page: Page): Promise<void> => page.browserContext().close();

  it('has a page for each of the documentation', () => {
    assert.ok(pages.length > 40);
    for (const path of ['index.html', 'zh/index.html', 'elements/rtc-call.html', 'contents.html']) {
      assert.ok(pages.includes(path), path);
    }
  });

  it('links only to what is there', () => {
    const anchors = new Map(
      pages.map((path) => {
        const html = readFileSync(join(SITE, path), 'utf8');
        return [path, new Set(Array.from(html.matchAll(/\sid="([^"]+)"/g), ([, id = '']) => id))];
      }),
    );
    const broken: string[] = [];
    for (const path of pages) {
      const html = readFileSync(join(SITE, path), 'utf8');
      for (const [, link = ''] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
        const { origin, pathname, hash } = new URL(
          link.replaceAll('&amp;', '&'),
          `https://site.example/${path}`,
        );
        if (origin !== 'https://site.example') continue;
        const target = decodeURIComponent(pathname)
          .slice(1)
          .replace(/(^|\/)$/, '$1index.html');
        const file = existsSync(join(SITE, `${target}.html`)) ? `${target}.html` : target;
        const anchor = decodeURIComponent(hash.slice(1));
        if (!existsSync(join(SITE, file)) || (anchor !== '' && anchors.get(file)?.has(anchor) !== true)) {
          broken.push(`${path}: ${link}`);
        }
      }
    }
    assert.deepEqual(broken, []);
  });

  it('shows every page without an error, also on a phone', async () => {
    for (const path of pages) {
      const { page, errors } = await open(path, 360);
      assert.deepEqual(errors, [], path);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.equal(beyond, 0, `${path} is as wide as the phone`);
      await close(page);
    }
  });

  it('runs every live example', async () => {
    let count = 0;
    for (const path of pages) {
      const { page, errors } = await open(path);
      const examples = await page.$$eval('live-example', ({ length }) => length);
      for (let index = 0; index < examples; index++) {
        const frame = await run(page, index);
        await waitFor(`example ${index} of ${path}`, () => works(frame));
        assert.deepEqual(errors, [], `example ${index} of ${path}`);
        await page.evaluate((at) => {
          const example = document.querySelectorAll('live-example')[at];
          example?.shadowRoot?.querySelector<HTMLButtonElement>('.stop')?.click();
        }, index);
        count++;
      }
      await close(page);
    }
    assert.ok(count >= 20);
  });

  it('begins a call on the front page by itself, but not for people who want less motion', async () => {
    const { page, errors } = await open('');
    assert.equal(await page.$('live-example >>> iframe'), null);
    await animate(page);
    await page.reload();
    await page.$eval('live-example', (example) => example.scrollIntoView());
    await inShadow(page, 'iframe');
    const frame = await frameOf(page, 0);
    await waitFor('the call', () => works(frame));
    await waitFor('a picture that has come over the connection', () =>
      frame.$$eval('rtc-call >>> video', (videos) => videos.some((video) => video.videoWidth > 0)),
    );
    assert.deepEqual(errors, []);
    await close(page);
  });

  it('starts an example again as it has been changed, and gives the first one back', async () => {
    const { page, errors } = await open('elements/rtc-controls.html');
    await run(page, 0);
    await (await page.$('live-example >>> .edit'))?.click();
    await inShadow(page, '.cm-content');
    await page.keyboard.down('Control');
    await page.keyboard.press('A');
    await page.keyboard.up('Control');
    await page.keyboard.type('<h1 id="changed">Changed</h1>');
    const hasChanged = async (): Promise<boolean> => (await (await frameOf(page, 0)).$('#changed')) !== null;
    await waitFor('the changed example', hasChanged);
    // Without a pointer: the bar may stand behind the navigation of the page by now.
    await page.$eval('live-example >>> .reset', (button) => (button as HTMLElement).click());
    await waitFor('the first example', async () => !(await hasChanged()));
    const frame = await frameOf(page, 0);
    await waitFor('the first example to work', () => works(frame));
    assert.deepEqual(errors, []);
    await close(page);
  });

  for (const [path, words, target] of [
    ['', 'coturn', 'turn.html'],
    ['zh/', '布局', 'own-layout.html'],
  ] as const) {
    it(`finds "${words}"`, async () => {
      const { page, errors } = await open(path);
      await page.click('.VPNavBarSearch button');
      await page.waitForSelector('.search-input');
      await page.type('.search-input', words);
      await waitFor('a result', () =>
        page.$$eval(
          '.results a',
          (links, part) => links.some((link) => link.getAttribute('href')?.includes(part)),
          target,
        ),
      );
      assert.deepEqual(errors, []);
      await close(page);
    });
  }

  it('shows an example in the theme of the page', async () => {
    const { page } = await open('elements/rtc-chat.html');
    const frame = await run(page, 0);
    await waitFor('the example', () => works(frame));
    const scheme = (): Promise<string> =>
      frame.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    assert.equal(await scheme(), 'light');
    await page.click('.VPSwitchAppearance');
    await waitFor('the dark theme', async () => (await scheme()) === 'dark');
    await close(page);
  });
});
