import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { BROWSERS } from '../support/browsers.js';
import { mainly } from '../support/dealt.js';
import { evalAll, findFirst } from '../support/deep.js';
import { HeaderProxy } from '../support/header-proxy.js';
import { press } from '../support/press.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import { recorded, SMALL_RECORDING } from './support/recorded-file.js';
import { look } from './support/scene.js';

/** The line that the documentation gives. */
const POLICY = /`(default-src [^`]+)`/.exec(
  readFileSync(new URL('../../docs/page-authors.md', import.meta.url), 'utf8'),
)?.[1];

interface Pip {
  readonly documentPictureInPicture: { readonly window: Window | null };
}

for (const name of mainly('Chromium')) {
  describe(`the demo under a strict Content Security Policy (${name})`, BROWSERS[name].needs, () => {
    let server: ProductionServer;
    let proxy: HeaderProxy;
    let browser: Browser;
    let folder: string;

    before(async () => {
      [server, browser, folder] = await Promise.all([
        startProductionServer(),
        BROWSERS[name].launch(),
        mkdtemp(joinPath(tmpdir(), 'policy-')),
      ]);
      assert.ok(POLICY, 'the documentation has no such line');
      proxy = await HeaderProxy.start(server.port, { 'Content-Security-Policy': POLICY });
    });

    after(async () => {
      await browser.close();
      await server.stop();
      proxy.stop();
      await rm(folder, { recursive: true });
    });

    /** Somebody whose page notes what the policy forbids. */
    async function join(by: Browser, who: string): Promise<Person> {
      const context = await by.createBrowserContext();
      const person = await Person.inWindow(context);
      await person.page.evaluateOnNewDocument(() => {
        const forbidden: string[] = [];
        Reflect.set(globalThis, 'forbidden', forbidden);
        document.addEventListener(
          'securitypolicyviolation',
          ({ violatedDirective, blockedURI, sourceFile }) => {
            forbidden.push(`${violatedDirective} ${blockedURI} ${sourceFile}`);
          },
        );
      });
      await person.page.goto(`${proxy.url}?room=strict&name=${who}`);
      await person.click('Join call');
      await person.waitForState('in-call');
      return person;
    }

    it('does all that it does: a call, the small window, a photo, chat, a file, a recording', async () => {
      const [ann, bob] = [await join(browser, 'Ann'), await join(browser, 'Bob')];
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);

      // Firefox has no window of this kind.
      if (name === 'Chromium') {
        await ann.page.bringToFront();
        await ann.click('Options: \u2068Bob\u2069');
        await ann.click('Small window');
        await waitFor('the small window, with its styles', () =>
          ann.page.evaluate(() => {
            const { window: small } = (globalThis as never as Pip).documentPictureInPicture;
            const view = small?.document.querySelector('div')?.shadowRoot?.querySelector('.view');
            return view && getComputedStyle(view).display === 'flex';
          }),
        );
        await ann.page.evaluate(() => (globalThis as never as Pip).documentPictureInPicture.window?.close());
      }

      await ann.click('Take photo');
      await waitFor('the photo', () =>
        evalAll(ann.page, 'rtc-snapshot >>> img', (images) =>
          images.some(({ naturalWidth }) => naturalWidth > 0),
        ).catch(() => false),
      );

      await bob.click('Chat');
      await ann.click('Chat');
      const field = await waitFor('the field', () => findFirst(ann.page, 'rtc-chat >>> textarea:enabled'));
      await field.type('hello');
      await ann.page.keyboard.press('Enter');
      await waitFor('the message', async () => (await bob.text()).includes('hello'));

      await writeFile(joinPath(folder, 'plan.txt'), 'the plan');
      const input = await findFirst(ann.page, 'rtc-chat >>> input[type=file]');
      await input?.uploadFile(joinPath(folder, 'plan.txt'));
      await press('the offer', () => findFirst(bob.page, 'rtc-chat >>> [part~=accept-button]'));
      await waitFor('the file', () => findFirst(bob.page, 'rtc-chat >>> [part~=save-button]'));

      const recording = look(ann, (call, options) => call.startRecording(options), SMALL_RECORDING);
      await bob.click('Accept');
      await recording;
      await recorded(ann, 1);
      // Firefox does not list the workers of a page.
      if (name === 'Chromium') {
        await waitFor('the worker of the recording', () =>
          ann.page.workers().some((worker) => worker.url().includes('frame-clock-worker')),
        );
      }
      await ann.click('Stop');
      await waitFor('the recording', async () => (await ann.text()).includes('Save'));

      for (const { page } of [ann, bob]) {
        assert.deepEqual(await page.evaluate(() => Reflect.get(globalThis, 'forbidden') as string[]), []);
      }
      for (const { errors } of [ann, bob]) assert.deepEqual(errors, []);
      await Promise.all([ann.close(), bob.close()]);
    });
  });
}
