import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS } from '../support/browsers.js';
import { dealtIt } from '../support/dealt.js';
import { evalFirst, findFirst } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';

const CDN = fileURLToPath(new URL('../../dist/cdn', import.meta.url));

const PHONE = { width: 360, height: 640 };

/** Words of the button to join, by language. */
const WORDS: Readonly<Record<string, RegExp>> = { en: /^Join/, zh: /[一-龥]/, de: /teilnehmen$/i };

/** The longest that a page and a person can give. */
const LONG_ROOM = 'Quarterly-planning-'.repeat(7).slice(0, 128);
const LONG_NAME = 'Maximiliane von und zu Hohenberg-Waldenfels '.repeat(2).slice(0, 64);

const PAGE = (lang: string, room: string, name: string): string => `<!doctype html>
<html lang="${lang}">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <title>Standup</title>
  <link rel="icon" href="data:," />
  <script type="module" src="./rtc-elements.js"></script>
  <rtc-call signaling="broadcast:" room="${room}" name="${name}"></rtc-call>
</html>`;

/** Answers of the browser: the permission, and the error of a request for these kinds of devices. */
interface Answers {
  readonly permission: PermissionState;
  /** Name and message of the error; `pending` for an answer that never comes. */
  readonly error?: readonly [name: string, message?: string];
  /** Only requests with sound fail. */
  readonly soundOnly?: boolean;
  /** The browser has no WebRTC. */
  readonly noWebRtc?: boolean;
  /** Words over or beside the preview then. */
  readonly seen: string;
  /** Pressed to get there. */
  readonly press?: string;
}

const ALLOW = '[part~=allow-button]';

const STATES: Readonly<Record<string, Answers>> = {
  'before anybody has allowed anything': { permission: 'prompt', seen: ALLOW },
  'with a picture': { permission: 'granted', seen: 'rtc-local-video' },
  'while the browser asks': {
    permission: 'prompt',
    error: ['pending'],
    press: ALLOW,
    seen: '.over[role=status]',
  },
  'after a refusal': {
    permission: 'denied',
    error: ['NotAllowedError', 'Permission denied'],
    press: ALLOW,
    seen: '.over[role=alert]',
  },
  'after a dismissal': {
    permission: 'prompt',
    error: ['NotAllowedError', 'Permission dismissed'],
    press: ALLOW,
    seen: '.over[role=alert]',
  },
  'with devices in use': { permission: 'granted', error: ['NotReadableError'], seen: '.over[role=alert]' },
  'without devices': { permission: 'granted', error: ['NotFoundError'], seen: '.over[role=alert]' },
  'with a microphone in use': {
    permission: 'granted',
    error: ['NotReadableError'],
    soundOnly: true,
    seen: '.note[role=alert]',
  },
  'in a browser that cannot call': { permission: 'granted', noWebRtc: true, seen: '.over[role=alert]' },
};

/** Has the browser answer like this. Runs in the page, alone. */
function answer({ permission, error, soundOnly = false, noWebRtc = false }: Answers): void {
  Permissions.prototype.query = () =>
    Promise.resolve(Object.assign(new EventTarget(), { state: permission }) as PermissionStatus);
  if (noWebRtc) Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  if (!error || !('MediaDevices' in globalThis)) return;
  const { getUserMedia } = MediaDevices.prototype;
  const [name, message = 'no'] = error;
  MediaDevices.prototype.getUserMedia = function (this: MediaDevices, constraints) {
    if (soundOnly && !constraints?.audio) return getUserMedia.call(this, constraints);
    return name === 'pending'
      ? new Promise(() => undefined)
      : Promise.reject(new DOMException(message, name));
  };
}

for (const browserName of BROWSER_NAMES) {
  describe(`the lobby on a small phone in ${browserName}`, BROWSERS[browserName].needs, () => {
    const test = dealtIt(browserName);
    let folder: string;
    let server: ProductionServer;
    let browser: Browser;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'small-phone-'));
      await cp(CDN, folder, { recursive: true });
      await writeFile(join(folder, 'en.html'), PAGE('en', 'standup', 'Ann'));
      for (const lang of ['zh', 'de']) {
        await writeFile(join(folder, `${lang}-long.html`), PAGE(lang, LONG_ROOM, LONG_NAME));
      }
      [server, browser] = await Promise.all([
        startProductionServer('--static', folder),
        BROWSERS[browserName].launch(),
      ]);
    });

    after(async () => {
      await browser.close();
      await server.stop();
      await rm(folder, { recursive: true });
    });

    async function open(file: string, answers: Answers): Promise<Page> {
      const page = await (await browser.createBrowserContext()).newPage();
      await page.setViewport(PHONE);
      await page.evaluateOnNewDocument(answer, answers);
      await page.goto(`${server.url}${file}`);
      const { press, seen } = answers;
      if (press) {
        const button = await waitFor(press, () => findFirst(page, `rtc-lobby >>> ${press}`));
        await button.evaluate((element) => (element as HTMLElement).click());
      }
      await waitFor(seen, () => findFirst(page, `rtc-lobby >>> ${seen}`));
      return page;
    }

    /** Label of the button to join, and how far below the edge of the screen it ends, in px. */
    const measure = (
      page: Page,
    ): Promise<{ label: string; below: number; isOnTop: boolean; scrolled: number }> =>
      evalFirst(page, 'rtc-lobby >>> [part~=join-button]', (button) => {
        const { left, top, bottom, width, height } = button.getBoundingClientRect();
        const root = button.getRootNode() as ShadowRoot;
        return {
          label: button.textContent.trim(),
          below: bottom - innerHeight,
          isOnTop: root.elementFromPoint(left + width / 2, top + height / 2) === button,
          scrolled: scrollY,
        };
      });

    for (const [state, answers] of Object.entries(STATES)) {
      test(`shows the button to join without scrolling ${state}`, async () => {
        for (const file of ['en', 'zh-long', 'de-long']) {
          const page = await open(`${file}.html`, answers);
          // The words of the language come after the lobby.
          const words = WORDS[file.slice(0, 2)] ?? /./;
          await waitFor('the words', async () => words.test((await measure(page)).label));
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          const { below, isOnTop, scrolled } = await measure(page);
          assert.ok(below <= 0, `${file}: ends ${String(below)} px below the screen`);
          assert.ok(isOnTop, `${file}: something lies above it`);
          assert.equal(scrolled, 0);
          await page.browserContext().close();
        }
      });
    }
  });
}
