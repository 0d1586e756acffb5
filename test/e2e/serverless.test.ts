import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

describe('a call without a signaling server', () => {
  let server: ProductionServer;
  let browser: Browser;

  before(async () => {
    [server, browser] = await Promise.all([startProductionServer(), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('is made with oneself on the one-page demo: open camera, connect, hang up', async () => {
    const own = await startProductionServer();
    const ann = await Person.create(browser);
    await ann.page.goto(`${own.url}local.html`, { waitUntil: 'networkidle0' });
    // A busy machine may take its time between two parts.
    await ann.page.waitForNetworkIdle({ idleTime: 2000 });
    await own.stop();
    await ann.click('Open camera');
    await waitFor('the own camera', () =>
      ann.page.$eval('rtc-local-video >>> video', (video) => video.videoWidth > 0),
    );
    await ann.click('Connect');
    await ann.waitForState('in-call');
    await ann.seesMotion((await ann.tiles())[0]?.name ?? '');
    await ann.click('Take photo');
    // With the proportions of the picture that came through the call, whatever its tile cuts off.
    const ratio = await waitFor('the photo', () =>
      ann.page.$eval('#album img', ({ naturalWidth, naturalHeight }) => naturalWidth / naturalHeight),
    );
    const camera = await ann.page.$eval(
      'rtc-local-video >>> video',
      ({ videoWidth, videoHeight }) => videoWidth / videoHeight,
    );
    assert.equal(ratio, camera);
    await ann.click('Hang up');
    await ann.waitForState('left');
    await waitFor('the camera to close', () =>
      ann.page.$eval('rtc-call', (call) => {
        const { session } = call as unknown as { session: { media: { camera: boolean } } };
        return !session.media.camera;
      }),
    );
    // The icon of the page, and what a call loads once it has settled, may be asked for; nobody is there to answer.
    assert.deepEqual(
      ann.errors.filter((error) => !error.includes('ERR_CONNECTION_REFUSED')),
      [],
    );
    await ann.close();
  });

  it('is made between two tabs of one browser', async () => {
    const ann = await Person.create(browser);
    await ann.page.goto(`${server.url}?room=tabs`);
    const tabs = [ann, await Person.inTab(ann.context)];
    await tabs[1]?.page.goto(`${server.url}?room=tabs`);
    for (const [i, { page }] of tabs.entries()) {
      await page.bringToFront();
      await page.$eval(
        'rtc-call',
        async (call, name) => {
          call.setAttribute('signaling', 'broadcast:');
          call.setAttribute('name', name);
          await (call as unknown as { updateComplete: Promise<unknown> }).updateComplete;
          await (call as unknown as { join(): Promise<void> }).join();
        },
        `Tab ${i + 1}`,
      );
    }
    await tabs[1]?.sees('Tab 1');
    await ann.page.bringToFront();
    await ann.sees('Tab 2');
    await tabs[1]?.page.close({ runBeforeUnload: false });
    await waitFor('the tile to go', async () => (await ann.tiles()).length === 0);
    assert.deepEqual(ann.errors, []);
    await ann.close();
  });
});
