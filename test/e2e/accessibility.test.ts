import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { accessibilityTree } from './support/accessibility-tree.js';
import { Announcements } from './support/announcements.js';
import { controllersLoaded, tabTo } from './support/keyboard.js';
import { Person } from './support/person.js';
import { look } from './support/scene.js';

const CDN = fileURLToPath(new URL('../../dist/cdn', import.meta.url));
const TREES = fileURLToPath(new URL('trees', import.meta.url));

/** With `TREES=write` the trees are written; somebody reads them before they are committed. */
const WRITES = process.env['TREES'] === 'write';

const PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Standup</title>
  <link rel="icon" href="data:," />
  <script type="module" src="./rtc-elements.js"></script>
  <rtc-call signaling="/signal" controls="microphone camera chat record settings leave" no-microphone></rtc-call>
</html>`;

/** Somebody whose devices are refused, without a question. */
const DENY = '--use-fake-ui-for-media-stream=deny';

describe('what a screen reader finds', () => {
  let folder: string;
  let server: ProductionServer;
  let browser: Browser;
  let people: Person[] = [];
  let rooms = 0;
  let room: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accessibility-'));
    await cp(CDN, folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), PAGE);
    await writeFile(join(folder, 'notes.txt'), 'What we said.');
    [server, browser] = await Promise.all([startProductionServer('--static', folder), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  afterEach(async () => {
    await Promise.all(people.map((person) => person.close()));
    people = [];
  });

  /** Somebody before the call. */
  async function waiting(name: string, url = server.url, by = browser): Promise<Person> {
    if (people.length === 0) room = `room ${String((rooms += 1))}`;
    const person = await Person.create(by);
    people.push(person);
    await person.page.goto(url);
    await person.page.$eval(
      'rtc-call',
      (call, room, name) => {
        call.setAttribute('room', room);
        call.setAttribute('name', name);
      },
      room,
      name,
    );
    return person;
  }

  async function joined(name: string, url?: string): Promise<Person> {
    const person = await waiting(name, url);
    await person.click('Join call');
    await person.waitForState('in-call');
    return person;
  }

  /** Compares with the tree of this name, once the page has come to rest. */
  async function reads(page: Page, name: string): Promise<void> {
    const file = join(TREES, `${name}.txt`);
    if (WRITES) {
      await writeFile(file, await settled(page));
      return;
    }
    const expected = await readFile(file, 'utf8');
    let found = '';
    await waitFor(`the tree ${name}`, async () => (found = await accessibilityTree(page)) === expected).catch(
      () => undefined,
    );
    assert.equal(found, expected);
  }

  const find = (person: Person, selector: string): Promise<ElementHandle> =>
    waitFor(selector, () => person.page.$(selector));

  it('before the call', async () => {
    const ann = await waiting('Ann');
    await reads(ann.page, 'lobby');
  });

  it('after a refusal of the devices', async (t) => {
    const other = await launchChromium({ args: [DENY] });
    t.after(() => other.close());
    const ann = await waiting('Ann', server.url, other);
    await ann.click('Join call');
    await ann.waitForState('failed');
    await reads(ann.page, 'refused');
  });

  it('in a call: alone, with somebody, in dialogs and the chat, while recorded, without a server, afterwards', async (t) => {
    const own = await startProductionServer('--static', folder, '--max-participants', '2');
    t.after(() => own.kill());
    const ann = await joined('Ann', own.url);
    await reads(ann.page, 'alone');
    // His camera is off: what a busy machine makes of pictures would be in the trees.
    const bob = await waiting('Bob', own.url);
    await bob.page.$eval('rtc-call', (call) => call.setAttribute('no-camera', ''));
    await bob.click('Join call');
    await reads(ann.page, 'call');

    await ann.page.keyboard.press('?');
    await reads(ann.page, 'shortcuts');
    await ann.page.keyboard.press('Escape');
    await ann.click('Settings');
    await reads(ann.page, 'settings');
    await ann.page.keyboard.press('Escape');

    await ann.click('Chat');
    await reads(ann.page, 'chat-empty');
    await bob.click('Chat');
    await (await find(bob, '>>> rtc-chat >>> textarea')).type('Hello');
    await bob.page.keyboard.press('Enter');
    const files = (await find(bob, '>>> rtc-chat >>> input[type=file]')) as ElementHandle<HTMLInputElement>;
    await files.uploadFile(join(folder, 'notes.txt'));
    await reads(ann.page, 'chat');
    await ann.click('Chat');

    // As the button does, with more time for the answer: a busy machine is slow.
    await look(bob, (call) => void call.startRecording({ answerTimeout: 120_000 }));
    await reads(ann.page, 'recording-request');
    await ann.click('Accept');
    await reads(ann.page, 'recorded');

    const cleo = await waiting('Cleo', own.url);
    await cleo.click('Join call');
    await cleo.waitForState('failed');
    await reads(cleo.page, 'full');

    await own.kill();
    await reads(ann.page, 'reconnecting');
    await ann.click('Leave call');
    await reads(ann.page, 'left');
  });

  it('and hears of by itself: each thing once, as it happens, with the focus on something all the time', async () => {
    const ann = await Person.create(browser);
    people.push(ann);
    const { page } = ann;
    const announcements = await Announcements.of(page);
    const hears = async (...texts: string[]): Promise<void> => {
      await waitFor(texts.join(', '), async () => (await announcements.all()).length >= texts.length);
      assert.deepEqual(await announcements.take(), texts);
      assert.ok(await page.evaluate(() => document.activeElement !== document.body), 'nothing has the focus');
    };
    room = `room ${String((rooms += 1))}`;
    await page.goto(server.url);
    await page.$eval('rtc-call', (call, room) => call.setAttribute('room', room), room);
    await tabTo(page, /^Join/);
    await page.keyboard.press('Enter');
    await hears('Joining…', 'You joined the call');
    // They tell who comes.
    await controllersLoaded(page);

    const bob = await joined('Bob');
    await hears('⁨Bob⁩ joined');
    await page.keyboard.press('m');
    await hears('Microphone on');
    await page.keyboard.press('m');
    await hears('Microphone muted');

    await page.keyboard.press('c');
    await bob.click('Chat');
    const field = await find(bob, '>>> rtc-chat >>> textarea');
    await field.type('Hello');
    await bob.page.keyboard.press('Enter');
    await hears('⁨Bob⁩: Hello');
    await bob.click('Leave call');
    await hears('⁨Bob⁩ left');
    await page.keyboard.press('Escape');
    await tabTo(page, /microphone$|^Chat$/);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await hears('You left the call');
    await tabTo(page, /^Join again/);
  });
});

/** The tree that has stayed the same for so many looks that what is loaded later is there. */
async function settled(page: Page): Promise<string> {
  let before = '';
  let same = 0;
  return waitFor('a tree that stays', async () => {
    const now = await accessibilityTree(page);
    same = now === before ? same + 1 : 0;
    before = now;
    return same > 50 ? now : undefined;
  });
}
