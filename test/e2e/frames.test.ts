import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe } from 'node:test';
import type { Browser, Frame } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS } from '../support/browsers.js';
import { dealtIt } from '../support/dealt.js';
import { findFirst } from '../support/deep.js';
import { press } from '../support/press.js';
import { useSmallPictures } from '../support/small-pictures.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';

/** The line that the documentation tells page authors to write. */
const ALLOW = /allow="([^"]+)"/.exec(
  readFileSync(new URL('../../docs/page-authors.md', import.meta.url), 'utf8'),
)?.[1];

interface Call extends HTMLElement {
  readonly session: {
    readonly error: { readonly code: string; readonly message: string } | undefined;
    readonly media: {
      readonly camera: boolean;
      readonly microphone: boolean;
      readonly screenSupported: boolean;
    };
  };
}

for (const name of BROWSER_NAMES) {
  describe(`a call in a frame of another origin (${name})`, BROWSERS[name].needs, () => {
    const test = dealtIt(name);
    let server: ProductionServer;
    let parent: Server;
    let browser: Browser;

    before(async () => {
      parent = createServer((request, response) => {
        const { searchParams } = new URL(request.url ?? '/', 'http://x');
        const allow = searchParams.get('allow') ?? '';
        response.setHeader('Content-Type', 'text/html');
        response.end(
          `<!doctype html><title>x</title><link rel="icon" href="data:,"><iframe title="x" width="900" height="600" src="${server.url}?room=frame&name=Ann" allow="${allow}"></iframe>`,
        );
      }).listen(0, '127.0.0.1');
      await once(parent, 'listening');
      [server, browser] = await Promise.all([startProductionServer(), BROWSERS[name].launch()]);
    });

    after(async () => {
      await browser.close();
      await server.stop();
      parent.close();
      parent.closeAllConnections();
    });

    async function open(by: Browser, allow: string): Promise<Frame> {
      const page = await by.newPage();
      await page.evaluateOnNewDocument(useSmallPictures);
      // The frame is on `localhost`.
      const { port } = parent.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/?allow=${encodeURIComponent(allow)}`);
      return waitFor('the frame', () => page.frames().find((frame) => frame.url().startsWith(server.url)));
    }

    const state = (frame: Frame): Promise<string | null> =>
      frame.$eval('rtc-call', (call) => call.getAttribute('state'));

    const join = (frame: Frame): Promise<void> =>
      frame.$eval(
        'rtc-call',
        (call) => void (call as unknown as { join(): Promise<void> }).join().catch(() => undefined),
      );

    test('says who has to allow it, and can be joined without camera and microphone', async () => {
      const frame = await open(browser, '');
      await join(frame);
      await waitFor('the failure', async () => (await state(frame)) === 'failed');
      const error = await frame.$eval('rtc-call', (call) => {
        const { code, message } = (call as unknown as Call).session.error ?? { code: '', message: '' };
        return { code, message };
      });
      assert.equal(error.code, 'media-disabled');
      assert.match(error.message, /allow="camera; microphone"/);
      const words = await frame.$eval(
        'rtc-call',
        ({ shadowRoot }) => shadowRoot?.querySelector('[part=heading]')?.textContent,
      );
      assert.match(words ?? '', /not allowed on this page/);
      await press('the way without', () => findFirst(frame, '[part~=without-button]'));
      await waitFor('the call', async () => (await state(frame)) === 'in-call');
      await waitFor('the toolbar', () => findFirst(frame, '[part~=leave-button]'));
      // Firefox does not say what a frame may do.
      if (name === 'Chromium') assert.equal(await findFirst(frame, '[part~=screen-button]'), null);
      await frame.page().close();
    });

    test('has all that the toolbar shows with the line of the documentation', async () => {
      assert.ok(ALLOW, 'the documentation has no such line');
      const frame = await open(browser, ALLOW);
      await join(frame);
      await waitFor('the call', async () => (await state(frame)) === 'in-call');
      const media = await frame.$eval('rtc-call', (call) => {
        const { camera, microphone, screenSupported } = (call as unknown as Call).session.media;
        return { camera, microphone, screenSupported };
      });
      assert.deepEqual(media, { camera: true, microphone: true, screenSupported: true });
      await frame.page().close();
    });
  });
}
