import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { build } from 'vite';
import { launchChromium } from '../support/browsers.js';
import { evalAll, findFirst } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import { recorded, SMALL_RECORDING } from './support/recorded-file.js';
import { look } from './support/scene.js';

/** The one import of the app, by the `exports` of the package, as it was built. */
const IMPORT = fileURLToPath(import.meta.resolve('rtc-elements/components/rtc-call/define.js'));

/** Two pages of the app: one tag, and a layout of its own. */
const CALLS = {
  'one-tag': '<rtc-call signaling="/signal" room="app" name="Ann"></rtc-call>',
  layout: `<rtc-call signaling="/signal" room="app" name="Bob" autojoin>
    <rtc-stage style="block-size: 50vh"></rtc-stage>
    <rtc-controls></rtc-controls>
  </rtc-call>`,
};

describe('an app that imports rtc-elements/components/rtc-call/define.js alone, through a bundler', () => {
  let folder: string;
  let server: ProductionServer;
  let browser: Browser;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'one-import-'));
    const pages = Object.entries(CALLS).map(([name, call]) => ({
      file: join(folder, `${name}.html`),
      html: `<!doctype html>
<html lang="en">
  <title>App</title>
  <link rel="icon" href="data:," />
  <script type="module" src="./app.js"></script>
  ${call}
</html>`,
    }));
    await writeFile(join(folder, 'app.js'), `import ${JSON.stringify(IMPORT)};`);
    for (const { file, html } of pages) await writeFile(file, html);
    await build({
      configFile: false,
      root: folder,
      logLevel: 'warn',
      build: { target: 'es2022', rolldownOptions: { input: pages.map(({ file }) => file) } },
    });
    [server, browser] = await Promise.all([
      startProductionServer('--static', join(folder, 'dist')),
      launchChromium(),
    ]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('has the lobby, the call, the chat, a photo, and the question before a recording in either layout', async () => {
    const [ann, bob] = [await Person.create(browser), await Person.create(browser)];
    await ann.page.goto(`${server.url}one-tag.html`);
    await ann.click('Join call');
    await bob.page.goto(`${server.url}layout.html`);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);

    await ann.click('Chat');
    await waitFor('the field', () => findFirst(ann.page, 'rtc-chat >>> textarea:enabled'));

    await ann.click('Take photo');
    await waitFor('the photo', () =>
      evalAll(ann.page, 'rtc-snapshot >>> img', (images) =>
        images.some(({ naturalWidth }) => naturalWidth > 0),
      ),
    );

    for (const [recorder, other] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      const recording = look(recorder, (call, options) => call.startRecording(options), SMALL_RECORDING);
      await other.click('Accept');
      await recording;
      await recorded(recorder, 1);
      await recorder.click('Stop');
      await recorder.click('Discard');
    }

    for (const { errors } of [ann, bob]) assert.deepEqual(errors, []);
    await Promise.all([ann.close(), bob.close()]);
  });
});
