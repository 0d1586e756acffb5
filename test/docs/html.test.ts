import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { waitFor } from '../support/wait-for.js';
import { ExamplePage } from './support/example-page.js';
import { Site, toDocument } from './support/site.js';
import { snippetsOf } from './support/snippets.js';

const SNIPPETS = snippetsOf('html');

describe('every block of HTML', () => {
  let site: Site;
  let browser: Browser;

  before(async () => {
    [site, browser] = await Promise.all([Site.create(), launchChromium()]);
    for (const { saveAs, code } of SNIPPETS) {
      // Into the folder of the site, where the reader is told to save it.
      if (saveAs === undefined) continue;
      const name = saveAs.replace('site/', '');
      await mkdir(join(site.folder, dirname(name)), { recursive: true });
      await site.add(name, toDocument(code));
    }
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const { place, code } of SNIPPETS) {
    it(`${place} is a page that works, with every call in it`, async () => {
      await site.add('example.html', toDocument(code));
      // Frames come from another origin than the page around them.
      const host = code.includes('<iframe') ? '127.0.0.1' : 'localhost';
      const example = await ExamplePage.open(browser, site.url('example.html', host));
      await example.allDefined();
      await example.join();
      await waitFor('every camera that is shown', () =>
        example.page.$$eval('rtc-local-video >>> video', (videos) => videos.every((v) => v.videoWidth > 0)),
      );
      assert.deepEqual(example.errors, []);
      // In that page a script gives an element its session.
      if (!place.startsWith('docs/headless.md')) assert.deepEqual(await example.warnings.all(), []);
      await example.close();
    });
  }
});
