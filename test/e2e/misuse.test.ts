import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { WebSocketServer } from 'ws';
import { CLOSE_CODES } from '../../src/protocol/index.js';
import { launchChromium } from '../support/browsers.js';
import { MisuseWarnings } from '../support/misuse-warnings.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';

const CDN = fileURLToPath(new URL('../../dist/cdn', import.meta.url));
const TEXTS = '/misuse-texts.js';

describe('a page of an author who makes mistakes', () => {
  let folder: string;
  let server: ProductionServer;
  let browser: Browser;
  let page: Page;
  let warnings: MisuseWarnings;
  let requests: string[];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'misuse-'));
    await cp(CDN, folder, { recursive: true });
    [server, browser] = await Promise.all([startProductionServer('--static', folder), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  beforeEach(async () => {
    page = await browser.newPage();
    warnings = new MisuseWarnings(page);
    requests = [];
    page.on('request', (request) => requests.push(request.url()));
  });

  afterEach(async () => {
    await page.close();
  });

  async function open(body: string): Promise<void> {
    const head = `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:," />`;
    const script = '<script type="module" src="./rtc-elements.js"></script>';
    await writeFile(join(folder, 'page.html'), `${head}${script}${body}</html>`);
    await page.goto(`${server.url}page.html`);
  }

  it('gets one warning for each on the console, with texts that are loaded for it', async () => {
    await open(`
      <rtc-call id="standup" signaling="/signal" layout="speaker">
        <rtc-stage></rtc-stage>
        <rtc-controls controls="microphone hangup"></rtc-controls>
      </rtc-call>
      <rtc-call></rtc-call>
      <rtc-chat for="stand-up"></rtc-chat>`);
    await waitFor('the texts', () => requests.some((url) => url.endsWith(TEXTS)));
    const texts = (await warnings.all()).map((text) => text.replace(/ See .*/, '').slice(14, 60));
    assert.deepEqual(texts.toSorted(), [
      '<rtc-call> cannot be joined without signaling ',
      '<rtc-call> layout="speaker" is not known. Writ',
      '<rtc-chat> for="stand-up" names nothing: no el',
      '<rtc-controls> controls has the word "hangup",',
    ]);
  });

  it('gets none, and no texts, where an element only comes before its call', async () => {
    await open(`
      <rtc-controls for="late" controls="leave"></rtc-controls>
      <rtc-local-video></rtc-local-video>
      <script type="module">
        const call = document.createElement('rtc-call');
        call.id = 'late';
        call.setAttribute('signaling', 'loopback:');
        call.setAttribute('room', 'late');
        document.body.append(call);
      </script>`);
    // Loaded with the services of the call.
    await waitFor('the look at the page', () => requests.some((url) => url.endsWith('/misuse.js')));
    assert.deepEqual(
      requests.filter((url) => url.endsWith(TEXTS)),
      [],
    );
    assert.deepEqual(await warnings.all(), []);
  });

  it('hears of a server that does not speak the protocol of the script, and of no other server', async () => {
    await open('<rtc-call signaling="/signal" room="r" autojoin no-camera></rtc-call>');
    await page.waitForSelector('rtc-call[state=in-call]');
    assert.deepEqual(await warnings.all(), []);

    const old = new WebSocketServer({ port: 0 });
    old.on('connection', (socket) => socket.close(CLOSE_CODES.unsupportedVersion));
    await once(old, 'listening');
    const { port } = old.address() as AddressInfo;
    await open(`<rtc-call signaling="ws://localhost:${port}" room="r" autojoin no-camera></rtc-call>`);
    await page.waitForSelector('rtc-call[state=failed]');
    const [text = '', ...others] = await warnings.all();
    assert.match(text, /another version of the protocol/);
    assert.deepEqual(others, []);
    old.close();
  });
});
