// Every feature between Chromium and Firefox. `ACTS` names the browser in which things are done, Firefox without; in the
// other one they are seen.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { findProgram } from '../../scripts/programs.mjs';
import { launchChromium, launchFirefox } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { incomingVideo } from './support/incoming-video.js';
import { focused, tabTo } from './support/keyboard.js';
import { Person } from './support/person.js';
import { pretendDevices, SCREEN, SECOND_CAMERA } from './support/pretend-devices.js';
import { openFile, recorded, save } from './support/recorded-file.js';
import { idOf, look, watch } from './support/scene.js';

const ACTS = process.env['ACTS'] === 'Chromium' ? 'Chromium' : 'Firefox';
const SEES = ACTS === 'Firefox' ? 'Chromium' : 'Firefox';

/** Without a sound card Firefox plays nothing, and measures nothing; its mock of one is for such machines. */
const WITH_SOUND = { extraPrefsFirefox: { 'media.cubeb.force_mock_context': true } };

const MISSING = findProgram('firefox') === undefined && 'there is no Firefox';

describe(`what is done in ${ACTS} and seen in ${SEES}`, { skip: MISSING }, () => {
  let server: ProductionServer;
  let browsers: Record<'Chromium' | 'Firefox', Browser>;
  let folder: string;
  /** In the browser that acts, and in the one that sees. */
  let ann: Person, bob: Person;

  before(async () => {
    const [made, Chromium, Firefox, place] = await Promise.all([
      startProductionServer(),
      launchChromium(),
      launchFirefox(WITH_SOUND),
      mkdtemp(joinPath(tmpdir(), 'firefox-')),
    ]);
    assert.ok(Firefox, 'it was there just now');
    [server, browsers, folder] = [made, { Chromium, Firefox }, place];
    [ann, bob] = [await join(ACTS, 'Ann'), await join(SEES, 'Bob')];
  });

  after(async () => {
    for (const browser of Object.values(browsers)) await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  /** Somebody in a window of their own: Firefox has no timers in a tab behind another one. */
  async function open(where: 'Chromium' | 'Firefox', name: string): Promise<Person> {
    const context = await browsers[where].createBrowserContext();
    const person = await Person.inWindow(context);
    await person.page.evaluateOnNewDocument(pretendDevices, SECOND_CAMERA, SCREEN);
    await person.page.goto(`${server.url}?room=both&name=${name}`);
    return person;
  }

  async function join(where: 'Chromium' | 'Firefox', name: string): Promise<Person> {
    const person = await open(where, name);
    await person.click('Join call');
    await person.waitForState('in-call');
    return person;
  }

  const tilesAt = (person: Person, count: number): Promise<unknown> =>
    waitFor(`${count} tiles`, async () => (await person.tiles()).length === count);

  it('a call: both see and hear each other', async () => {
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    await Promise.all([ann.hearsAll(), bob.hearsAll()]);
  });

  it('the microphone is muted, and heard again', async () => {
    await ann.click('Mute microphone');
    await waitFor('the mute badge', async () => (await bob.tile('Ann'))?.muted);
    await ann.click('Unmute microphone');
    await waitFor('no mute badge', async () => (await bob.tile('Ann'))?.muted === false);
  });

  it('the camera is turned off, and on again', async () => {
    await ann.click('Turn camera off');
    await waitFor('the avatar', async () => (await bob.tile('Ann'))?.picture === false);
    await ann.click('Turn camera on');
    await bob.seesMotion('Ann');
  });

  it('a page is loaded again, and is in the same place', async () => {
    const id = await idOf(ann);
    const notes = await watch(bob);
    await ann.page.reload();
    await ann.waitForState('in-call');
    assert.equal(await idOf(ann), id);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    assert.deepEqual(await notes(), []);
  });

  it('another camera is chosen, and the first one again', async () => {
    const choose = (deviceId: string): Promise<void> =>
      look(ann, ({ session }, id) => session.media.selectDevice('videoinput', id), deviceId);
    const first = await look(ann, ({ session }) => session.media.selectedDevice('videoinput'));
    await choose('second');
    await bob.seesColour('Ann', SECOND_CAMERA);
    assert.equal(await look(ann, ({ session }) => session.media.selectedDevice('videoinput')), 'second');
    await choose(first);
    await waitFor('the first camera', async () => !(await bob.showsColour('Ann', SECOND_CAMERA)));
    await bob.seesMotion('Ann');
  });

  it('a screen is shared, and no more', async () => {
    await ann.click('Share screen');
    await tilesAt(bob, 2);
    const [screen] = await bob.tiles();
    assert.match(screen?.name ?? '', /Ann/);
    await bob.seesColour(screen?.name ?? '', SCREEN);
    await ann.click('Stop sharing');
    await tilesAt(bob, 1);
  });

  it('a message is written, and an answer', async () => {
    for (const person of [ann, bob]) await person.click('Chat');
    for (const [from, to, text] of [
      [ann, bob, 'hello'],
      [bob, ann, 'good day'],
    ] as const) {
      const field = await waitFor('the field', () => from.page.$('>>> rtc-chat >>> textarea:enabled'));
      await field.type(text);
      await from.page.keyboard.press('Enter');
      await waitFor('the message', async () => (await to.text()).includes(text));
    }
  });

  it('a file of 5 MiB is sent, and saved as it was', async () => {
    const bytes = randomBytes(5 * 1024 * 1024);
    await writeFile(joinPath(folder, 'film.bin'), bytes);
    const input = await ann.page.$('>>> rtc-chat >>> input[type=file]');
    await input?.uploadFile(joinPath(folder, 'film.bin'));
    const accept = await waitFor('the offer', () => bob.page.$('>>> rtc-chat >>> [part~=accept-button]'));
    await accept.click();
    const button = await waitFor('the file', () => bob.page.$('>>> rtc-chat >>> [part~=save-button]'));
    const [name, digest] = await button.evaluate(async (element) => {
      // In place of the browser's download.
      const saved = new Promise<HTMLAnchorElement>((resolve) => {
        HTMLAnchorElement.prototype.click = function () {
          resolve(this);
        };
      });
      (element as HTMLButtonElement).click();
      const { href, download } = await saved;
      const received = await (await fetch(href)).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', received));
      return [download, Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')];
    });
    assert.deepEqual([name, digest], ['film.bin', createHash('sha256').update(bytes).digest('hex')]);
    for (const person of [ann, bob]) await person.click('Chat');
  });

  it('a photo is taken', async () => {
    await ann.click('Take photo');
    const colours = await waitFor('the photo', () =>
      ann.page.$eval('>>> rtc-snapshot >>> img', (image) => {
        const canvas = document.createElement('canvas');
        const { naturalWidth, naturalHeight } = image;
        [canvas.width, canvas.height] = [naturalWidth, naturalHeight];
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
        return new Set(new Uint32Array(new Uint8Array(data).buffer)).size;
      }),
    );
    assert.ok(colours > 1, 'an empty picture');
    await ann.page.keyboard.press('Escape');
  });

  it('a recording is made with the consent of the other one, and plays in both browsers', async () => {
    const starting = look(ann, (call) =>
      call.startRecording({ width: 320, height: 180, frameRate: 10, answerTimeout: 120_000 }),
    );
    await bob.click('Accept');
    await starting;
    await waitFor('the sign', async () => /recording/i.test(await bob.text()));
    await recorded(ann, 2);
    await ann.click('Stop');
    const { name, url } = await save(ann);
    assert.match(name, ACTS === 'Firefox' ? /\.webm$/ : /\.(mp4|webm)$/);
    for (const browser of Object.values(browsers)) {
      const page = await browser.newPage();
      assert.ok((await openFile(page, url)) > 0.5);
      await page.close();
    }
  });

  it('low data closes the own camera and brings no pictures, and takes both back', async () => {
    await look(ann, (call) => {
      call.shadowRoot?.querySelector('rtc-controls')?.setAttribute('controls', 'microphone low-data leave');
    });
    await ann.click('Save data: sound only');
    await waitFor('the avatar', async () => (await bob.tile('Ann'))?.picture === false);
    await waitFor('no picture', async () => (await ann.tile('Bob'))?.picture === false);
    await waitFor('a second without pictures', async () => {
      const before = await incomingVideo(ann);
      const later = await waitFor('a later report', async () => {
        const now = await incomingVideo(ann);
        return now.time > before.time + 1000 ? now : undefined;
      });
      return later.bytes === before.bytes;
    });
    await ann.click('Show pictures again');
    await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
  });

  it('the preferred codec is what comes', async () => {
    await look(ann, ({ session }) => {
      const { quality } = session.features;
      if (quality) quality.preferredCodecs = ['video/VP9'];
    });
    await waitFor('VP9', async () => (await incomingVideo(ann)).codec === 'video/VP9');
    await ann.seesMotion('Bob');
  });

  it('the spotlight follows whoever speaks', async () => {
    const cleo = await join(ACTS, 'Cleo');
    await Promise.all([cleo.sees('Ann', 'Bob'), bob.sees('Ann', 'Cleo')]);
    await cleo.click('Mute microphone');
    await look(bob, (call) => {
      call.setAttribute('layout', 'spotlight');
    });
    const inTheSpotlight = (person: Person): Promise<unknown> =>
      waitFor('the spotlight', async () => {
        const id = await idOf(person);
        return look(
          bob,
          ({ session }, id) => session.features.stage?.featured.some((tile) => tile.participant === id),
          id,
        );
      });
    await inTheSpotlight(ann);
    await ann.click('Mute microphone');
    await cleo.click('Unmute microphone');
    await inTheSpotlight(cleo);
    await cleo.click('Leave call');
    await ann.click('Unmute microphone');
    await Promise.all([tilesAt(ann, 1), tilesAt(bob, 1)]);
    await cleo.close();
  });

  it('the keyboard alone joins and leaves', async () => {
    const { page } = await open(ACTS, 'Dan');
    await page.bringToFront();
    await tabTo(page, /^Join/);
    await page.keyboard.press('Enter');
    await tilesAt(bob, 2);
    await tabTo(page, /^(Mute microphone|Turn camera off|Leave)/);
    await page.keyboard.press('End');
    assert.match(await focused(page), /^Leave/);
    await page.keyboard.press('Enter');
    await tilesAt(bob, 1);
    await page.browserContext().close();
  });

  it('the server is killed and comes back, and the pictures move meanwhile', async () => {
    for (const { errors } of [ann, bob]) assert.deepEqual(errors, []);
    await server.kill();
    await Promise.all([ann.waitForState('reconnecting'), bob.waitForState('reconnecting')]);
    await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
    server = await startProductionServer('--port', String(server.port));
    await Promise.all([ann.waitForState('in-call'), bob.waitForState('in-call')]);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    await ann.click('Mute microphone');
    await waitFor('the mute badge', async () => (await bob.tile('Ann'))?.muted);
  });
});
