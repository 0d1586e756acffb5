import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContext, ElementHandle, Page } from 'puppeteer-core';
import { collectErrors, launchChromium } from '../support/browsers.js';
import { evalAll, evalFirst, findFirst } from '../support/deep.js';
import { MisuseWarnings } from '../support/misuse-warnings.js';
import { press } from '../support/press.js';
import { startProductionServer } from '../support/production-server.js';
import type { ProductionServer } from '../support/production-server.js';
import { useSmallPictures } from '../support/small-pictures.js';
import { waitFor } from '../support/wait-for.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('the demo, as the production server serves it', () => {
  let server: ProductionServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let errors: string[];
  let warnings: MisuseWarnings;

  before(async () => {
    server = await startProductionServer();
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  beforeEach(async () => {
    context = await browser.createBrowserContext();
    page = await context.newPage();
    await page.evaluateOnNewDocument(useSmallPictures);
    errors = collectErrors(page);
    warnings = new MisuseWarnings(page);
  });

  afterEach(async () => {
    await context.close();
    assert.deepEqual(errors, []);
  });

  async function open(path: string): Promise<void> {
    await page.goto(server.url + path);
    await waitFor('every element to be defined', () =>
      page.evaluate(() => document.querySelector(':not(:defined)') === null),
    );
  }

  /** Looks at the page as it is, with the axe that is in it. */
  async function isAccessible(): Promise<void> {
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
    );
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`),
      [],
    );
  }

  async function allowClipboard(state: PermissionState): Promise<void> {
    const names = ['clipboard-read', 'clipboard-write'];
    const { origin } = new URL(server.url);
    await context.setPermission(origin, ...names.map((name) => ({ permission: { name }, state })));
  }

  for (const path of [
    '',
    'local.html',
    'compose.html',
    'themes.html',
    'network.html',
    'network.html?lang=zh',
  ]) {
    it(`shows /${path} accessibly, and without a scroll bar sideways`, async () => {
      await open(path);
      for (const width of [360, 768, 1280]) {
        await page.setViewport({ width, height: 800 });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(tooWide <= 0, `${tooWide} px too wide for ${width} px`);
      }
      assert.deepEqual(await warnings.all(), []);
      await page.addScriptTag({ path: AXE });
      await isAccessible();
    });
  }

  it('puts a room into the address and keeps it', async () => {
    await open('');
    const room = new URL(page.url()).searchParams.get('room') ?? '';
    assert.match(room, /^[a-z]+-[a-z]+-\d{4}$/);
    assert.equal(await page.$eval('rtc-call', (call) => call.getAttribute('room')), room);
    await page.reload();
    assert.equal(new URL(page.url()).searchParams.get('room'), room);
  });

  it('copies an invite link that names the room and not who invites', async () => {
    await open('?room=garden&name=Ann');
    await allowClipboard('granted');
    await page.click('[data-invite]');
    await waitFor('the confirmation', () =>
      page.$eval('[data-invite]', (button) => button.textContent === 'Link copied'),
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, `${server.url}?room=garden`);
  });

  it('shows the invite link where it may not be copied', async () => {
    await open('?room=garden');
    await allowClipboard('denied');
    await page.click('[data-invite]');
    const shown = await waitFor('the link', () => page.$eval('dialog[open] input', (input) => input.value));
    assert.equal(shown, `${server.url}?room=garden`);
    await page.click('dialog .button');
    await waitFor('the dialog to go', async () => (await page.$('dialog')) === null);
  });

  it('makes a call on /compose.html, with somebody on the first page', async () => {
    await open('compose.html?room=mixed&name=Ann');
    await page.click('.join');
    const other = await context.newPage();
    await other.evaluateOnNewDocument(useSmallPictures);
    await other.goto(`${server.url}?room=mixed&name=Bo&autojoin`);
    await waitFor('the picture of the other one', () =>
      page.evaluate(() => {
        const tile = document.querySelector('rtc-stage')?.shadowRoot?.querySelector('rtc-remote-video');
        return (tile?.shadowRoot?.querySelector('video')?.videoWidth ?? 0) > 0;
      }),
    );
    const welcome = await page.$eval('.welcome', (element) => getComputedStyle(element).display);
    assert.equal(welcome, 'none');
  });

  for (const look of ['plain', 'gazette', 'terminal', 'balloon']) {
    it(`has on /themes.html a look that is readable before and in a call: ${look}`, async () => {
      const readable = async (): Promise<void> => {
        for (const value of ['light', 'dark']) {
          await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
          // Buttons change their colour slowly.
          await waitFor('colours', () => page.evaluate(() => document.getAnimations().length === 0));
          await isAccessible();
        }
      };
      await open('themes.html');
      await page.addScriptTag({ path: AXE });
      await page.click(`#${look}`);
      const join = (): Promise<ElementHandle | null> => findFirst(page, 'rtc-lobby >>> [part~=join-button]');
      await waitFor('the lobby', join);
      await readable();
      await press('the button to join', join);
      await waitFor('a picture', () =>
        evalAll(page, 'rtc-remote-video >>> video', (videos) => videos.some((video) => video.videoWidth > 0)),
      );
      await readable();
      const radius = await evalFirst(
        page,
        'rtc-stage >>> .self >>> .tile',
        (tile) => getComputedStyle(tile).borderRadius,
      );
      assert.equal(radius, { plain: '12px', gazette: '0px', terminal: '2px', balloon: '48px' }[look]);
    });
  }
});
