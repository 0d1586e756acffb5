// What becomes of a call whose network or relay changes, with either browser at the place where it changes.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { iceServersFor } from '../../server/ice-servers.js';
import type { Person } from '../e2e/support/person.js';
import { bar } from '../support/bar.js';
import { needs } from '../support/needs.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import type { LabBrowserName } from './browser.js';
import { Lab, STUN_FLAGS, TURN_SECRET, TURN_URLS, turnFlags } from './lab.js';
import { needsLab } from './namespaces.js';
import { callLasts, hintOf, Pair, saysOf } from './pair.js';
import { stateOf, useIceServers, watchPath, type PathState } from './paths.js';

const BROWSERS: readonly (readonly [LabBrowserName, LabBrowserName])[] = [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
];

const UNTIL_SAID = 20_000;
const UNTIL_BACK = 15_000;

/** What each has noted first. */
const firstOf = (paths: readonly (() => Promise<PathState[]>)[]): Promise<(PathState | undefined)[]> =>
  Promise.all(paths.map(async (path) => (await path())[0]));

for (const browsers of BROWSERS) {
  const missing = [needsLab(), needs(...browsers)].find(({ skip }) => skip) ?? { skip: false };

  describe(`a change around ${browsers.join(' in a call with ')}`, missing, () => {
    let lab: Lab;
    let pair: Pair;
    let withRelay: ProductionServer;
    let withoutRelay: ProductionServer;
    let withWrongSecret: ProductionServer;

    before(async () => {
      lab = await Lab.open();
      withRelay = await lab.server(...turnFlags());
      withoutRelay = await lab.server(...STUN_FLAGS);
      withWrongSecret = await lab.server(...turnFlags(TURN_URLS, 'another'));
      pair = await Pair.create(lab, browsers);
    });

    afterEach(() => pair.hangUp());

    after(() => (lab as Lab | undefined)?.close());

    const bothSay = async (ann: Person, bob: Person, words: RegExp): Promise<number> => {
      const started = performance.now();
      await Promise.all([saysOf(ann, 'Bob', words), saysOf(bob, 'Ann', words)]);
      return performance.now() - started;
    };

    const bothSayNothing = (ann: Person, bob: Person): Promise<unknown> =>
      waitFor(
        'nothing to say',
        async () => (await hintOf(ann, 'Bob')) === '' && (await hintOf(bob, 'Ann')) === '',
      );

    it('goes on after a move from an open network to a symmetric NAT', async (t) => {
      const [ann, bob] = await pair.join(withRelay.url, 'open', 'port-restricted');
      await callLasts(ann, bob);
      const path = await watchPath(ann);
      const started = performance.now();
      await pair.ann.move('symmetric');
      await waitFor('another path', async () => (await path()).some(({ shown }) => shown !== 'connected'));
      await waitFor('a working one', async () => (await stateOf(ann)) === 'connected');
      await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
      bar(t, 'until both see each other again', performance.now() - started, UNTIL_BACK);
    });

    it('is noticed before the browser says so, where nothing but the path is gone', async () => {
      const [ann, bob] = await pair.join(withoutRelay.url, 'full-cone', 'full-cone');
      await callLasts(ann, bob);
      const paths = [await watchPath(ann), await watchPath(bob)];
      await pair.ann.dropUdp();
      await waitFor('a dead path', async () => (await firstOf(paths)).every((first) => first));
      // The restart of the one who is first also changes what the browser of the other one says.
      const seen = JSON.stringify(await firstOf(paths));
      assert.ok(seen.includes('{"shown":"restarting","browser":"connected"}'), seen);
      await pair.ann.change('full-cone');
      await callLasts(ann, bob);
    });

    it('makes a path where a relay that refused gets other credentials', async (t) => {
      const [ann, bob] = await pair.join(withWrongSecret.url, 'symmetric', 'symmetric');
      const words = /^No direct path, and the relay refused the credentials \(turns?:\S+: 401/;
      bar(t, 'until it is said', await bothSay(ann, bob, words), UNTIL_SAID);
      const options = {
        iceServers: [],
        turnUrls: [...TURN_URLS],
        turnSecret: TURN_SECRET,
        turnTtlMs: 600_000,
      };
      await useIceServers(ann, iceServersFor('ann', options) as RTCIceServer[]);
      await callLasts(ann, bob);
      await bothSayNothing(ann, bob);
    });

    it('makes a path where a relay comes to be', async (t) => {
      await lab.stopRelay();
      const [ann, bob] = await pair.join(withRelay.url, 'symmetric', 'symmetric');
      const words = /^No direct path, and the relay cannot be reached \(turns?:\S+: .+\)$/;
      bar(t, 'until it is said', await bothSay(ann, bob, words), UNTIL_SAID);
      await lab.startRelay();
      await callLasts(ann, bob);
      await bothSayNothing(ann, bob);
    });
  });
}
