import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { waitFor } from '../support/wait-for.js';
import { ExamplePage } from './support/example-page.js';
import { Site, toDocument } from './support/site.js';
import { snippetsOf } from './support/snippets.js';
import { declarations, matching, refused, selectors } from './support/stylesheet.js';

/** Somebody whose microphone and camera are off. */
const OTHER = `<rtc-call signaling="/signal" room="ROOM" name="Bob" no-microphone no-camera autojoin></rtc-call>`;

describe('every block of CSS', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([Site.create(), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const snippet of snippetsOf('css')) {
    const { place, code, page } = snippet;
    it(`${place} is understood, and matches in the page before it`, async () => {
      assert.ok(page, 'there is HTML before it, below the same heading');
      const html = toDocument(page.code).replace('name="Ann" autojoin', 'name="Ann"');
      const url = await site.add('example.html', html.replace('</html>', `<style>${code}</style></html>`));
      const example = await ExamplePage.open(browser, url);
      await example.allDefined();
      // The lobby comes later.
      await waitFor('what is in the call', () =>
        example.page.$$eval('rtc-call', (calls) =>
          calls.every((call) => !call.shadowRoot?.querySelector(':not(:defined)')),
        ),
      );
      assert.deepEqual(await refused(example.page, code), []);
      assert.ok(declarations(code).length > 0);

      // Before the call, in it with somebody who is muted, and then muted too: each matches at one of these times.
      let missing = await selectors(example.page, code);
      const look = async (): Promise<boolean> => {
        const found = await matching(example.page, missing);
        missing = missing.filter((selector) => !found.includes(selector));
        return missing.length === 0;
      };
      await look();
      const room = /room="([^"]+)"/.exec(html)?.[1] ?? '';
      const other = await ExamplePage.open(
        browser,
        await site.add('other.html', toDocument(OTHER.replace('ROOM', room))),
      );
      await other.join();
      await example.join();
      await look();
      await example.switchOff();
      await waitFor('every selector to match', look).catch(() => undefined);
      assert.deepEqual(missing, [], 'what matches nothing');
      assert.deepEqual(example.errors, []);
      await example.close();
      await other.close();
    });
  }
});
