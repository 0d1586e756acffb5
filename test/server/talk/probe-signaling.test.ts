import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProbeSession } from '../../../server/probe/probe-session.js';
import { Prober } from '../../../server/probe/prober.js';
import { ATTRIBUTE } from '../../../server/stun/codes.js';
import { endpointText, sameEndpoint } from '../../../server/stun/endpoint.js';
import { hasIntegrity } from '../../../server/stun/message.js';
import { readNumber, readText, readXorMappedAddress } from '../../../server/stun/values.js';
import { Client } from '../../../server/talk/client.js';
import { startServer, until } from '../support/fixture.js';
import { endpointIn, IceAgent } from '../support/ice-agent.js';
import type { Credentials } from '../support/ice-agent.js';
import type { Message } from '../support/raw-client.js';
import { freeUdpPorts } from '../support/udp-ports.js';

const TWO = ['127.0.0.1', '127.0.0.2'];
const ONE = ['127.0.0.1'];
const EI = 'endpoint-independent';
const CREDENTIALS = { ufrag: 'abcd', pwd: 'p'.repeat(22) };

/** The fields of answers to a probe. */
type ProbeMessage = Message & Credentials & { candidate: string; candidates: string[] };

describe('a probe over the signaling socket', { concurrency: true }, () => {
  it('works before a join, and answers the checks of the page at its end', async (t) => {
    const port = await freeUdpPorts(TWO, 2);
    const { connect } = await startServer(t, { probe: TWO, probePorts: [port, port + 1] });
    const client = await connect();
    const agent = await IceAgent.open(t);
    const probing = (await client.request({ type: 'probe', ...agent.own })) as ProbeMessage;
    assert.equal(probing.type, 'probing');
    assert.match(probing.ufrag, /^[\da-f]{12}$/);
    assert.match(probing.pwd, /^[\da-f]{32}$/);
    assert.equal(probing.candidate, `candidate:11 1 udp 2130706431 127.0.0.1 ${port} typ host`);

    agent.check(probing, endpointIn(probing.candidate));
    const { candidates } = (await client.next('probe-candidates')) as ProbeMessage;
    assert.deepEqual(candidates.map(endpointIn), [
      { address: '127.0.0.1', port: port + 1 },
      { address: '127.0.0.2', port },
    ]);
    assert.equal(agent.udp.arrivals.filter(({ message }) => message.class !== 'request').length, 0);
    for (const { message } of agent.udp.arrivals) assert.ok(readNumber(message, ATTRIBUTE.priority));
    for (const candidate of candidates) agent.check(probing, endpointIn(candidate));
    assert.deepEqual(await client.next('probe-result'), {
      type: 'probe-result',
      reached: true,
      mapping: EI,
      filtering: EI,
      addresses: 2,
      reflexive: endpointText(agent.udp.endpoint),
    });
    const transaction = agent.check(probing, endpointIn(probing.candidate));
    const answer = () => agent.udp.arrivals.find(({ message }) => message.transaction.equals(transaction));
    await until(() => answer() !== undefined, 'an answer to the check');
    const message = answer()?.message;
    assert.ok(message && hasIntegrity(message, probing.pwd));
    assert.deepEqual(readXorMappedAddress(message), agent.udp.endpoint);
  });

  it('is one for each socket: the second ends the first, and ends with the socket', async (t) => {
    const port = await freeUdpPorts(ONE, 2);
    const { server, connect, member } = await startServer(t, { probe: ONE, probePorts: [port, port + 1] });
    const { client } = await member('r');
    const agent = await IceAgent.open(t, () => false);
    const first = (await client.request({ type: 'probe', ...agent.own })) as ProbeMessage;
    const second = (await client.request({ type: 'probe', ...agent.own })) as ProbeMessage;
    agent.check(first, endpointIn(first.candidate));
    agent.check(second, endpointIn(second.candidate));
    await until(() => agent.udp.arrivals.length > 0, 'a request of the second');
    client.close();
    await until(() => server.connections === 0, 'the end of the socket');
    const { length } = agent.udp.arrivals;

    // Another measurement takes longer than the next request would.
    const other = await connect();
    const at = { address: '127.0.0.1', port };
    const neighbour = await IceAgent.open(t, (from) => sameEndpoint(from, at));
    const third = (await other.request({ type: 'probe', ...neighbour.own })) as ProbeMessage;
    neighbour.check(third, at);
    await other.next('probe-candidates');
    // Those that were on their way.
    assert.ok(agent.udp.arrivals.length <= length + 2);
    for (const { message } of agent.udp.arrivals)
      assert.equal(readText(message, ATTRIBUTE.username), `${agent.own.ufrag}:${second.ufrag}`);
  });

  it('shows the public address of a server behind a NAT, and keeps the socket open until it is over', async (t) => {
    const port = await freeUdpPorts(ONE, 2);
    const probe = ['203.0.113.5/127.0.0.1'];
    const options = { probe, probePorts: [port, port + 1], joinTimeoutMs: 2500 };
    const { connect } = await startServer(t, options);
    const client = await connect();
    const { candidate } = (await client.request({ type: 'probe', ...CREDENTIALS })) as ProbeMessage;
    assert.equal(endpointIn(candidate).address, '203.0.113.5');
    assert.deepEqual(await client.next('probe-result'), {
      type: 'probe-result',
      reached: false,
      mapping: 'unknown',
      filtering: 'unknown',
      addresses: 1,
    });
  });

  it('is refused if it is not available, or malformed', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect();
    const { error } = await client.request({ type: 'probe', ...CREDENTIALS });
    assert.deepEqual([error?.code, error?.retryable], ['not-available', false]);
    for (const wrong of [
      { ufrag: 'abc' },
      { pwd: 'short' },
      { ufrag: 'ab:d' },
      { pwd: 'p\n'.repeat(20) },
      { ufrag: 7 },
    ]) {
      const reply = await client.request({ type: 'probe', ...CREDENTIALS, ...wrong });
      assert.equal(reply.error?.code, 'bad-message', JSON.stringify(wrong));
    }
  });
});

// One at a time, since they watch every measurement.
describe('a probe of a socket', () => {
  it('goes on if a second one is refused', async (t) => {
    const port = await freeUdpPorts(ONE, 2);
    const { connect } = await startServer(t, { probe: ONE, probePorts: [port, port + 1] });
    const client = await connect();
    const agent = await IceAgent.open(t);
    const first = (await client.request({ type: 'probe', ...agent.own })) as ProbeMessage;
    const start = t.mock.method(Prober.prototype, 'start', () => undefined);
    const second = await client.request({ type: 'probe', ...agent.own });
    assert.deepEqual([second.error?.code, start.mock.callCount()], ['rate-limited', 1]);
    agent.check(first, endpointIn(first.candidate));
    await client.next('probe-candidates');
  });

  it('ends as soon as the socket is to be closed', async (t) => {
    const port = await freeUdpPorts(ONE, 2);
    const { server, connect } = await startServer(t, { probe: ONE, probePorts: [port, port + 1] });
    const client = await connect();
    await client.request({ type: 'probe', ...CREDENTIALS });
    const end = t.mock.method(ProbeSession.prototype, 'end');
    const closed = server.close();
    assert.deepEqual([end.mock.callCount(), server.connections], [1, 1]);
    await closed;
  });

  it('does not begin once the socket is being closed', async (t) => {
    const port = await freeUdpPorts(ONE, 2);
    const { connect } = await startServer(t, { probe: ONE, probePorts: [port, port + 1] });
    const client = await connect();
    const start = t.mock.method(Prober.prototype, 'start');
    t.mock.getter(Client.prototype, 'ended', () => true);
    client.send({ type: 'probe', id: 1000, ...CREDENTIALS });
    await client.settle();
    assert.equal(start.mock.callCount(), 0);
  });
});
