import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { build } from 'vite';
import { launchChromium } from '../support/browsers.js';
import { ExampleFolder } from './support/compile.js';
import { ExamplePage } from './support/example-page.js';
import { Site } from './support/site.js';
import { promisedOutput, snippetsOf } from './support/snippets.js';

const SNIPPETS = snippetsOf('ts');

describe('every block of TypeScript for browsers', () => {
  let site: Site;
  let browser: Browser;
  const folder = new ExampleFolder('browser');

  before(async () => {
    [site, browser] = await Promise.all([Site.create(), launchChromium()]);
    const files = SNIPPETS.map((snippet) => folder.write(snippet, site.localize(snippet.code)));
    await build({
      configFile: false,
      root: folder.path,
      logLevel: 'warn',
      build: {
        target: 'es2022',
        outDir: site.folder,
        emptyOutDir: false,
        modulePreload: false,
        rolldownOptions: {
          input: Object.fromEntries(files.map((file) => [file, join(folder.path, file)])),
          output: { entryFileNames: '[name].js' },
        },
      },
    });
  });

  after(async () => {
    await browser.close();
    await site.close();
  });

  it('has the right types', () => {
    assert.equal(folder.check({ lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] }), '');
  });

  for (const snippet of SNIPPETS) {
    it(`${snippet.place} runs to its end, and prints what it says`, { timeout: 300_000 }, async () => {
      const html = snippet.page?.code ?? '';
      await site.add('example.html', `<!doctype html><html lang="en"><title>Example</title>${html}</html>`);
      const promised = promisedOutput(snippet);
      // Small pictures but where the usual size is printed.
      const small = !promised.join().includes('1280 720');
      const example = await ExamplePage.open(browser, site.url('example.html'), { small });
      const script = `/${folder.nameOf(snippet)}.js`;
      await example.page.evaluate((url) => import(url).then(() => undefined), script);
      await example.allDefined();
      await example.join();
      assert.deepEqual(example.output, promised);
      assert.deepEqual(example.errors, []);
      await example.close();
    });
  }
});
