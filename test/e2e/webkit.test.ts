import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { HeaderProxy } from '../support/header-proxy.js';
import { needs } from '../support/needs.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { launchWebKit, type WebKit } from '../support/webkit.js';
import { PREPARE_PAGE, WebKitPage } from './support/webkit-page.js';

const TITLE = 'This browser cannot make calls';
const HINT = 'Open the page in a current Chrome, Edge, Firefox or Safari.';

/** Every element: each file that is named for one has a class with that tag. */
const TAGS = readdirSync(new URL('../../src/components', import.meta.url), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('define.ts'))
  .map((path) => basename(dirname(path)).replace(/^(?!rtc-)/, 'rtc-tile-'));

interface Failure {
  readonly code: string;
  readonly recoverable: boolean;
}

/** The members of `<rtc-call>` that the tests use. */
interface Call extends HTMLElement {
  readonly session: { readonly media: { failure(source: string): Failure | undefined } };
  join(): Promise<void>;
  startRecording(): Promise<void>;
}

for (const devices of [true, false]) {
  const title = `WebKitGTK, which has no WebRTC, ${devices ? 'with' : 'without'} devices`;
  describe(title, needs('webkit', 'xvfb'), () => {
    let server: ProductionServer;
    let proxy: HeaderProxy;
    let webKit: WebKit;

    before(async () => {
      server = await startProductionServer();
      proxy = await HeaderProxy.start(server.port, {}, PREPARE_PAGE);
      webKit = await launchWebKit({ devices });
    });

    after(async () => {
      await webKit.close();
      proxy.stop();
      await server.stop();
    });

    afterEach(async () => {
      assert.deepEqual(await new WebKitPage(webKit.driver).errors(), []);
    });

    /** Runs a test on a page of the demo. */
    function test(title: string, path: string, run: (page: WebKitPage) => Promise<void>): void {
      it(title, async () => {
        const page = new WebKitPage(webKit.driver);
        await page.open(proxy.url + path);
        await run(page);
      });
    }

    /** Asserts that all elements of the page are rendered, these among them. */
    async function shows(page: WebKitPage, ...tags: string[]): Promise<void> {
      await waitFor(`${tags.join()}, with a size`, async () => {
        const rendered = await page.rendered();
        return tags.every((tag) => rendered.some((element) => element.tag === tag && element.sized));
      });
      assert.deepEqual(
        (await page.rendered()).filter(({ defined }) => !defined),
        [],
      );
    }

    if (devices) withDevices();
    else withoutDevices();

    function withDevices(): void {
      test(
        'has all of the platform that elements need, and captures, but makes no connection',
        '',
        async (page) => {
          assert.deepEqual(
            await page.driver.run(async () => ({
              secure: isSecureContext,
              RTCPeerConnection: 'RTCPeerConnection' in globalThis,
              devices: (await navigator.mediaDevices.enumerateDevices()).map(({ kind }) => kind).toSorted(),
              getDisplayMedia: 'getDisplayMedia' in navigator.mediaDevices,
              setSinkId: 'setSinkId' in HTMLMediaElement.prototype,
              AudioContext: 'AudioContext' in globalThis,
              MediaRecorder: 'MediaRecorder' in globalThis,
              customStates: CSS.supports('selector(:state(x))'),
            })),
            {
              secure: true,
              RTCPeerConnection: false,
              devices: ['audioinput', 'videoinput'],
              getDisplayMedia: true,
              setSinkId: false,
              AudioContext: true,
              MediaRecorder: true,
              customStates: true,
            },
          );
        },
      );

      test(
        'says in the lobby that it cannot call, and offers nothing that leads nowhere',
        '?room=a&name=Ann',
        async (page) => {
          await shows(page, 'rtc-call', 'rtc-lobby', 'rtc-local-video', 'rtc-device-picker');
          await page.says(TITLE, 'alert');
          await page.says(HINT, 'alert');
          for (const label of ['Join call', 'Mute microphone', 'Turn camera off']) {
            assert.equal(await page.isDisabled(label), true, label);
          }
          assert.equal((await page.find('Allow camera and microphone')).visible, false);
          assert.equal((await page.find('Ready to join?')).visible, false);

          const name = await page.driver.find(() =>
            document
              .querySelector('rtc-call')
              ?.shadowRoot?.querySelector('rtc-lobby')
              ?.shadowRoot?.querySelector('input'),
          );
          await page.driver.type(name, 'a\n');
          assert.equal(await page.state(), 'idle');
        },
      );

      test('says so after a join by the page', '?room=a&name=Ann', async (page) => {
        const error = await page.driver.run(async () => {
          try {
            await document.querySelector<Call>('rtc-call')?.join();
            return undefined;
          } catch (error) {
            const { code, recoverable } = error as Failure;
            return { code, recoverable };
          }
        });
        assert.deepEqual(error, { code: 'unsupported-browser', recoverable: false });
        assert.equal(await page.state(), 'failed');
        await page.says(TITLE, 'status');
        await page.says(HINT, 'status');
      });

      test(
        'says so where the page joins by itself, and again after "Try again"',
        '?room=a&name=Ann&autojoin',
        async (page) => {
          await waitFor('the failure', async () => (await page.state()) === 'failed');
          await shows(page, 'rtc-call');
          await page.says(TITLE, 'status');
          await page.says(HINT, 'status');
          await page.click('Try again');
          await waitFor('the failure', async () => (await page.state()) === 'failed');
          await page.says(TITLE, 'status');
        },
      );

      test(
        'shows the own camera and takes a photo of it on /local.html, and says why there is no call',
        'local.html',
        async (page) => {
          await shows(page, 'rtc-call', 'rtc-local-video', 'rtc-remote-video');
          await page.click('Connect');
          await page.says(TITLE, 'status');
          // Small, since this browser draws without a graphics processor.
          await page.driver.run(() => {
            Object.assign(document.querySelector('rtc-call') ?? {}, {
              constraints: { video: { width: { ideal: 320 }, height: { ideal: 180 } } },
            });
          });
          await page.click('Open camera');
          await waitFor('a picture', () =>
            page.driver.run(
              () => document.querySelector('rtc-local-video')?.shadowRoot?.querySelector('video')?.videoWidth,
            ),
          );
          await page.click('Take photo');
          // A photo waits 3 s for a frame, which a busy machine may not draw in time.
          const photo = await waitFor('a photo, or the words that there is none', () =>
            page.driver.run(() => {
              if (document.querySelector('img')?.naturalWidth) return 'taken';
              return document.querySelector('#status')?.textContent.includes('No picture') && 'missing';
            }),
          );
          if (photo === 'taken') assert.ok(await page.driver.run(hasContent), 'the photo is empty');
          await page.click('Close camera');
          await page.button('Open camera');
        },
      );

      test(
        'shows the devices and the camera in the own layout of /compose.html, and says why one cannot come in',
        'compose.html?room=a&name=Ann',
        async (page) => {
          await shows(page, 'rtc-call', 'rtc-stage', 'rtc-local-video', 'rtc-device-picker', 'rtc-controls');
          await page.click('Come in');
          await page.says(TITLE, 'status');
          assert.equal(await page.isDisabled('Leave call'), true);

          // One that is off can be opened without a call.
          await page.click('Turn camera off');
          await page.click('Turn camera on');
          await waitFor('the name of the camera', () =>
            page.driver.run(() =>
              document
                .querySelector('rtc-device-picker')
                ?.shadowRoot?.querySelector('select')
                ?.selectedOptions[0]?.textContent.includes('Mock video device'),
            ),
          );
          await page.click('Share screen');
          await page.button('Stop sharing');
          const refusal = await page.driver.run(async () => {
            try {
              await document.querySelector<Call>('rtc-call')?.startRecording();
              return undefined;
            } catch (error) {
              return (error as Failure).code;
            }
          });
          assert.equal(refusal, 'invalid-options', 'a recording without a call');
        },
      );

      test('defines each element, and renders it outside of a call', '', async (page) => {
        await page.driver.run((tags) => {
          document.body.replaceChildren(...tags.map((tag) => document.createElement(tag)));
        }, TAGS);
        await waitFor('a shadow root of each', () =>
          page.driver.run(
            (tags) =>
              tags.every((tag) => {
                const root = document.querySelector(tag)?.shadowRoot;
                return customElements.get(tag) !== undefined && root !== null && root !== undefined;
              }),
            TAGS,
          ),
        );
      });
    }

    function withoutDevices(): void {
      test('names the devices that are missing in the lobby', '?room=a&name=Ann', async (page) => {
        await page.says(TITLE, 'alert');
        const selects = await page.driver.run(() => {
          const lobby = document.querySelector('rtc-call')?.shadowRoot?.querySelector('rtc-lobby');
          const picker = lobby?.shadowRoot?.querySelector('rtc-device-picker');
          return Array.from(picker?.shadowRoot?.querySelectorAll('select') ?? [], (select) => [
            select.disabled,
            select.selectedOptions[0]?.textContent.trim(),
          ]);
        });
        assert.deepEqual(selects, [
          [true, 'No camera found'],
          [true, 'No microphone found'],
        ]);
      });

      test('says that no camera was found, and no screen', 'compose.html?room=a&name=Ann', async (page) => {
        await page.click('Turn camera off');
        await page.click('Turn camera on');
        await page.says('getUserMedia failed', 'status');
        const failure = await page.driver.run(
          () => document.querySelector<Call>('rtc-call')?.session.media.failure('camera')?.code,
        );
        assert.equal(failure, 'device-not-found');
        await page.click('Share screen');
        await page.says('getDisplayMedia failed', 'status');
      });
    }
  });
}

// Runs in the page.

function hasContent(): boolean {
  const image = document.querySelector('img');
  const context = document.createElement('canvas').getContext('2d');
  if (!image || !context) return false;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, 100, 100).data.some((value) => value > 0);
}
