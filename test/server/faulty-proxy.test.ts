import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import { FaultyProxy } from '../support/faulty-proxy.js';
import { startServer, until, type Fixture } from './support/fixture.js';
import { RawClient } from './support/raw-client.js';

/** A server with a proxy in front of it, and who comes through that. */
async function start(
  t: TestContext,
  options = {},
): Promise<Fixture & { proxy: FaultyProxy; through: () => Promise<RawClient> }> {
  const fixture = await startServer(t, { host: 'localhost', ...options });
  const proxy = await FaultyProxy.start(fixture.server.port);
  t.after(() => {
    proxy.stop();
  });
  const through = (): Promise<RawClient> =>
    RawClient.connect(`${proxy.url.replace('http', 'ws')}signal`, { perMessageDeflate: true });
  return { ...fixture, proxy, through };
}

describe('the proxy that tests put before a server', () => {
  it('passes pages, texts of every length, fragments and pings as they are', async (t) => {
    const { proxy, through } = await start(t);
    assert.equal((await fetch(`${proxy.url}healthz`)).status, 200);
    const [ann, ben] = [await through(), await through()];
    const { self } = await ann.join('r');
    await ben.join('r');
    for (const length of [1, 120, 200, 40_000]) {
      const payload = 'ä'.repeat(length / 2);
      ben.send({ type: 'signal', to: self, payload });
      assert.equal((await ann.next('signal')).payload, payload);
    }
    const text = JSON.stringify({ type: 'signal', to: self, payload: 'in two parts' });
    const pong = once(ben.socket, 'pong');
    ben.socket.send(text.slice(0, 20), { fin: false });
    ben.socket.ping();
    ben.socket.send(text.slice(20));
    assert.equal((await ann.next('signal')).payload, 'in two parts');
    await pong;
  });

  it('drops, doubles, reorders and rewrites whole texts', async (t) => {
    const { proxy, through } = await start(t);
    const [ann, ben] = [await through(), await through()];
    const { self } = await ann.join('r');
    await ben.join('r');
    const late: (() => void)[] = [];
    proxy.fault = (text, deliver) => {
      if (text.includes('"lost"')) return;
      const passOn = (): void => {
        deliver(text.replace('"wrong"', '"right"'));
      };
      if (text.includes('"late"') && late.length === 0) {
        late.push(passOn);
        return;
      }
      passOn();
      if (text.includes('"again"')) passOn();
    };
    for (const payload of ['lost', 'late', 'again', 'wrong']) ben.send({ type: 'signal', to: self, payload });
    await ann.next(({ payload }) => payload === 'right');
    for (const passOn of late) passOn();
    await ann.next(({ payload }) => payload === 'late');
    const payloads = ann.pushes.flatMap(({ type, payload }) => (type === 'signal' ? [payload] : []));
    // Doubled on the way to the server, and on the way from there.
    assert.deepEqual(payloads, ['again', 'again', 'again', 'again', 'right', 'late']);
  });

  it('keeps both ends open, and passes nothing on', async (t) => {
    const { proxy, through, server } = await start(t, { heartbeatMs: 200 });
    const ann = await through();
    await ann.join('r');
    let pings = 0;
    ann.socket.on('ping', () => (pings += 1));
    await once(ann.socket, 'ping');
    proxy.halfOpen();
    const before = pings;
    await until(() => server.connections === 0, 'the server to notice');
    assert.equal(pings, before);
    assert.ok(ann.isOpen);
  });

  it('resets open connections, refuses new ones while it is down, and can lead elsewhere', async (t) => {
    const { proxy, through } = await start(t);
    const other = await startServer(t, { host: 'localhost' });
    const ann = await through();
    proxy.target = other.server.port;
    await ann.join('r');
    proxy.cut();
    assert.equal((await ann.closed).code, 1006);
    proxy.down = true;
    await assert.rejects(through());
    proxy.down = false;
    const { joined } = await other.member('r');
    assert.deepEqual(joined.participants, []);
    const again = await through();
    assert.equal((await again.join('r')).participants.length, 1);
    again.terminate();
  });
});
