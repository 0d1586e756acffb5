import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { BROWSERS, launchChromium, launchFirefox } from '../support/browsers.js';
import { mainly } from '../support/dealt.js';
import { evalFirst, findFirst } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { useSmallPictures } from '../support/small-pictures.js';
import { waitFor } from '../support/wait-for.js';

/** Starts a browser whose person has set text of this size, in px. */
const LAUNCH = {
  Chromium: (size: number) => launchChromium({ args: [`--blink-settings=defaultFontSize=${size}`] }),
  Firefox: (size: number) => launchFirefox({ extraPrefsFirefox: { 'font.size.variable.x-western': size } }),
} as const;

for (const name of mainly('Firefox')) {
  describe(`the size of text in ${name}`, BROWSERS[name].needs, () => {
    let server: ProductionServer;

    before(async () => {
      server = await startProductionServer();
    });

    after(() => server.stop());

    /** Sizes in px of the lobby's title and its button for joining. */
    async function measure(browser: Browser, css: string): Promise<{ title: number; button: number }> {
      const page = await browser.newPage();
      await page.evaluateOnNewDocument(useSmallPictures);
      await page.goto(`${server.url}?room=size`);
      await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets.push(sheet);
      }, css);
      await waitFor('the lobby', () => findFirst(page, 'rtc-lobby >>> [part~=join-button]'));
      const sizes = await evalFirst(page, 'rtc-lobby', ({ shadowRoot }) => {
        const title = shadowRoot?.querySelector('h2');
        return {
          title: title ? parseFloat(getComputedStyle(title).fontSize) : 0,
          button: shadowRoot?.querySelector<HTMLElement>('[part~=join-button]')?.offsetHeight ?? 0,
        };
      });
      await page.close();
      return sizes;
    }

    it('is what the person has set, whatever the page has made of its own', async (t) => {
      const browsers: Browser[] = [];
      t.after(() => Promise.all(browsers.map((browser) => browser.close())));
      const all = [];
      for (const size of [16, 32]) {
        const browser = await LAUNCH[name](size);
        browsers.push(browser);
        const own = await measure(browser, '');
        assert.deepEqual(await measure(browser, 'html { font-size: 62.5% }'), own);
        assert.deepEqual(await measure(browser, 'body { font-size: 40px }'), own);
        all.push(own);
      }
      const [usual, large] = all;
      assert.ok(usual && large);
      assert.equal(large.title, 2 * usual.title);
      assert.ok(large.button > usual.button);
    });
  });
}
