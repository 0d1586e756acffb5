import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { createSignalingServer } from '../../server/index.js';
import type { RoomEngine } from '../../server/index.js';
import { MemoryEngine } from '../../server/rooms/memory.js';
import { bar } from '../support/bar.js';
import { startServer } from './support/fixture.js';
import { RawClient } from './support/raw-client.js';

describe('createSignalingServer', () => {
  it('tells its port and its number of connections', async (t) => {
    const { server, member } = await startServer(t);
    assert.ok(server.port > 0);
    assert.equal(server.url, `ws://127.0.0.1:${server.port}/signal`);
    assert.equal(server.connections, 0);
    await member('r');
    assert.equal(server.connections, 1);
  });

  it('names a host that a browser on this machine can reach', async (t) => {
    const server = await createSignalingServer({ port: 0 });
    t.after(() => server.close());
    assert.equal(server.url, `ws://localhost:${server.port}/signal`);
    const secure = await createSignalingServer({ server: createServer() });
    t.after(() => secure.close());
    assert.equal(secure.url, 'wss://localhost:0/signal');
  });

  it('fails with the error of the system', async (t) => {
    const { server } = await startServer(t);
    await assert.rejects(createSignalingServer({ port: server.port, host: '127.0.0.1' }), {
      code: 'EADDRINUSE',
    });
  });

  it('gives the engine its settings, and closes it', async () => {
    let closed = 0;
    const server = await createSignalingServer({
      port: 0,
      host: '127.0.0.1',
      maxParticipants: 3,
      graceMs: 7,
      maxRooms: 5,
      maxMembers: 6,
      maxReplayBytes: 2_000_000,
      engine: async (settings) => {
        await Promise.resolve();
        const { log, ...numbers } = settings;
        assert.equal(typeof log, 'function');
        assert.deepEqual(numbers, {
          maxParticipants: 3,
          graceMs: 7,
          maxRooms: 5,
          maxMembers: 6,
          maxReplayBytes: 2_000_000,
        });
        const engine = new MemoryEngine(settings);
        const close = engine.close.bind(engine);
        engine.close = () => {
          closed += 1;
          close();
        };
        return engine;
      },
    });
    await server.close();
    assert.equal(closed, 1);
  });

  it('logs no token and no payload', async (t) => {
    const lines: string[] = [];
    const { member } = await startServer(t, { logger: (...event) => lines.push(JSON.stringify(event)) });
    const [ann, ben] = [await member('r'), await member('r')];
    await ann.client.request({ type: 'signal', to: ben.joined.self, payload: 'v=0 sdp' });
    await ann.client.request({ type: 'signal', to: 'nobody', payload: 'v=0 sdp' });
    await ann.client.request({ type: 'join', room: 'r', instance: 'x', token: 'SECRET' });
    const log = lines.join('\n');
    assert.match(log, /joined/);
    for (const secret of [ann.joined.resumeToken, 'SECRET', 'v=0']) assert.ok(!log.includes(secret), secret);
  });
});

describe('close', () => {
  it('may be called again', async () => {
    const server = await createSignalingServer({ port: 0, host: '127.0.0.1' });
    const { port } = server;
    const client = await RawClient.connect(server.url);
    await Promise.all([server.close(), server.close()]);
    await server.close();
    assert.equal((await client.closed).code, 4000);
    const socket = connect(port, '127.0.0.1');
    const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
    assert.equal(error.code, 'ECONNREFUSED');
  });

  it('does not wait for an engine that never closes', async () => {
    const server = await createSignalingServer({
      port: 0,
      host: '127.0.0.1',
      engine: (settings) => {
        const engine: RoomEngine = new MemoryEngine(settings);
        engine.close = () => new Promise(() => {});
        return engine;
      },
    });
    await server.close();
    assert.equal(server.connections, 0);
  });

  it('does not push that the others are away', async () => {
    const server = await createSignalingServer({ port: 0, host: '127.0.0.1' });
    const clients = await Promise.all([1, 2, 3].map(() => RawClient.connect(server.url)));
    for (const client of clients) await client.join('r');
    await server.close();
    for (const client of clients) {
      await client.closed;
      assert.ok(
        client.received.every(({ type }) => type !== 'participant-away' && type !== 'participant-left'),
      );
    }
  });

  it('does not wait for an idle connection, and not long for a request that never ends', async (t) => {
    const server = await createSignalingServer({ port: 0, host: '127.0.0.1' });
    await fetch(`http://127.0.0.1:${server.port}/healthz`);
    const slow = connect(server.port, '127.0.0.1');
    slow.on('error', () => {});
    slow.write('GET / HTTP/1.1\r\nHost: x\r\n');
    await once(slow, 'connect');
    const since = performance.now();
    await server.close();
    bar(t, 'closing a server during a request', performance.now() - since, 4000);
    slow.destroy();
  });
});
