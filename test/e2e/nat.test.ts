// Calls from behind NATs: all seven types in four pairs, one of them without a path, and a move from one NAT to another.
// All pairs, and more that changes under way: `npm run test:nat`.
import { after, afterEach, before, describe, it } from 'node:test';
import { needsLab } from '../nat/namespaces.js';
import type { NatType } from '../../src/core/network/nat-types.js';
import { callLasts, hintOf } from '../nat/pair.js';
import { bothSay, giveRelay, lastsThroughMove, NatScene } from '../nat/scene.js';
import { waitFor } from '../support/wait-for.js';

const PAIRS: readonly (readonly [NatType, NatType])[] = [
  ['no-udp', 'address-restricted'],
  ['firewall', 'symmetric'],
];

describe('a call from behind NATs', needsLab('chromium'), () => {
  let scene: NatScene;

  before(async () => {
    scene = await NatScene.open(['chromium', 'chromium']);
  });

  afterEach(() => scene.pair.hangUp());

  after(() => (scene as NatScene | undefined)?.close());

  for (const types of PAIRS) {
    it(`connects ${types.join(' with ')}, with a relay`, async () => {
      await callLasts(...(await scene.pair.join(scene.withRelay.url, ...types)));
    });
  }

  it('connects full-cone with port-restricted without a relay', async () => {
    await callLasts(...(await scene.pair.join(scene.withoutRelay.url, 'full-cone', 'port-restricted')));
  });

  it('says that symmetric with symmetric needs a relay, and connects them as soon as there is one', async (t) => {
    const [ann, bob] = await scene.pair.join(scene.withoutRelay.url, 'symmetric', 'symmetric');
    await bothSay(t, [ann, bob], /^No direct path, and no relay \(TURN\) is set up$/);
    await giveRelay(ann);
    await callLasts(ann, bob);
    await waitFor('nothing to say', async () => (await hintOf(ann, 'Bob')) === '');
  });

  it('goes on after a move from an open network to a symmetric NAT', (t) => lastsThroughMove(t, scene));
});
