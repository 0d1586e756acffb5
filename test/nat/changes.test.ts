// Calls whose network or relay changes, with either browser at the place where it changes.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Person } from '../e2e/support/person.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { TURN_URLS, turnFlags } from './lab.js';
import { needsLab } from './namespaces.js';
import { callLasts, hintOf } from './pair.js';
import { watchPath, type PathState } from '../e2e/support/paths.js';
import { bothSay, giveRelay, lastsThroughMove, NatScene } from './scene.js';

/** First entry of each record. */
const firstOf = (paths: readonly (() => Promise<PathState[]>)[]): Promise<(PathState | undefined)[]> =>
  Promise.all(paths.map(async (path) => (await path())[0]));

for (const browsers of [
  ['chromium', 'firefox'],
  ['firefox', 'chromium'],
] as const) {
  describe(`a change around ${browsers.join(' in a call with ')}`, needsLab(...browsers), () => {
    let scene: NatScene;
    let withWrongSecret: ProductionServer;

    before(async () => {
      scene = await NatScene.open(browsers);
      withWrongSecret = await scene.lab.server(...turnFlags(TURN_URLS, 'another'));
    });

    afterEach(() => scene.pair.hangUp());

    after(() => (scene as NatScene | undefined)?.close());

    const bothSayNothing = (ann: Person, bob: Person): Promise<unknown> =>
      waitFor(
        'nothing to say',
        async () => (await hintOf(ann, 'Bob')) === '' && (await hintOf(bob, 'Ann')) === '',
      );

    it('goes on after a move from an open network to a symmetric NAT', (t) => lastsThroughMove(t, scene));

    it('is noticed before the browser says so, where nothing but the path is gone', async () => {
      const { pair, withoutRelay } = scene;
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
      const [ann, bob] = await scene.pair.join(withWrongSecret.url, 'symmetric', 'symmetric');
      await bothSay(
        t,
        [ann, bob],
        /^No direct path, and the relay refused the credentials \(turns?:\S+: 401/,
      );
      await giveRelay(ann);
      await callLasts(ann, bob);
      await bothSayNothing(ann, bob);
    });

    it('makes a path where a relay comes to be', async (t) => {
      await scene.lab.stopRelay();
      const [ann, bob] = await scene.pair.join(scene.withRelay.url, 'symmetric', 'symmetric');
      await bothSay(t, [ann, bob], /^No direct path, and the relay cannot be reached \(turns?:\S+: .+\)$/);
      await scene.lab.startRelay();
      await callLasts(ann, bob);
      await bothSayNothing(ann, bob);
    });
  });
}
