import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { bar } from '../support/bar.js';
import { launchChromium } from '../support/browsers.js';
import { evalFirst } from '../support/deep.js';
import { suspend } from '../support/suspend.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import { idOf, look, Scene, settled, watch } from './support/scene.js';

describe('a page in a call', () => {
  let scene: Scene;

  before(async () => {
    scene = await Scene.open('--grace', '60');
  });

  after(() => scene.close());

  afterEach(() => scene.clear());

  it('that was left and is shown again as it was is in the same place', async (t) => {
    const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')];
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    const id = await idOf(bob);
    const notes = await watch(ann);
    const cdp = await bob.page.createCDPSession();
    await cdp.send('Page.enable');
    const reasons: string[] = [];
    cdp.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
      reasons.push(...notRestoredExplanations.map(({ reason }) => reason));
    });
    await bob.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => {
        document.documentElement.dataset['persisted'] = String(persisted);
      });
    });
    await bob.page.goto(`${scene.server.url}local.html`);
    await waitFor('Bob is away', () =>
      look(ann, ({ session }) => session.participants.every(({ away }) => away)),
    );
    await bob.page.evaluate(() => {
      history.back();
    });
    await waitFor(`the page as it was, and not: ${reasons.join()}`, () =>
      bob.page.evaluate(() => document.documentElement.dataset['persisted'] === 'true'),
    );
    const shown = performance.now();
    await bob.waitForState('in-call');
    bar(t, 'in the call again', performance.now() - shown, 2000);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    assert.equal(await idOf(bob), id);
    assert.deepEqual(await notes(), []);
  });

  it('that comes back after the grace period is somebody new, with the same things on', async (t) => {
    // A page comes back by itself within the usual grace period, however short that of its server is.
    const short = await Scene.open('--grace', '1');
    t.after(() => short.close());
    const ann = await short.join('Ann');
    const bob = await short.person();
    const url = `${short.server.url}?room=${short.room}&name=Bob`;
    await bob.page.goto(url);
    await bob.click('Join call');
    await bob.waitForState('in-call');
    await bob.click('Turn camera off');
    await waitFor('Bob without a picture', async () => (await ann.tile('Bob'))?.picture === false);
    const id = await idOf(bob);
    const notes = await watch(ann);
    await bob.page.goto('about:blank');
    await waitFor('the end', async () => (await notes()).includes('rtc-participant-leave timeout'));
    await bob.page.goto(url);
    await bob.waitForState('in-call');
    assert.notEqual(await idOf(bob), id);
    await waitFor('Bob', async () => (await ann.tile('Bob'))?.picture === false);
    assert.equal((await ann.tiles()).length, 1);
    await bob.sees('Ann');
    assert.deepEqual(bob.errors, []);
  });

  it('goes on in the background', async () => {
    const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')];
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    const notes = await watch(bob);
    const front = await bob.context.newPage();
    await front.bringToFront();
    await waitFor('a page that nobody sees', () =>
      bob.page.evaluate(() => document.visibilityState === 'hidden'),
    );
    await ann.seesMotion('Bob');
    // News of the call reach the page, and it answers an offer.
    const cleo = await scene.join('Cleo');
    await Promise.all([cleo.sees('Ann', 'Bob'), cleo.hearsAll(), settled(bob)]);
    await ann.seesMotion('Bob');
    await front.close();
    await bob.sees('Ann', 'Cleo');
    assert.deepEqual(await notes(), ['rtc-participant-join ']);
  });

  it('says that the permission was withdrawn, goes on without, and with it once it is given again', async () => {
    const [ann, bob] = [await scene.join('Ann'), await scene.join('Bob')];
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    const cdp = await bob.page.createCDPSession();
    const camera = (setting: 'granted' | 'denied'): Promise<unknown> =>
      cdp.send('Browser.setPermission', {
        permission: { name: 'camera' },
        setting,
        origin: new URL(scene.server.url).origin,
        ...(bob.context.id !== undefined && { browserContextId: bob.context.id }),
      });
    const notes = await watch(bob);
    await camera('denied');
    await waitFor('Bob without a picture', async () => (await ann.tile('Bob'))?.picture === false);
    await waitFor('the reason', async () => (await notes()).includes('rtc-error permission-denied'));
    // Although Chromium has ended the microphone, too, which is back at once.
    await waitFor('the words', () =>
      evalFirst(bob.page, '[part~=status] > .passing', (said) => said.textContent.includes('Camera blocked')),
    );
    await Promise.all([bob.seesMotion('Ann'), ann.hearsAll()]);
    await camera('granted');
    await bob.click('Turn camera on');
    await ann.seesMotion('Bob');
  });

  it('whose machine slept finds out at once what was lost meanwhile', async (t) => {
    const browser = await launchChromium();
    t.after(() => browser.close());
    const wire = await scene.proxy();
    const ann = await scene.join('Ann');
    const bob = scene.keep(await Person.join(browser, wire.url, scene.room, 'Bob'));
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    const id = await idOf(bob);
    const notes = await watch(bob);
    const wake = suspend(browser);
    try {
      wire.halfOpen();
      await waitFor('a broken path', () =>
        look(ann, ({ session }) => session.participants.some((other) => other.interruptedSince)),
      );
      const broken = performance.now();
      await waitFor('some sleep', () => performance.now() - broken > 8000);
    } finally {
      wake();
    }
    const awake = performance.now();
    await waitFor('another socket', async () => (await notes()).includes('rtc-state-change in-call'));
    // The heartbeat alone needs more than 30 seconds.
    bar(t, 'another socket after waking', performance.now() - awake, 15_000);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    assert.equal(await idOf(bob), id);
  });
});
