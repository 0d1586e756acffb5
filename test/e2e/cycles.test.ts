import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { Heap, type Remains } from '../support/heap.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

/** 200 in `npm run test:soak`. */
const CYCLES = Number(process.env['CYCLES'] ?? 9);

/** After how many calls it is looked what is left: when the page is warm, and at the end. */
const LOOKS = [Math.floor((CYCLES * 2) / 3), CYCLES];

/** Objects and elements that every call is made of. */
const PARTS = [
  ...['RTCPeerConnection', 'RTCDataChannel', 'MediaStreamTrack', 'MediaStream', 'WebSocket', 'AudioContext'],
  ...['HTMLVideoElement', 'AbortController', 'rtc-call', 'rtc-stage', 'rtc-remote-video', 'rtc-local-video'],
];

/** The one that is prepared for a guest to whom this side offers, by chance none of the first five, has nothing of it. */
const OF_GUESTS = 'object.signalingState === "closed" || object.localDescription !== null';

/** By so much the objects of a warm page may grow: they differ by one or two, since texts and lists are not always as long. */
const OBJECTS_KB = 16;

/** The number of nodes varies by less than this: the texts of a call are not always as long. */
const WORDS = 20;

interface Call extends HTMLElement {
  join(): Promise<void>;
  leave(): Promise<void>;
}

describe(`a page after ${CYCLES} calls`, () => {
  let server: ProductionServer;
  let browser: Browser;

  before(async () => {
    [server, browser] = await Promise.all([startProductionServer(), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Joins with an element, sees and is seen, leaves; every other time the element goes, too. */
  async function cycle(ann: Person, bob: Person, n: number): Promise<void> {
    const name = `Ann ${n}`;
    await ann.page.evaluate(async (name) => {
      document.querySelector('rtc-call') ?? document.body.append(document.createElement('rtc-call'));
      const call = document.querySelector('rtc-call') as unknown as Call;
      await Object.assign(call, { signaling: '/signal', room: 'cycles', name }).join();
    }, name);
    await Promise.all([ann.sees('Bob'), bob.sees(name)]);
    await ann.page.$eval('rtc-call', (call) => (call as unknown as Call).leave());
    if (n % 2 === 0) await ann.page.$eval('rtc-call', (call) => call.remove());
    await waitFor('the end of the call', async () => (await bob.tiles()).length === 0);
  }

  it('holds nothing of them, and the page of somebody who stayed holds nothing of the guest', async (t) => {
    const bob = await Person.join(browser, server.url, 'cycles', 'Bob');
    const ann = await Person.create(browser);
    await ann.page.goto(server.url);
    await ann.page.$eval('rtc-call', (call) => call.remove());
    const [left, stayed] = [await Heap.of(ann.page), await Heap.of(bob.page)];
    const remains: { left: Remains; stayed: Remains }[] = [];
    for (let n = 1; n <= CYCLES; n += 1) {
      await cycle(ann, bob, n);
      if (!LOOKS.includes(n)) continue;
      await ann.page.evaluate(() => document.querySelector('rtc-call')?.remove());
      // Chromium itself holds the tracks of a getUserMedia for some seconds, to measure how long that took.
      await waitFor('the end of everything', async () => {
        await left.collect();
        for (const part of PARTS) assert.equal(await left.count(part), 0, part);
        return true;
      });
      await waitFor('the end of all that was of the guest', async () => {
        await stayed.collect();
        assert.equal(await stayed.count('RTCPeerConnection', OF_GUESTS), 0);
        for (const part of ['RTCDataChannel', 'rtc-remote-video']) {
          assert.equal(await stayed.count(part), 0, part);
        }
        return true;
      });
      remains.push({ left: await left.measure(), stayed: await stayed.measure() });
      report(t, n, remains.at(-1));
    }
    const [warm, end] = remains;
    for (const who of ['left', 'stayed'] as const) {
      assert.ok(end && warm);
      assert.ok(end[who].listeners <= warm[who].listeners, `${who}: listeners`);
      assert.ok(end[who].nodes - warm[who].nodes < WORDS, `${who}: nodes`);
      assert.ok(end[who].objectsKB - warm[who].objectsKB < OBJECTS_KB, `${who}: objects`);
    }
    assert.deepEqual(ann.errors, []);
  });
});

function report(t: TestContext, n: number, remains: { left: Remains; stayed: Remains } | undefined): void {
  for (const [who, { objectsKB, nodes, listeners }] of Object.entries(remains ?? {})) {
    t.diagnostic(
      `${n} calls, page that ${who}: ${objectsKB} KB of objects, ${nodes} nodes, ${listeners} listeners`,
    );
  }
}
