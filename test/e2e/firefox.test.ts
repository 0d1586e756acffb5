// Every feature between Chromium and Firefox. `DIRECTION` says where things are done: `from-firefox`, the default, or
// `from-chromium`, as in `npm run test:soak`. In the other browser they are seen.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { howToGet } from '../../scripts/programs.mjs';
import { evalFirst, findFirst } from '../support/deep.js';
import { needs } from '../support/needs.js';
import { press } from '../support/press.js';
import { startProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { incomingVideo } from './support/incoming-video.js';
import { focused, tabTo } from './support/keyboard.js';
import { MixedCall } from './support/mixed-call.js';
import type { Person, Tile } from './support/person.js';
import { pictureOf } from './support/pictures.js';
import { SCREEN, SECOND_CAMERA, SECOND_ID } from './support/pretend-devices.js';
import { openFile, recorded, save } from './support/recorded-file.js';
import { savedFile } from './support/saved-file.js';
import { idOf, look, settled, watch } from './support/scene.js';

const DIRECTIONS = {
  'from-firefox': ['Firefox', 'Chromium'],
  'from-chromium': ['Chromium', 'Firefox'],
} as const;

const DIRECTION = process.env['DIRECTION'] ?? 'from-firefox';
assert.ok(DIRECTION in DIRECTIONS, `DIRECTION is one of ${Object.keys(DIRECTIONS).join(', ')}`);
const [ACTS, SEES] = DIRECTIONS[DIRECTION as keyof typeof DIRECTIONS];

/** No pixel of a black picture is brighter, however it was encoded. */
const BLACK = 40;

describe(`what is done in ${ACTS} and seen in ${SEES}`, needs('firefox'), () => {
  let call: MixedCall;
  /** Acts. */
  let ann: Person;
  /** Sees. */
  let bob: Person;

  before(async () => {
    call = await MixedCall.open();
    [ann, bob] = await Promise.all([call.join(ACTS, 'Ann'), call.join(SEES, 'Bob')]);
  });

  after(() => (call as MixedCall | undefined)?.close());

  const tilesAt = (person: Person, count: number): Promise<unknown> =>
    waitFor(`${count} tiles`, async () => (await person.tiles()).length === count);

  it('join: both see and hear each other', async () => {
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

  it('the page is loaded again, and is in the same place', async () => {
    const id = await idOf(ann);
    const notes = await watch(bob);
    await ann.page.reload();
    await ann.waitForState('in-call');
    assert.equal(await idOf(ann), id);
    await settled(ann, bob);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    assert.deepEqual(await notes(), []);
  });

  it('another camera is chosen, and the first one again', async () => {
    // Firefox tells its devices to a page that has the focus.
    await ann.page.bringToFront();
    const choose = (deviceId: string): Promise<void> =>
      look(ann, ({ session }, id) => session.media.selectDevice('videoinput', id), deviceId);
    const chosen = (): Promise<string> =>
      look(ann, ({ session }) => session.media.selectedDevice('videoinput'));
    const first = await chosen();
    await waitFor('a list with the other camera', () =>
      look(
        ann,
        async ({ session: { media } }, id) => {
          await media.devices.refresh();
          return media.devices.list('videoinput').some(({ deviceId }) => deviceId === id);
        },
        SECOND_ID,
      ),
    );
    await choose(SECOND_ID);
    await bob.seesColour('Ann', SECOND_CAMERA);
    assert.equal(await chosen(), SECOND_ID);
    await choose(first);
    await waitFor('the first camera', async () => !(await bob.showsColour('Ann', SECOND_CAMERA)));
    assert.equal(await chosen(), first);
    await bob.seesMotion('Ann');
  });

  it('another speaker is chosen', async () => {
    await ann.page.bringToFront();
    const chosen = await look(ann, async ({ session: { media } }) => {
      await media.devices.refresh();
      const { deviceId = '' } = media.devices.list('audiooutput').at(-1) ?? {};
      await media.selectDevice('audiooutput', deviceId);
      return deviceId;
    });
    assert.notEqual(chosen, '');
    await waitFor('the other speaker', () =>
      evalFirst(ann.page, 'rtc-remote-video >>> video', (video, chosen) => video.sinkId === chosen, chosen),
    );
  });

  it('a screen is shared, and no longer', async (t) => {
    if (!call.hasScreen(ACTS))
      t.diagnostic(`a canvas stands in for the screen, for want of ${howToGet('xvfb')}`);
    await ann.click('Share screen');
    await tilesAt(bob, 2);
    const screen = (): Promise<Tile | undefined> =>
      bob.tiles().then((tiles) => tiles.find(({ name }) => /Ann.*screen/.test(name)));
    const { name } = await waitFor('the tile of the screen', screen);
    await bob.seesMotion(name);
    assert.equal((await incomingVideo(bob, 'screen')).codec, 'video/AV1');
    // Chromium’s fake screen shows no windows.
    if (ACTS === 'Firefox') {
      await waitFor('the words', async () => (await ann.text()).includes('screen, without its sound'));
      const poster = call.hasScreen('Firefox') ? await call.poster(SCREEN) : undefined;
      await bob.seesColour(name, SCREEN);
      await poster?.close();
    }
    await ann.click('Stop sharing');
    await tilesAt(bob, 1);
  });

  it('a message is written, and answered', async () => {
    for (const person of [ann, bob]) await person.click('Chat');
    for (const [from, to, text] of [
      [ann, bob, 'good morning'],
      [bob, ann, 'good day'],
    ] as const) {
      const field = await waitFor('the field', () =>
        findFirst(from.page, 'rtc-chat >>> textarea:not([aria-disabled=true])'),
      );
      await field.type(text);
      await from.page.keyboard.press('Enter');
      await waitFor('the message', () =>
        evalFirst(to.page, 'rtc-chat >>> [part~=log]', (log, text) => log.textContent.includes(text), text),
      );
    }
  });

  it('a file of 5 MiB arrives as it was', async (t) => {
    const bytes = randomBytes(5 * 1024 * 1024);
    const folder = await mkdtemp(join(tmpdir(), 'firefox-'));
    t.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'film.bin'), bytes);
    const input = await waitFor('the field for files', () =>
      findFirst(ann.page, 'rtc-chat >>> input[type=file]:enabled'),
    );
    await input.uploadFile(join(folder, 'film.bin'));
    await press('the offer', () => findFirst(bob.page, 'rtc-chat >>> [part~=accept-button]'));
    assert.deepEqual(await savedFile(bob), {
      name: 'film.bin',
      digest: createHash('sha256').update(bytes).digest('hex'),
    });
    for (const person of [ann, bob]) await person.click('Chat');
  });

  it('a photo is taken of the other one', async () => {
    const sizes = [await pictureOf(ann.page, '>>> rtc-remote-video >>> video')];
    await ann.click('Take photo');
    const photo = await waitFor('the photo', async () => {
      const found = await pictureOf(ann.page, '>>> rtc-snapshot >>> img');
      return found.width > 0 ? found : undefined;
    });
    // The size of what is received may change at any time.
    sizes.push(await pictureOf(ann.page, '>>> rtc-remote-video >>> video'));
    assert.ok(
      sizes.some(({ width, height }) => width === photo.width && height === photo.height),
      `${JSON.stringify(photo)} of ${JSON.stringify(sizes)}`,
    );
    assert.ok(photo.brightest > BLACK, 'the photo is black');
  });

  it('a recording is made with the consent of the other one, and plays in both browsers', async () => {
    const starting = look(ann, (call) =>
      call.startRecording({ width: 320, height: 180, frameRate: 10, answerTimeout: 120_000 }),
    );
    const says = (words: string): Promise<unknown> =>
      waitFor(`"${words}"`, async () => (await bob.text()).includes(words));
    await says('wants to record this call');
    await bob.click('Accept');
    await starting;
    await says('is recording you');
    await recorded(ann, 2);
    await ann.click('Stop');
    const { url } = await save(ann);
    assert.match(url, ACTS === 'Firefox' ? /^data:video\/webm/ : /^data:video\/(mp4|webm)/);
    for (const browser of Object.values(call.browsers)) {
      const page = await browser.newPage({ type: 'window' });
      const duration = await openFile(page, url);
      assert.ok(duration > 1, `${duration} s in ${await browser.version()}`);
      // In the middle: the first picture may be of a moment before anybody was seen.
      await page.$eval('video#recording', (video) => (video.currentTime = video.duration / 2));
      const { width, height } = await waitFor(`a picture in ${await browser.version()}`, async () => {
        const picture = await pictureOf(page, '#recording');
        return picture.brightest > BLACK ? picture : undefined;
      });
      assert.deepEqual([width, height], [320, 180]);
      await page.close();
    }
  });

  it('low data closes the camera and brings no pictures, until it ends', async () => {
    await ann.page.evaluate(() => {
      document.querySelector('rtc-call')?.setAttribute('id', 'call');
      document.body.insertAdjacentHTML(
        'beforeend',
        '<rtc-controls for="call" controls="low-data" style="position: fixed; inset-block-start: 0"></rtc-controls>',
      );
    });
    await ann.click('Save data: sound only');
    await waitFor('the avatar', async () => (await bob.tile('Ann'))?.picture === false);
    await waitFor('the avatar', async () => (await ann.tile('Bob'))?.picture === false);
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

  it('the spotlight follows whoever speaks', async () => {
    const cleo = await call.join(ACTS, 'Cleo');
    await Promise.all([cleo.sees('Ann', 'Bob'), bob.sees('Ann', 'Cleo')]);
    await cleo.click('Mute microphone');
    await look(bob, (call) => {
      call.setAttribute('layout', 'spotlight');
    });
    const isBig = (name: string): Promise<unknown> =>
      waitFor(`the big tile of ${name}`, async () => {
        const [biggest, next] = (await bob.tiles()).toSorted((a, b) => b.area - a.area);
        return biggest?.name === name && biggest.area > 2 * (next?.area ?? Infinity);
      });
    await isBig('Ann');
    await ann.click('Mute microphone');
    await cleo.click('Unmute microphone');
    await isBig('Cleo');
    await cleo.click('Leave call');
    await ann.click('Unmute microphone');
    await Promise.all([tilesAt(ann, 1), tilesAt(bob, 1)]);
    await cleo.close();
  });

  it('the keyboard alone joins and leaves', async () => {
    const dan = await call.person(ACTS, 'Dan');
    const { page } = dan;
    await page.bringToFront();
    await waitFor('the lobby', async () => (await dan.text()).includes('Join call'));
    await tabTo(page, /^Join/);
    await page.keyboard.press('Enter');
    await bob.sees('Ann', 'Dan');
    await tabTo(page, /^(Mute microphone|Turn camera off|Leave)/);
    await page.keyboard.press('End');
    assert.match(await focused(page), /^Leave/);
    await page.keyboard.press('Enter');
    await dan.waitForState('left');
    await tilesAt(bob, 1);
    await dan.close();
  });

  it('the preferred codec is the one in which pictures come', async () => {
    assert.equal((await incomingVideo(ann)).codec, 'video/VP8');
    await ann.click('Leave call');
    await tilesAt(bob, 0);
    await look(ann, ({ session }) => {
      const { quality } = session.features;
      if (quality) quality.preferredCodecs = ['video/VP9'];
    });
    await ann.click('Join again');
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    assert.equal((await incomingVideo(ann)).codec, 'video/VP9');
  });

  it('the server is killed and comes back, and media never stop', async () => {
    for (const { errors } of [ann, bob]) assert.deepEqual(errors, []);
    const [annTiles, bobTiles] = await Promise.all([ann.tiles(), bob.tiles()]);
    await call.server.kill();
    await Promise.all([ann.waitForState('reconnecting'), bob.waitForState('reconnecting')]);
    await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
    call.server = await startProductionServer('--port', String(call.server.port));
    await Promise.all([ann.waitForState('in-call'), bob.waitForState('in-call')]);
    await settled(ann, bob);
    for (const [person, other, before] of [
      [ann, 'Bob', annTiles],
      [bob, 'Ann', bobTiles],
    ] as const) {
      await person.sees(other);
      // A connection or a tile that is made anew begins to count its frames anew.
      const [now] = await person.tiles();
      assert.ok((now?.frames ?? 0) > (before[0]?.frames ?? Infinity), `${other} began anew`);
    }
    // The new server passes on what is said now.
    await ann.click('Mute microphone');
    await waitFor('the mute badge', async () => (await bob.tile('Ann'))?.muted);
  });
});
