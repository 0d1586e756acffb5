import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { CALL_FILES } from '../../scripts/build/sizes.js';
import { launchChromium } from '../support/browsers.js';
import { findFirst } from '../support/deep.js';
import { waitFor } from '../support/wait-for.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { Person } from './support/person.js';

const CDN = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

/** All that a page author writes. */
const PAGE = `<!doctype html>
<html lang="en">
  <title>Standup</title>
  <link rel="icon" href="data:," />
  <script type="module" src="./rtc-elements.js"></script>
  <rtc-call signaling="/signal" room="standup" name="NAME" autojoin></rtc-call>
</html>`;

/**
 * Leaves the addresses of all scripts that were asked for until the first frame of somebody else was shown. Timers of two
 * seconds and more wait for that, too: a busy machine may need as long. The function runs in the page, alone.
 */
function noteScriptsUntilSeen(): void {
  const seen = new Promise<void>((resolve) => {
    const looking = setInterval(() => {
      const call = document.querySelector('rtc-call');
      const tile = call?.shadowRoot
        ?.querySelector('rtc-stage')
        ?.shadowRoot?.querySelector('rtc-remote-video');
      const video = tile?.shadowRoot?.querySelector('video');
      if (!video?.getVideoPlaybackQuality().totalVideoFrames) return;
      clearInterval(looking);
      const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
      Reflect.set(
        globalThis,
        'scriptsUntilSeen',
        scripts.map(({ name }) => name),
      );
      resolve();
    }, 20);
  });
  for (const name of ['setTimeout', 'setInterval'] as const) {
    const set = globalThis[name];
    Reflect.set(globalThis, name, (act: () => void, ms = 0) =>
      set(ms >= 2000 ? () => void seen.then(act) : act, ms),
    );
  }
}

describe('a plain HTML file with one script and one tag', () => {
  let folder: string;
  let server: ProductionServer;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-file-'));
    await cp(CDN, folder, { recursive: true });
    for (const name of ['Ann', 'Bob'])
      await writeFile(join(folder, `${name}.html`), PAGE.replace('NAME', name));
    [server, browser] = await Promise.all([startProductionServer('--static', folder), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('makes a call, and loads nothing but the script and its parts', async () => {
    const people: Person[] = [];
    const requests: string[] = [];
    for (const name of ['Ann', 'Bob']) {
      const person = await Person.create(browser);
      person.page.on('request', (request) => requests.push(new URL(request.url()).pathname));
      await person.page.goto(`${server.url}${name}.html`);
      people.push(person);
    }
    await people[0]?.sees('Bob');
    await people[1]?.sees('Ann');
    for (const person of people) {
      await person.hearsAll();
      assert.deepEqual(person.errors, []);
    }
    const scripts = requests.filter((path) => path.startsWith('/') && !path.endsWith('.html'));
    assert.deepEqual(
      scripts.filter((path) => !path.startsWith('/rtc-elements/')),
      ['/rtc-elements.js', '/rtc-elements.js'],
    );
  });

  it('loads only what the build counts until two people see each other', async () => {
    await writeFile(join(folder, 'watched.html'), PAGE.replace('NAME', 'Dan').replace('standup', 'watched'));
    const [first, second] = [await Person.create(browser), await Person.create(browser)];
    await first.page.goto(`${server.url}watched.html`);
    await first.waitForState('in-call');
    await second.page.evaluateOnNewDocument(noteScriptsUntilSeen);
    await second.page.goto(`${server.url}watched.html`);
    const scripts = await waitFor('the first picture', () =>
      second.page.evaluate(() => Reflect.get(globalThis, 'scriptsUntilSeen') as string[] | undefined),
    );
    const names = scripts.map((url) => new URL(url).pathname.slice(1));
    assert.ok(names.includes('rtc-elements.js'), 'the script');
    assert.deepEqual(
      names.filter((name) => !CALL_FILES.includes(name)),
      [],
    );
  });

  it('loads the script once where its address has a query, as that of a new version', async () => {
    await writeFile(
      join(folder, 'version.html'),
      PAGE.replace('NAME', 'Cy').replace('rtc-elements.js', 'rtc-elements.js?v=2'),
    );
    const cy = await Person.create(browser);
    const requests: string[] = [];
    cy.page.on('request', (request) => requests.push(request.url().slice(server.url.length)));
    await cy.page.goto(`${server.url}version.html`);
    await cy.waitForState('in-call');
    await cy.click('Chat');
    await waitFor('the chat', () => findFirst(cy.page, 'rtc-chat >>> [part~=log]'));
    assert.deepEqual(
      requests.filter((path) => path.startsWith('rtc-elements.js')),
      ['rtc-elements.js?v=2'],
    );
    assert.deepEqual(cy.errors, []);
    await cy.close();
  });

  it('defines elements also in open shadow roots of the page, whenever these come', async () => {
    await writeFile(
      join(folder, 'shadow.html'),
      `<!doctype html>
<html lang="en">
  <title>Shadow</title>
  <link rel="icon" href="data:," />
  <script type="module" src="./rtc-elements.js"></script>
  <early-box></early-box>
  <div id="late"></div>
</html>`,
    );
    const dee = await Person.create(browser);
    await dee.page.goto(`${server.url}shadow.html`);
    await dee.page.evaluate(async () => {
      await customElements.whenDefined('rtc-call');
      // Defined after it was met.
      customElements.define(
        'early-box',
        class extends HTMLElement {
          connectedCallback(): void {
            this.attachShadow({ mode: 'open' }).innerHTML = '<rtc-device-picker></rtc-device-picker>';
          }
        },
      );
      // Given its shadow root long after it came into the document, with a call in it, and more later.
      const root = document.getElementById('late')?.attachShadow({ mode: 'open' });
      if (!root) throw new Error('no place');
      root.innerHTML = '<rtc-call><p></p></rtc-call>';
      setTimeout(() => {
        root.innerHTML += '<section><rtc-chat></rtc-chat></section>';
      });
    });
    for (const [host, tag] of [
      ['early-box', 'rtc-device-picker'],
      ['#late', 'rtc-chat'],
    ] as const) {
      await waitFor(tag, () =>
        dee.page.$eval(`${host} >>> ${tag}`, (element) => element.matches(':defined')).catch(() => false),
      );
    }
    assert.deepEqual(dee.errors, []);
    await dee.close();
  });
});
