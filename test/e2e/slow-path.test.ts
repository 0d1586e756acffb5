import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchFirefox } from '../support/browsers.js';
import { MediaRelay } from '../support/media-relay.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import { look, Scene, watch } from './support/scene.js';

/** Longer than an attempt to connect may take while nothing moves, and than two of the pauses between looks at it. */
const STALL_MS = 18_000;

/** Marks the connection with the one other participant as the one that is to stay. */
const mark = (person: Person): Promise<boolean> =>
  look(person, ({ session }) => {
    const { connection } = session.getPeer(session.participants[0]?.id ?? '') ?? {};
    return connection !== undefined && Reflect.set(connection, 'marked', true);
  });

const isMarked = (person: Person): Promise<boolean> =>
  look(person, ({ session }) => {
    const { connection } = session.getPeer(session.participants[0]?.id ?? '') ?? {};
    return connection !== undefined && Reflect.get(connection, 'marked') === true;
  });

const stateAt = (person: Person): Promise<string | undefined> =>
  look(person, ({ session }) => session.participants[0]?.connectionState);

describe('a path that is slow', () => {
  let scene: Scene;
  let firefox: Browser | undefined;
  let relay: MediaRelay;

  before(async () => {
    scene = await Scene.open();
    // The relay stands in the way of addresses, not of names (mDNS).
    const extraPrefsFirefox = { 'media.peerconnection.ice.obfuscate_host_addresses': false };
    firefox = await launchFirefox({ extraPrefsFirefox });
  });

  after(async () => {
    await firefox?.close();
    await scene.close();
  });

  afterEach(async () => {
    await scene.clear();
    relay.move();
  });

  it('keeps its connection, in Chromium and in Firefox', async (t) => {
    relay = new MediaRelay();
    relay.stalled = true;
    const wire = await scene.proxy();
    wire.fault = (frame, deliver) => void relay.rewrite(frame).then(deliver);
    const ann = await scene.join('Ann', wire.url);
    if (!firefox) t.diagnostic('there is no Firefox: two Chromiums');
    const bob = firefox
      ? scene.keep(await Person.join(firefox, wire.url, scene.room, 'Bob'))
      : await scene.join('Bob', wire.url);
    const notes = [await watch(ann), await watch(bob)];
    for (const person of [ann, bob]) await waitFor('a connection', () => mark(person));
    const stalled = Date.now();
    await waitFor('the end of the stall', () => Date.now() - stalled > STALL_MS);
    assert.deepEqual(await Promise.all([stateAt(ann), stateAt(bob)]), ['connecting', 'connecting']);

    relay.stalled = false;
    for (const person of [ann, bob]) {
      await waitFor('the connection', async () => (await stateAt(person)) === 'connected');
      assert.ok(await isMarked(person), 'it is another connection');
    }
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    for (const read of notes)
      assert.deepEqual(
        (await read()).filter((note) => !note.includes('join')),
        [],
      );
  });
});
