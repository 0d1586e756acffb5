import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS, collectErrors } from '../support/browsers.js';
import { dealtIt } from '../support/dealt.js';
import { startProductionServer } from '../support/production-server.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';

const STEPS = [
  'capture',
  'create',
  'tracks',
  'offer',
  'answer',
  'accept',
  'candidates',
  'connected',
  'photo',
  'close',
];

for (const name of BROWSER_NAMES) {
  describe(`the page about connecting (${name})`, BROWSERS[name].needs, () => {
    const test = dealtIt(name);
    let server: ProductionServer;
    let browser: Browser;
    let page: Page;
    let errors: string[];

    before(async () => {
      [server, browser] = await Promise.all([startProductionServer(), BROWSERS[name].launch()]);
    });

    after(async () => {
      await browser.close();
      await server.stop();
    });

    beforeEach(async () => {
      page = await browser.newPage();
      errors = collectErrors(page);
    });

    afterEach(async () => {
      await page.close();
      assert.deepEqual(errors, []);
    });

    async function open(query = '?lang=en'): Promise<void> {
      await page.goto(`${server.url}network.html${query}`);
      await reaches('capture', 'next');
    }

    async function reaches(step: string, state: string): Promise<void> {
      await waitFor(`${step} to be ${state}`, () =>
        page.$eval(
          `[data-step=${step}]`,
          (element, wanted) => element.getAttribute('data-state') === wanted,
          state,
        ),
      );
    }

    async function run(...steps: string[]): Promise<void> {
      for (const step of steps) {
        await page.$eval(`[data-step=${step}] .run`, (button) => {
          (button as HTMLButtonElement).click();
        });
        await reaches(step, 'done');
      }
    }

    const textOf = (selector: string): Promise<string> =>
      page.$eval(selector, ({ textContent }) => textContent);

    test('makes a call step by step, and shows the code, the descriptions and the candidates', async () => {
      await open();
      await run(...STEPS.slice(0, 8));
      assert.ok(await page.$eval('#remote', (video) => (video as HTMLVideoElement).videoWidth > 0));
      assert.match(await textOf('[data-step=offer] .code'), /await caller\.createOffer\(\);/);
      assert.match(await textOf('[data-step=connected] .facts'), /host to (host|prflx), over UDP/);
      for (const step of ['offer', 'answer']) {
        const sdp = await textOf(`[data-step=${step}] .sdp`);
        assert.match(sdp, /^v=0/);
        assert.doesNotMatch(sdp, /ice-pwd:(?!\(hidden\))/);
      }
      assert.match(await textOf('#found tbody'), /Caller.*host.*Callee.*host/s);
      assert.match(await textOf('#states'), /connectionStateconnectedconnected/);
      await run('photo');
      assert.ok(await page.$eval('.photo img', (image) => image.src.startsWith('blob:')));
      await run('close');
      assert.match(await textOf('#states'), /connectionStateclosedclosed/);
    });

    test('shows in the inspector what went on in the call of one tag', async () => {
      await open();
      await page.$eval('#connect', (button) => {
        (button as HTMLButtonElement).click();
      });
      await waitFor('the first offer in the inspector', () =>
        page.$eval('rtc-inspector', ({ shadowRoot }) => {
          const timeline = shadowRoot?.querySelector('rtc-inspector-timeline')?.shadowRoot;
          const text = timeline?.querySelector('li.descriptions .text')?.textContent ?? '';
          return /^Offer (sent|received)$/.test(text.trim());
        }),
      );
      assert.equal(await textOf('#call-status'), '');
    });

    test('says in its own words why the call of one tag failed', async () => {
      await page.evaluateOnNewDocument(() => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('no camera', 'NotFoundError'));
      });
      await open('?lang=zh');
      await page.$eval('#connect', (button) => {
        (button as HTMLButtonElement).click();
      });
      await waitFor('the reason', async () => (await textOf('#call-status')).includes('没有找到摄像头'));
    });

    test('plays the steps, pauses, and starts over', async () => {
      await open();
      await page.click('#play');
      await reaches('create', 'done');
      await page.click('#play');
      await waitFor('the pause', async () => (await textOf('#play')) === 'Play all steps');
      await page.click('#start-over');
      await reaches('capture', 'next');
      assert.equal(await page.$eval('#local', (video) => (video as HTMLVideoElement).srcObject), null);
    });

    test('leads the keyboard from step to step, and on from one that fails', async () => {
      await open();
      await page.$eval('#ice-url', (input) => {
        (input as HTMLInputElement).value = 'no address';
      });
      await page.focus('[data-step=capture] .run');
      await page.keyboard.press('Enter');
      await reaches('create', 'next');
      await page.keyboard.press('Enter');
      await reaches('create', 'failed');
      await waitFor('the way on to have the focus', () =>
        page.evaluate(() => document.activeElement?.id === 'start-over'),
      );
    });

    test('goes on with a drawn picture where there is no camera', async () => {
      await page.evaluateOnNewDocument(() => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('no camera', 'NotFoundError'));
      });
      await open();
      await page.$eval('[data-step=capture] .run', (button) => {
        (button as HTMLButtonElement).click();
      });
      await reaches('capture', 'failed');
      await page.click('[data-step=capture] .facts .button');
      await reaches('capture', 'done');
      await run(...STEPS.slice(1, 8));
    });

    test('is Chinese throughout for those who ask for it', async () => {
      await open('?lang=zh');
      assert.equal(await page.$eval('html', ({ lang }) => lang), 'zh');
      const english = await page.$$eval(
        '[data-text], .step h3, .step .body > p, .types h3, .types p, svg title, svg desc',
        (elements) =>
          elements.map(({ textContent }) => textContent).filter((text) => !/\p{sc=Han}/u.test(text)),
      );
      assert.deepEqual(english, []);
      const label = await page.$eval('#elements pre', ({ ariaLabel }) => ariaLabel);
      assert.match(label ?? '', /\p{sc=Han}/u);
      assert.equal(await page.$eval('nav', ({ lang }) => lang), 'en');
    });
  });
}
