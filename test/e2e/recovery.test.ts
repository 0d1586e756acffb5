import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { bar } from '../support/bar.js';
import { BROWSERS, launchFirefox } from '../support/browsers.js';
import { mainly } from '../support/dealt.js';
import { MediaRelay } from '../support/media-relay.js';
import { waitFor } from '../support/wait-for.js';
import { watchForBreak } from './support/paths.js';
import { Person } from './support/person.js';
import { idOf, look, restartAll, Scene, settled, watch } from './support/scene.js';

describe('a call that survives', () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.open('--grace', '60');
  });

  after(() => scene.close());

  afterEach(() => scene.clear());

  describe('a page that is loaded again', () => {
    it('is in the same place, as it was, and the others keep its tile', async (t) => {
      const [ann, cleo] = [await scene.join('Ann'), await scene.join('Cleo')];
      const bob = await scene.person();
      await bob.page.goto(`${scene.server.url}?room=${scene.room}&name=Bob`);
      await bob.click('Join call');
      await bob.waitForState('in-call');
      await bob.click('Turn camera off');
      await waitFor('Bob without a picture', async () => (await ann.tile('Bob'))?.picture === false);
      await bob.sees('Ann', 'Cleo');
      const id = await idOf(bob);
      const notes = await watch(ann);
      const order = (await ann.tiles()).map(({ name }) => name);

      await bob.page.reload();
      const loaded = performance.now();
      await bob.waitForState('in-call');
      bar(t, 'in the call again after loading', performance.now() - loaded, 2000);
      assert.equal(await idOf(bob), id);
      await bob.sees('Ann', 'Cleo');
      await waitFor('Bob is back', () =>
        look(ann, ({ session }) => session.participants.every(({ away }) => !away)),
      );
      assert.deepEqual(await notes(), []);
      assert.deepEqual(
        (await ann.tiles()).map(({ name }) => name),
        order,
      );
      // As it was: the camera is off, and one click away.
      assert.equal((await ann.tile('Bob'))?.picture, false);
      await bob.click('Turn camera on');
      for (const person of [ann, cleo]) await person.seesMotion('Bob');
    });

    it('is gone at once with `no-resume`', async () => {
      const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')];
      await ann.sees('Bob');
      const notes = await watch(ann);
      const id = await idOf(bob);
      await look(bob, (call) => call.toggleAttribute('no-resume', true));
      await waitFor('the update', () => look(bob, (call) => call.matches('[no-resume]')));
      await bob.page.reload();
      await waitFor('the farewell', async () => (await notes()).includes('rtc-participant-leave left'));
      await bob.waitForState('in-call');
      assert.notEqual(await idOf(bob), id);
    });

    it('is somebody else where the tab was only duplicated', async () => {
      const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')];
      await ann.sees('Bob');
      const opened = new Promise<Person>((resolve) => {
        bob.page.once('popup', (page) => page && resolve(Person.of(bob.context, page)));
      });
      // Takes a copy of the session storage along, as a duplicate does.
      await bob.page.evaluate(() => void window.open(location.href));
      const double = await opened;
      await double.waitForState('in-call');
      await waitFor('both', async () => (await ann.tiles()).length === 2);
      assert.notEqual(await idOf(double), await idOf(bob));
      assert.equal(await look(bob, (call) => call.getAttribute('state')), 'in-call');
    });
  });

  describe('a connection with the server', () => {
    it('may be cut for five seconds with offers on their way', async () => {
      const wire = await scene.proxy();
      const [ann, bob] = [await scene.join('Ann', wire.url), await scene.join('Bob')];
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      const notes = await watch(bob);
      wire.down = true;
      await Promise.all([restartAll(ann), restartAll(bob)]);
      wire.cut();
      await ann.waitForState('reconnecting');
      await waitFor('five seconds', () =>
        look(ann, ({ session }) => Date.now() - (session.reconnectingSince ?? Infinity) > 5000),
      );
      await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
      wire.down = false;
      await look(ann, () => dispatchEvent(new Event('online')));
      await ann.waitForState('in-call');
      await settled(ann, bob);
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      assert.deepEqual(await notes(), []);
    });

    it('that is half open is noticed when the machine is back', async () => {
      const wire = await scene.proxy();
      const [ann, bob] = [await scene.join('Ann', wire.url), await scene.join('Bob')];
      await ann.sees('Bob');
      const id = await idOf(ann);
      const notes = await watch(ann);
      wire.halfOpen();
      await look(ann, () => dispatchEvent(new Event('online')));
      await waitFor('another socket', async () => (await notes()).includes('rtc-state-change in-call'));
      assert.equal(await idOf(ann), id);
      await ann.click('Mute microphone');
      await waitFor('the mute badge', async () => (await bob.tile('Ann'))?.muted);
    });

    for (const name of mainly('Chromium')) {
      const title = `that is half open is noticed by ${name} where nothing tells of it but media, which are silent, too`;
      it(title, BROWSERS[name].needs, async (t) => {
        const browser = name === 'Chromium' ? scene.browser : await launchFirefox();
        if (name === 'Firefox') t.after(() => browser.close());
        const wire = await scene.proxy();
        const relay = new MediaRelay();
        t.after(() => relay.move());
        wire.fault = (text, deliver) => void relay.rewrite(text).then(deliver);
        const ann = scene.keep(await Person.join(browser, wire.url, scene.room, 'Ann'));
        const bob = await scene.join('Bob', wire.url);
        await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
        const notes = await watch(ann);
        await look(ann, (call) => {
          call.addEventListener('rtc-state-change', () => Reflect.set(call, 'noticed', performance.now()), {
            once: true,
          });
          Reflect.set(call, 'gone', performance.now());
        });
        // As when a VPN ends: nothing is reset, and no interface changes.
        relay.blocked = true;
        wire.halfOpen();
        await waitFor('the break', async () => (await notes()).includes('rtc-state-change reconnecting'));
        const ms = await look(
          ann,
          (call) => Number(Reflect.get(call, 'noticed')) - Number(Reflect.get(call, 'gone')),
        );
        bar(t, 'noticed', ms, 15_000);
        relay.blocked = false;
        await ann.waitForState('in-call');
        await bob.waitForState('in-call');
        await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
        // An offer may have gone with the dead connection while the old path came back: the next one takes its place.
        await restartAll(ann);
        await settled(ann, bob);
        await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      });
    }

    it('that is back tells who closed the page meanwhile', async (t) => {
      const short = await Scene.open('--grace', '5');
      t.after(async () => {
        await short.clear();
        await short.close();
      });
      const wire = await short.proxy();
      const [ann, bob, cleo] = [
        await short.join('Ann', wire.url),
        await short.join('Bob'),
        await short.join('Cleo'),
      ];
      await ann.sees('Bob', 'Cleo');
      wire.down = true;
      wire.cut();
      await ann.waitForState('reconnecting');
      // Said, and not in the way of the picture: there is nothing wrong with it.
      await waitFor('the words', async () => (await cleo.text()).includes('Connection interrupted'));
      assert.deepEqual(await cleo.page.$$('>>> .hint.busy'), []);
      await bob.page.close();
      await waitFor('Bob is away', () =>
        look(cleo, ({ session }) => session.participants.some(({ name, away }) => name === 'Bob' && away)),
      );
      wire.down = false;
      await ann.waitForState('in-call');
      for (const person of [ann, cleo]) {
        await waitFor('the tile to go', async () => (await person.tile('Bob')) === undefined);
      }
      await Promise.all([ann.sees('Cleo'), cleo.sees('Ann')]);
    });
  });

  describe('the path of media', () => {
    let relay: MediaRelay;
    let ann: Person;
    let bob: Person;

    async function overRelay(): Promise<void> {
      relay = new MediaRelay();
      const wire = await scene.proxy();
      wire.fault = (frame, deliver) => void relay.rewrite(frame).then(deliver);
      [ann, bob] = [await scene.join('Ann', wire.url), await scene.join('Bob', wire.url)];
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    }

    afterEach(() => {
      relay.move();
    });

    /** Whether Ann's page takes the connection for a broken one. */
    const isBroken = (): Promise<boolean> =>
      look(ann, ({ session }) => session.participants.some((other) => 'interruptedSince' in other));

    it('may be blocked until it counts as broken: the picture moves again', async (t) => {
      await overRelay();
      relay.blocked = true;
      const { frames = 0 } = (await ann.tile('Bob')) ?? {};
      await waitFor('a broken path', isBroken);
      const still = (await ann.tile('Bob'))?.frames ?? 0;
      assert.ok(still - frames < 30, `${still - frames} frames came through`);
      relay.blocked = false;
      const opened = performance.now();
      await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
      bar(t, 'the picture moves after the path is open', performance.now() - opened, 5000);
    });

    it('may change on both sides: another one is found', async (t) => {
      await overRelay();
      const notes = await watch(ann);
      const wasBroken = await watchForBreak(ann, bob);
      const before = performance.now();
      relay.move();
      // Another one may be found between two looks from here.
      await waitFor('a broken path', wasBroken);
      await waitFor('a path', async () => !(await isBroken()));
      await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
      bar(t, 'another path', performance.now() - before, 20_000);
      assert.deepEqual(await notes(), []);
    });
  });
});
