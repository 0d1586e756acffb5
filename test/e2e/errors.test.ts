import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

/** Parts of the script that a page loads one after another before a call. */
const PARTS = [
  'call-controllers',
  'device-buttons',
  'device-keeper',
  'more-buttons',
  'photo',
  'call-services',
  'loopback',
];

describe('what goes wrong before a call', () => {
  let server: ProductionServer;
  let browser: Browser;
  const people: Person[] = [];
  const browsers: Browser[] = [];

  before(async () => {
    [server, browser] = await Promise.all([
      startProductionServer('--max-participants', '1'),
      launchChromium(),
    ]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  afterEach(async () => {
    await Promise.all(people.splice(0).map((person) => person.close()));
    await Promise.all(browsers.splice(0).map((other) => other.close()));
  });

  async function browserWith(...args: string[]): Promise<Browser> {
    const other = await launchChromium({ args });
    browsers.push(other);
    return other;
  }

  /** Somebody who joins at once, and whose page keeps the codes of all `rtc-error` events. */
  async function open(url: string, by: Browser = browser): Promise<Person> {
    const person = await Person.create(by);
    people.push(person);
    await person.page.evaluateOnNewDocument(() => {
      const codes: string[] = [];
      Reflect.set(globalThis, 'errorCodes', codes);
      addEventListener('rtc-error', (event) => {
        codes.push((event as Event & { error: { code: string } }).error.code);
      });
    });
    await person.page.goto(url);
    return person;
  }

  /** Somebody before the call, with all that a page loads until then. */
  async function waiting(url: string): Promise<Person> {
    const ann = await open(url);
    await ann.waitForState('idle');
    const parts = await waitFor('the parts of the call', () =>
      ann.page.evaluate((PARTS) => {
        const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
        const found = PARTS.map((part) => addresses.find((address) => address.includes(`/${part}-`)));
        return found.every((address) => address !== undefined) ? found : undefined;
      }, PARTS),
    );
    // With all that they import.
    await ann.page.evaluate(
      (parts) => Promise.all(parts.map((part) => import(part))).then(() => undefined),
      parts,
    );
    return ann;
  }

  /** Waits for the screen with these words, and looks whether the page was told the same. */
  async function fails(person: Person, code: string, ...words: string[]): Promise<void> {
    await person.waitForState('failed');
    for (const word of words) {
      await waitFor(`"${word}" on the screen`, async () => (await person.text()).includes(word));
    }
    assert.deepEqual(await person.page.evaluate(() => Reflect.get(globalThis, 'errorCodes') as string[]), [
      code,
    ]);
    // The light of the camera is off.
    const live = await person.page.$eval('rtc-call', (call) => {
      const { session } = call as unknown as { session: { media: { camera: boolean; microphone: boolean } } };
      return session.media.camera || session.media.microphone;
    });
    assert.equal(live, false);
  }

  const address = (base: string, room: string): string => `${base}?room=${room}&name=Ann&autojoin`;

  it('a full room: says so, and lets in once there is a place', async () => {
    const bob = await Person.join(browser, server.url, 'full', 'Bob');
    people.push(bob);
    const ann = await open(address(server.url, 'full'));
    await fails(ann, 'room-full', 'The call is full', 'Try again when somebody has left.');
    await bob.click('Leave call');
    await bob.waitForState('left');
    await ann.click('Try again');
    await ann.waitForState('in-call');
  });

  it('a refused permission: says where to allow it, and asks again', async () => {
    const other = await browserWith('--use-fake-ui-for-media-stream=deny');
    const ann = await open(address(server.url, 'denied'), other);
    await fails(ann, 'permission-denied', 'Camera and microphone blocked', 'address bar');
    await ann.click('Join without camera and microphone');
    await ann.waitForState('in-call');
  });

  it('no device at all: says so, and offers to join without', async () => {
    const other = await launchChromium({ devices: false });
    browsers.push(other);
    const ann = await open(address(server.url, 'none'), other);
    await fails(ann, 'device-not-found', 'Camera and microphone not found', 'Connect one, then try again.');
    await ann.click('Join without camera and microphone');
    await ann.waitForState('in-call');
  });

  it('no camera: joins with the microphone, and says what is missing', async () => {
    const other = await browserWith('--use-fake-device-for-media-stream=device-count=0');
    const ann = await open(address(server.url, 'no-camera'), other);
    await ann.waitForState('in-call');
    assert.deepEqual(await ann.page.evaluate(() => Reflect.get(globalThis, 'errorCodes') as string[]), [
      'device-not-found',
    ]);
    await waitFor('the word about the camera', async () => (await ann.text()).includes('Camera not found'));
  });

  it('an insecure page: says that HTTPS is needed', async () => {
    const other = await browserWith('--host-resolver-rules=MAP insecure.test 127.0.0.1');
    const ann = await open(address(`http://insecure.test:${server.port}/`, 'insecure'), other);
    await fails(ann, 'insecure-context', 'This page is not secure', 'HTTPS');
  });

  it('a server that cannot be reached: says so, and reaches it when it is back', async (t) => {
    const own = await startProductionServer();
    t.after(() => own.stop());
    const ann = await waiting(`${own.url}?room=away&name=Ann`);
    await own.stop();
    await ann.click('Join call');
    await fails(ann, 'server-unreachable', 'The server cannot be reached');
    const again = await startProductionServer('--port', String(own.port));
    await ann.click('Try again');
    await ann.waitForState('in-call');
    await again.stop();
  });

  it('a server that goes away while somebody joins: the same', async (t) => {
    const own = await startProductionServer();
    t.after(() => own.stop());
    const ann = await waiting(`${own.url}?room=gone&name=Ann`);
    await own.stop();
    const dying = createServer((socket) => socket.once('data', () => socket.destroy())).listen(own.port);
    t.after(() => dying.close());
    await once(dying, 'listening');
    await ann.click('Join call');
    await fails(ann, 'server-unreachable', 'The server cannot be reached');
    dying.close();
    await once(dying, 'close');
    const again = await startProductionServer('--port', String(own.port));
    await ann.click('Try again');
    await ann.waitForState('in-call');
    await again.stop();
  });
});
