// Calls from behind NATs: all seven types in six pairs, one of them without a path, and a move from one NAT to another.
// All pairs, and more that changes under way: `npm run test:nat`.
import { after, afterEach, before, describe, it } from 'node:test';
import { iceServersFor } from '../../server/ice-servers.js';
import { Lab, STUN_FLAGS, TURN_SECRET, TURN_URLS, turnFlags } from '../nat/lab.js';
import { needsLab } from '../nat/namespaces.js';
import type { NatType } from '../nat/nat-types.js';
import { callLasts, hintOf, Pair, saysOf } from '../nat/pair.js';
import { stateOf, useIceServers, watchPath } from '../nat/paths.js';
import { bar } from '../support/bar.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';

const PAIRS: readonly (readonly [NatType, NatType])[] = [
  ['no-udp', 'open'],
  ['address-restricted', 'full-cone'],
  ['firewall', 'symmetric'],
  ['symmetric', 'port-restricted'],
];

describe('a call from behind NATs', needsLab(), () => {
  let lab: Lab;
  let pair: Pair;
  let withRelay: ProductionServer;
  let withoutRelay: ProductionServer;

  before(async () => {
    lab = await Lab.open();
    withRelay = await lab.server(...turnFlags());
    withoutRelay = await lab.server(...STUN_FLAGS);
    pair = await Pair.create(lab, ['chromium', 'chromium']);
  });

  afterEach(() => pair.hangUp());

  after(() => (lab as Lab | undefined)?.close());

  for (const types of PAIRS) {
    it(`connects ${types.join(' with ')}, with a relay`, async () => {
      await callLasts(...(await pair.join(withRelay.url, ...types)));
    });
  }

  it('connects full-cone with port-restricted without a relay', async () => {
    await callLasts(...(await pair.join(withoutRelay.url, 'full-cone', 'port-restricted')));
  });

  it('says that symmetric with symmetric needs a relay, and connects them as soon as there is one', async (t) => {
    const [ann, bob] = await pair.join(withoutRelay.url, 'symmetric', 'symmetric');
    const started = performance.now();
    const words = /^No direct path, and no relay \(TURN\) is set up$/;
    await Promise.all([saysOf(ann, 'Bob', words), saysOf(bob, 'Ann', words)]);
    bar(t, 'until the reason is shown', performance.now() - started, 20_000);
    const options = { iceServers: [], turnUrls: [...TURN_URLS], turnSecret: TURN_SECRET, turnTtlMs: 600_000 };
    await useIceServers(ann, iceServersFor('ann', options) as RTCIceServer[]);
    await callLasts(ann, bob);
    await waitFor('nothing to say', async () => (await hintOf(ann, 'Bob')) === '');
  });

  it('goes on after a move from an open network to a symmetric NAT', async (t) => {
    const [ann, bob] = await pair.join(withRelay.url, 'open', 'port-restricted');
    await callLasts(ann, bob);
    const path = await watchPath(ann);
    const started = performance.now();
    await pair.ann.move('symmetric');
    await waitFor('another path', async () => (await path()).some(({ shown }) => shown !== 'connected'));
    await waitFor('a working one', async () => (await stateOf(ann)) === 'connected');
    await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
    bar(t, 'until both see each other again', performance.now() - started, 15_000);
  });
});
