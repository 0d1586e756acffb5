import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { ProbeResult, ProbeSession } from '../../../server/probe/probe-session.js';
import { Prober } from '../../../server/probe/prober.js';
import { BINDING } from '../../../server/stun/codes.js';
import { sameEndpoint } from '../../../server/stun/endpoint.js';
import type { Endpoint } from '../../../server/stun/endpoint.js';
import { encodeStun, newTransaction } from '../../../server/stun/message.js';
import type { SocketName } from '../../../server/udp/socket-grid.js';
import { until } from '../support/fixture.js';
import { IceAgent } from '../support/ice-agent.js';
import { UdpClient } from '../support/udp-client.js';
import { freeUdpPorts, needsIPv6 } from '../support/udp-ports.js';

const TWO = ['127.0.0.1', '127.0.0.2'];
const ONE = ['127.0.0.1'];
const [EI, AD, APD] = ['endpoint-independent', 'address-dependent', 'address-and-port-dependent'];
const UNKNOWN: ProbeResult = { reached: true, mapping: 'unknown', filtering: 'unknown' };
const NOBODY = { onResult: () => {}, onCandidates: () => {} };

async function openProber(t: TestContext, bind: readonly string[]): Promise<Prober> {
  const port = await freeUdpPorts(bind, 2);
  const addresses = bind.map((address) => ({ public: address, bind: address }));
  const prober = await Prober.open({ addresses, ports: [port, port + 1] });
  t.after(() => prober.close());
  return prober;
}

function endpointOf(prober: Prober, name: SocketName): Endpoint {
  const endpoint = prober.endpoint(name);
  assert.ok(endpoint);
  return endpoint;
}

/** Measures a client without a NAT, through this filter. */
async function measure(
  t: TestContext,
  bind: readonly string[],
  lets: (from: Endpoint, first: Endpoint) => boolean,
): Promise<ProbeResult> {
  const prober = await openProber(t, bind);
  const first = endpointOf(prober, '11');
  const agent = await IceAgent.open(t, (from) => lets(from, first), bind[0]);
  return new Promise((resolve) => {
    const session = prober.start('192.0.2.1', agent.own, {
      onResult: resolve,
      onCandidates(names) {
        for (const name of names) if (session) agent.check(session.own, endpointOf(prober, name));
      },
    });
    assert.ok(session);
    agent.check(session.own, first);
  });
}

describe('the probe', { concurrency: true }, () => {
  for (const [name, lets, filtering] of [
    ['none', () => true, EI],
    ['one by address', (from, first) => from.address === first.address, AD],
    ['one by address and port', (from, first) => sameEndpoint(from, first), APD],
    ['a client that answers nothing', () => false, 'unknown'],
  ] satisfies [string, (from: Endpoint, first: Endpoint) => boolean, unknown][]) {
    it(`measures the filter: ${name}`, async (t) => {
      const result = await measure(t, TWO, lets);
      assert.deepEqual([result.reached, result.mapping, result.filtering], [true, EI, filtering]);
    });
  }

  it('reports nothing with one address that takes two to measure', async (t) => {
    const open = await measure(t, ONE, () => true);
    assert.deepEqual([open.mapping, open.filtering], ['unknown', 'unknown']);
    const closed = await measure(t, ONE, (from, first) => sameEndpoint(from, first));
    assert.deepEqual([closed.mapping, closed.filtering], ['unknown', APD]);
  });

  it('measures over IPv6', needsIPv6(), async (t) => {
    const { mapping, filtering, reflexive } = await measure(t, ['::1'], () => true);
    assert.deepEqual([mapping, filtering, reflexive?.address], ['unknown', 'unknown', '::1']);
  });

  for (const [mapping, bind, ports, filtering] of [
    [AD, TWO, { '11': 0, '12': 0, '21': 1 }, EI],
    [APD, TWO, { '11': 0, '12': 1, '21': 2 }, EI],
    [APD, ONE, { '11': 0, '12': 1, '21': 2 }, 'unknown'],
  ] as const) {
    it(`measures a mapping that is ${mapping}, from ${bind.length}`, async (t) => {
      const prober = await openProber(t, bind);
      // Sockets of the client stand for mappings of a NAT.
      const agents = [await IceAgent.open(t), await IceAgent.open(t), await IceAgent.open(t)];
      const result = await new Promise<ProbeResult>((resolve) => {
        const check = (name: '11' | '12' | '21'): void => {
          if (session) agents[ports[name]]?.check(session.own, endpointOf(prober, name));
        };
        const session = prober.start(
          '192.0.2.1',
          { ufrag: 'a/+9', pwd: 'p'.repeat(22) },
          {
            onResult: resolve,
            onCandidates(names) {
              for (const name of names) if (name !== '22') check(name);
            },
          },
        );
        check('11');
      });
      assert.deepEqual([result.mapping, result.filtering], [mapping, filtering]);
    });
  }

  it('follows one interface of a client, by its priority', async (t) => {
    const prober = await openProber(t, TWO);
    const [agent, other] = [await IceAgent.open(t), await IceAgent.open(t)];
    other.priority -= 1;
    const result = await new Promise<ProbeResult>((resolve) => {
      const session = prober.start('192.0.2.1', agent.own, {
        onResult: resolve,
        onCandidates(names) {
          for (const name of names) {
            if (session) other.check(session.own, endpointOf(prober, name));
            if (session) agent.check(session.own, endpointOf(prober, name));
          }
        },
      });
      if (session) agent.check(session.own, endpointOf(prober, '11'));
    });
    assert.equal(result.mapping, EI);
  });

  it('sends nothing before an authenticated check, and reports that no UDP came', async (t) => {
    const prober = await openProber(t, TWO);
    const agent = await IceAgent.open(t);
    const result = await new Promise<ProbeResult>((resolve) => {
      const session = prober.start('192.0.2.1', agent.own, { ...NOBODY, onResult: resolve });
      assert.ok(session);
      const first = endpointOf(prober, '11');
      agent.check(session.own, first, 'another key');
      agent.check({ ...session.own, ufrag: '0123456789ab' }, first);
      // A check of an earlier offer.
      const earlier = { ...agent.own, ufrag: 'else' };
      Object.assign(agent, { own: earlier });
      agent.check(session.own, first);
    });
    assert.deepEqual(result, { reached: false, mapping: 'unknown', filtering: 'unknown' });
    assert.deepEqual(agent.udp.arrivals, []);
  });

  it('sends from one socket only until the source has answered, which others cannot do for it', async (t) => {
    const prober = await openProber(t, TWO);
    const first = endpointOf(prober, '11');
    const agent = await IceAgent.open(t, () => false);
    await new Promise<void>((resolve) => {
      const session = prober.start('192.0.2.1', agent.own, { ...NOBODY, onCandidates: () => resolve() });
      assert.ok(session);
      agent.check(session.own, first);
      // The client that began the measurement knows both passwords, and can make up sources.
      const transaction = newTransaction(Buffer.from(session.own.ufrag, 'hex'));
      const answer = { class: 'success', method: BINDING, transaction, attributes: [] } as const;
      agent.udp.send(encodeStun(answer, { key: agent.own.pwd, fingerprint: true }), first);
    });
    assert.ok(agent.udp.arrivals.length > 0);
    for (const { from } of agent.udp.arrivals) assert.deepEqual(from, first);
  });

  it('limits requests to one source, and reports that UDP has come', async (t) => {
    const prober = await openProber(t, ONE);
    const agent = await IceAgent.open(t, () => false);
    const measureOne = (_: unknown, i: number): Promise<ProbeResult | undefined> =>
      new Promise((resolve) => {
        // As if each had another signaling address.
        const session = prober.start(`192.0.2.${i}`, agent.own, {
          onResult: resolve,
          onCandidates: () => resolve(undefined),
        });
        if (session) prober.handle('11', agent.checkFor(session.own), agent.udp.endpoint);
      });
    const results = await Promise.all(Array.from({ length: 100 }, measureOne));
    const refused = results.filter((result) => result !== undefined);
    assert.ok(refused.length > 0 && refused.length <= 80, `${refused.length} of 100`);
    for (const result of refused) assert.deepEqual(result, UNKNOWN);
  });

  it('limits sessions at a time, and sessions that begin', async (t) => {
    const prober = await openProber(t, ONE);
    const start = (address: string): ProbeSession | undefined =>
      prober.start(address, { ufrag: 'abcd', pwd: 'p'.repeat(22) }, NOBODY);
    const sessions = Array.from({ length: 16 }, () => start('192.0.2.1'));
    assert.ok(sessions.every((session) => session));
    assert.equal(start('192.0.2.1'), undefined);
    assert.ok(start('192.0.2.2'));
    sessions[0]?.end();
    assert.equal(sessions[0]?.ended, true);
    assert.ok(start('192.0.2.1'));
    // One after the other, they are not many at a time.
    for (let i = 0; i < 1000; i += 1) start('192.0.2.3')?.end();
    assert.equal(start('192.0.2.3'), undefined);
  });
});

describe('the sockets of the probe', () => {
  it('survive every datagram', async (t) => {
    const prober = await openProber(t, ONE);
    const client = await UdpClient.open(t);
    const first = endpointOf(prober, '11');
    for (const datagram of [Buffer.alloc(0), Buffer.alloc(20), Buffer.from('000100002112a442', 'hex')]) {
      client.send(datagram, first);
      prober.handle('11', datagram, { address: '127.0.0.1', port: 0 });
    }
    const agent = await IceAgent.open(t);
    const session = prober.start('192.0.2.1', agent.own, NOBODY);
    assert.ok(session);
    agent.check(session.own, first);
    await until(() => agent.asked.size > 0, 'a request of the probe');
  });
});
