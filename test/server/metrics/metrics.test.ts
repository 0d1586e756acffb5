import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { startServer, until } from '../support/fixture.js';
import { rawGet, rawRequest } from '../support/raw-http.js';

/** The samples of an answer, by their name with its labels. */
async function scrape(port: number): Promise<Map<string, number>> {
  const { status, body } = await rawGet(port, '/metrics');
  assert.equal(status, 200);
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line): [string, number] => {
      const space = line.lastIndexOf(' ');
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

describe('metrics', () => {
  it('count connections, rooms, members, messages, errors and relayed signals', async (t) => {
    const { server, member, connect } = await startServer(t, { metricsPort: 0 });
    assert.equal((await scrape(server.metricsPort)).get('rtc_signal_connections'), 0);
    const [ann, ben] = [await member('one'), await member('one')];
    await member('two');
    await connect();
    for (let count = 0; count < 3; count += 1) {
      await ann.client.request({ type: 'signal', to: ben.joined.self, payload: count });
    }
    // Written in another order, it goes the long way.
    ann.client.send({ payload: 1, to: ben.joined.self, type: 'signal' });
    await ann.client.request({ type: 'signal', to: 'nobody', payload: 1 });
    ann.client.sendRaw('nonsense');
    await ann.client.settle();

    const samples = await scrape(server.metricsPort);
    const expected = {
      rtc_signal_connections: 4,
      rtc_signal_rooms: 2,
      rtc_signal_members: 3,
      rtc_signal_available: 1,
      rtc_signal_buffered_bytes: 0,
      'rtc_signal_messages_total{type="join"}': 3,
      'rtc_signal_messages_total{type="signal"}': 5,
      'rtc_signal_messages_total{type="ping"}': 1,
      'rtc_signal_errors_total{code="unknown-participant"}': 1,
      'rtc_signal_errors_total{code="bad-message"}': 1,
      rtc_signal_relay_seconds_count: 4,
      'rtc_signal_relay_seconds_bucket{le="+Inf"}': 4,
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(samples.get(name), value, name);
    for (const quantile of ['0.5', '0.99', '1']) {
      const delay = samples.get(`rtc_signal_event_loop_delay_seconds{quantile="${quantile}"}`) ?? -1;
      assert.ok(delay >= 0 && delay < 60, `${quantile}: ${delay}`);
    }
  });

  it('show the bytes that a slow reader has not read', async (t) => {
    const options = { metricsPort: 0, messagesPerSecond: 100_000, maxBufferedBytes: 64 * 1024 * 1024 };
    const { server, member } = await startServer(t, options);
    const [ann, ben] = [await member('r'), await member('r')];
    ben.client.socket.pause();
    let waiting = 0;
    while (waiting === 0) {
      for (let count = 0; count < 20; count += 1) {
        ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'x'.repeat(60_000) });
      }
      await ann.client.settle();
      waiting = (await scrape(server.metricsPort)).get('rtc_signal_buffered_bytes') ?? 0;
    }
    ben.client.socket.resume();
    const samples = new Map<string, number>();
    await until(() => {
      void scrape(server.metricsPort).then((now) => now.forEach((value, name) => samples.set(name, value)));
      return samples.get('rtc_signal_buffered_bytes') === 0;
    }, 'all of it is read');
  });

  it('name no room, no member and no address', async (t) => {
    const { server, member } = await startServer(t, { metricsPort: 0 });
    const { joined } = await member('secret-room', { name: 'Secret' });
    const { body, headers } = await rawGet(server.metricsPort, '/metrics');
    assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    for (const secret of ['secret-room', 'Secret', joined.self, '127.0.0.1'])
      assert.ok(!body.includes(secret));
  });

  it('have a port of their own that serves nothing else', async (t) => {
    const { server } = await startServer(t, { metricsPort: 0 });
    assert.notEqual(server.metricsPort, server.port);
    assert.equal((await rawGet(server.port, '/metrics')).status, 404);
    assert.equal((await rawGet(server.metricsPort, '/')).status, 404);
    const head = 'POST /metrics HTTP/1.1\r\nHost: x\r\nConnection: close';
    assert.equal((await rawRequest(server.metricsPort, head)).status, 405);
  });

  it('work with an attached server, and end with it', async (t) => {
    const http = createServer().listen(0, '127.0.0.1');
    await once(http, 'listening');
    t.after(() => http.close());
    const server = await createSignalingServer({ server: http, metricsPort: 0 });
    const { metricsPort } = server;
    assert.equal((await scrape(metricsPort)).get('rtc_signal_rooms'), 0);
    await server.close();
    await assert.rejects(rawGet(metricsPort, '/metrics'), { code: 'ECONNREFUSED' });
  });

  it('keep the server from starting if they cannot be served, and leave nothing open', async (t) => {
    const { server } = await startServer(t);
    let closed = 0;
    class CountingEngine extends MemoryEngine {
      override close(): void {
        closed += 1;
      }
    }
    const options = { port: 0, host: '127.0.0.1', metricsPort: server.port };
    await assert.rejects(
      createSignalingServer({ ...options, engine: (settings) => new CountingEngine(settings) }),
      { code: 'EADDRINUSE' },
    );
    assert.equal(closed, 1);
    assert.equal((await startServer(t)).server.metricsPort, 0);
  });
});
