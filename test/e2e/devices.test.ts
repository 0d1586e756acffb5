import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS, launchChromium, launchFirefox } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { Person } from './support/person.js';

const GONE = 'the id of no device';

/** Notes how the browser answers requests for devices: the name of an error, or nothing. */
async function noteRequests(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluateOnNewDocument(() => {
    // The empty page at the beginning is not secure.
    if (!isSecureContext) return;
    const answers: string[] = [];
    Reflect.set(globalThis, 'answers', answers);
    const { getUserMedia } = MediaDevices.prototype;
    MediaDevices.prototype.getUserMedia = async function (constraints) {
      try {
        const stream = await getUserMedia.call(this, constraints);
        answers.push('');
        return stream;
      } catch (error) {
        answers.push((error as Error).name);
        throw error;
      }
    };
  });
  return () => page.evaluate(() => Reflect.get(globalThis, 'answers') as string[]);
}

/** Name of the error of a request for these devices, where nobody answers the browser's question. */
const refusal = (page: Page, microphone: string, camera: string): Promise<string> =>
  page.evaluate(
    (audio, video) =>
      navigator.mediaDevices
        .getUserMedia({ audio: { deviceId: { exact: audio } }, video: { deviceId: { exact: video } } })
        .then(
          () => '',
          (error: unknown) => (error as Error).name,
        ),
    microphone,
    camera,
  );

for (const name of BROWSER_NAMES) {
  describe(`devices that are gone in ${name}`, BROWSERS[name].needs, () => {
    let server: ProductionServer;
    let browser: Browser;

    before(async () => {
      server = await startProductionServer();
      browser = await BROWSERS[name].launch();
    });

    after(async () => {
      await browser.close();
      await server.stop();
    });

    it('leave the other one as it was chosen, and cost no prompt', async () => {
      const { page, errors } = await Person.create(browser);
      const answers = await noteRequests(page);
      await page.goto(`${server.url}compose.html`);
      const [microphone, camera] = await page.evaluate(async (gone) => {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        for (const track of stream.getTracks()) track.stop();
        const devices = await navigator.mediaDevices.enumerateDevices();
        const [audioinput, videoinput] = ['audioinput', 'videoinput'].map(
          (kind) => devices.findLast((device) => device.kind === kind)?.deviceId ?? '',
        );
        localStorage.setItem('rtc-elements:devices', JSON.stringify({ audioinput, videoinput: gone }));
        return [audioinput, videoinput] as const;
      }, GONE);
      const room = `devices-${name}`;
      await page.goto(`${server.url}?room=${room}&name=Ann&autojoin`);
      await Person.of(page.browserContext(), page).waitForState('in-call');
      const selected = await page.$eval('rtc-call', (call) => {
        const { media } = Reflect.get(call, 'session') as {
          media: { selectedDevice(kind: string): string };
        };
        return ['audioinput', 'videoinput'].map((kind) => media.selectedDevice(kind));
      });
      assert.deepEqual(selected, [microphone, camera]);
      assert.deepEqual(await answers(), ['OverconstrainedError', '']);
      assert.deepEqual(errors, []);
      await page.browserContext().close();
    });
  });
}

describe('a request for devices that are gone', () => {
  let server: ProductionServer;

  before(async () => {
    server = await startProductionServer();
  });

  after(() => server.stop());

  const launch = {
    Chromium: () => launchChromium(),
    // Prompts, which nobody answers.
    Firefox: () => launchFirefox({ extraPrefsFirefox: { 'media.navigator.permission.disabled': false } }),
  };
  for (const name of BROWSER_NAMES) {
    it(`is refused before the person is asked, in ${name}`, BROWSERS[name].needs, async () => {
      const browser = await launch[name]();
      try {
        const context = await browser.createBrowserContext();
        // Nothing is permitted.
        if (name === 'Chromium') {
          for (const device of ['camera', 'microphone']) {
            await context.setPermission(new URL(server.url).origin, {
              permission: { name: device },
              state: 'denied',
            });
          }
        }
        const page = await context.newPage();
        await page.goto(server.url);
        assert.equal(await refusal(page, GONE, GONE), 'OverconstrainedError');
      } finally {
        await browser.close();
      }
    });
  }
});
