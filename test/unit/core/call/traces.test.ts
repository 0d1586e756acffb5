import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../src/core/index.js';
import { sharedSignalingUrl } from '../../../support/signaling.js';
import { Ledger } from '../../support/ledger.js';
import { waitUntil } from '../../support/wait-until.js';

describe('CallSession leaves no trace', () => {
  let ledger: Ledger;

  beforeEach(() => {
    ledger = new Ledger();
  });

  afterEach(() => {
    ledger.restore();
  });

  /** Two people in a call, as far as it is needed that something could stay behind. */
  async function pair(signaling: string, room: string): Promise<CallSession[]> {
    const people = [new CallSession({ signaling, room }), new CallSession({ signaling, room })];
    await Promise.all(people.map((person) => person.join()));
    await waitUntil(
      () => people.every(({ participants }) => participants[0]?.connectionState === 'connected'),
      'not connected',
    );
    return people;
  }

  const nothingAlive = (): Promise<void> =>
    waitUntil(() => ledger.alive().length === 0, 'something is left').catch(() => {
      expect(ledger.alive()).to.deep.equal([]);
    });

  for (const address of ['server', 'broadcast:']) {
    it(`after leaving, over ${address}`, async () => {
      const signaling = address === 'server' ? await sharedSignalingUrl() : address;
      const people = await pair(signaling, `traces ${address}`);
      expect(ledger.connections.length).to.be.greaterThan(1);
      expect(ledger.tracks).to.have.length(4);
      await Promise.all(people.map((person) => person.leave()));
      await nothingAlive();
    });
  }

  it('after a call with oneself', async () => {
    const ann = new CallSession({ signaling: 'loopback:', room: 'traces' });
    await ann.join();
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'not connected');
    ann.dispose();
    await nothingAlive();
  });

  it('after failing, and after being given up in the middle of joining', async () => {
    const failing = new CallSession({ signaling: 'ws://localhost:9/', room: 'traces' });
    await failing.join().catch(() => undefined);
    expect(failing.state).to.equal('failed');
    const hasty = new CallSession({ signaling: await sharedSignalingUrl(), room: 'traces' });
    const joining = hasty.join().catch(() => undefined);
    await waitUntil(() => ledger.sockets.length === 2);
    hasty.dispose();
    await joining;
    await nothingAlive();
  });

  it('after 20 calls, of which the page holds none', async function () {
    this.timeout(500_000);
    const signaling = await sharedSignalingUrl();
    for (let n = 0; n < 20; n += 1) {
      const people = await pair(signaling, `traces ${n}`);
      for (const person of people) person.dispose();
    }
    await nothingAlive();
    expect(ledger.sockets).to.have.length(40);
  });
});
