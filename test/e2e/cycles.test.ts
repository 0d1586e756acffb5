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

/** After each round of so many calls, from the second on, the remains are measured. */
const ROUND = Math.ceil(CYCLES / 3);

/** Rounds are made until one is like the one before, and so many at most. */
const MAX_ROUNDS = 12;

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

/** Remains of so many calls, in the page of the one who left and of the one who stayed. */
interface Look {
  readonly calls: number;
  readonly left: Remains;
  readonly stayed: Remains;
}

interface Call extends HTMLElement {
  join(): Promise<void>;
  leave(): Promise<void>;
}

describe(`a page after ${CYCLES} calls or more`, () => {
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
    let calls = 0;
    async function look(): Promise<Look> {
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
      const seen = { calls, left: await left.measure(), stayed: await stayed.measure() };
      report(t, seen);
      return seen;
    }
    const looks: Look[] = [];
    for (let round = 1; round <= MAX_ROUNDS && !isWarm(looks); round += 1) {
      for (let n = 0; n < ROUND; n += 1) await cycle(ann, bob, (calls += 1));
      if (round > 1) looks.push(await look());
    }
    assert.ok(isWarm(looks), 'every round of calls makes or loads something for good');
    const [warm, end] = looks.slice(-2) as [Look, Look];
    for (const who of ['left', 'stayed'] as const) {
      assert.ok(end[who].listeners <= warm[who].listeners, `${who}: listeners`);
      assert.ok(end[who].nodes - warm[who].nodes < WORDS, `${who}: nodes`);
      assert.ok(end[who].objectsKB - warm[who].objectsKB < OBJECTS_KB, `${who}: objects`);
    }
    assert.deepEqual(ann.errors, []);
  });
});

/**
 * Whether the calls of the last round have made and loaded nothing that stays for good. On a busy machine a part of the
 * interface is seen for the first time in any of them.
 */
function isWarm(looks: readonly Look[]): boolean {
  const [before, last] = looks.slice(-2);
  return (['left', 'stayed'] as const).every((who) => last && before?.[who].forGood === last[who].forGood);
}

function report(t: TestContext, { calls, left, stayed }: Look): void {
  for (const [who, { objectsKB, nodes, listeners, forGood }] of Object.entries({ left, stayed })) {
    t.diagnostic(
      `${calls} calls, page that ${who}: ${objectsKB} KB of objects, ${nodes} nodes, ${listeners} listeners, ${forGood} for good`,
    );
  }
}
