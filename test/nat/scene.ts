import type { TestContext } from 'node:test';
import { iceServersFor } from '../../server/talk/ice-servers.js';
import type { Person } from '../e2e/support/person.js';
import { bar } from '../support/bar.js';
import type { ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import type { LabBrowserName } from './namespaces.js';
import { Lab, STUN_FLAGS, TURN_SECRET, TURN_URLS, turnFlags } from './lab.js';
import { callLasts, Pair, saysOf } from './pair.js';
import { situationOf, stateOf, useIceServers, watchForBreak } from '../e2e/support/paths.js';

/** Longest time until the reason for a missing path is shown, and until a call is back after a move, in ms. */
const UNTIL_SAID = 20_000;
const UNTIL_BACK = 15_000;

/** A lab with two people, and a server that names a relay and one that names none. */
export class NatScene {
  readonly lab: Lab;
  readonly pair: Pair;
  readonly withRelay: ProductionServer;
  readonly withoutRelay: ProductionServer;

  private constructor(lab: Lab, pair: Pair, withRelay: ProductionServer, withoutRelay: ProductionServer) {
    this.lab = lab;
    this.pair = pair;
    this.withRelay = withRelay;
    this.withoutRelay = withoutRelay;
  }

  /** @param browsers - Ann's and Bob's. */
  static async open(browsers: readonly [LabBrowserName, LabBrowserName]): Promise<NatScene> {
    const lab = await Lab.open();
    try {
      const withRelay = await lab.server(...turnFlags());
      const withoutRelay = await lab.server(...STUN_FLAGS);
      return new NatScene(lab, await Pair.create(lab, browsers), withRelay, withoutRelay);
    } catch (error) {
      await lab.close();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.lab.close();
  }
}

/** Gives somebody the relay of the lab, in place of the ICE servers that the server has named. */
export function giveRelay(person: Person): Promise<void> {
  const options = { iceServers: [], turnUrls: [...TURN_URLS], turnSecret: TURN_SECRET, turnTtlMs: 600_000 };
  return useIceServers(person, iceServersFor('ann', options) as RTCIceServer[]);
}

/** Waits until both say this of the other one. */
export async function bothSay(
  t: TestContext,
  [ann, bob]: readonly [Person, Person],
  words: RegExp,
): Promise<void> {
  const started = performance.now();
  await Promise.all([saysOf(ann, 'Bob', words), saysOf(bob, 'Ann', words)]);
  bar(t, 'until the reason is shown', performance.now() - started, UNTIL_SAID);
}

/** A call, with Ann moving from an open network to a symmetric NAT. */
export async function lastsThroughMove(t: TestContext, { pair, withRelay }: NatScene): Promise<void> {
  const [ann, bob] = await pair.join(withRelay.url, 'open', 'port-restricted');
  await callLasts(ann, bob);
  const isBroken = await watchForBreak(ann, bob);
  const started = performance.now();
  await pair.ann.move('symmetric');
  await waitFor('another path', async () => {
    if (await isBroken()) return true;
    throw new Error(`Ann: ${await situationOf(ann)}; Bob: ${await situationOf(bob)}`);
  });
  await waitFor('a working one', async () => (await stateOf(ann)) === 'connected');
  await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
  bar(t, 'until both see each other again', performance.now() - started, UNTIL_BACK);
}
