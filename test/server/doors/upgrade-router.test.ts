import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { WebSocketServer } from 'ws';
import { routeUpgrades } from '../../../server/doors/upgrade-router.js';
import { createSignalingServer } from '../../../server/index.js';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { startServer } from '../support/fixture.js';
import { RawClient } from '../support/raw-client.js';
import { rawUpgrade, upgradeHead } from '../support/raw-http.js';

async function listen(t: TestContext, server = createServer()): Promise<Server & { readonly port: number }> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return Object.assign(server, { port: (server.address() as AddressInfo).port });
}

/** A WebSocket of the page's own, which answers what it is told, and ignores other paths. */
function addEcho(http: Server, how: 'on' | 'once' | 'prependListener' = 'on', path = '/echo'): void {
  const echo = new WebSocketServer({ noServer: true });
  http[how]('upgrade', (request, socket: Duplex, head: Buffer) => {
    if (request.url !== path) return;
    echo.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data: Buffer) => client.send(data.toString()));
    });
  });
}

async function echoes(port: number): Promise<void> {
  const client = await RawClient.connect(`ws://127.0.0.1:${port}/echo`, { protocols: [] });
  client.send({ type: 'hello' });
  await client.next('hello');
  client.terminate();
}

const NOT_FOUND = { status: 404, body: '404 Not Found\n' };

describe('two signaling servers on one HTTP server', () => {
  const answerOf = async (port: number, path: string): Promise<object> => {
    const { status, body } = await rawUpgrade(port, path);
    return { status, body };
  };

  it('answer their own paths, and any other with one 404', async (t) => {
    const http = await listen(t);
    const one = await startServer(t, { server: http, path: '/one' });
    const two = await startServer(t, { server: http, path: '/two' });
    await one.member('r');
    await two.member('r');
    assert.deepEqual(await answerOf(http.port, '/other'), NOT_FOUND);
    assert.deepEqual([one.server.connections, two.server.connections], [1, 1]);
  });

  for (const order of ['before', 'between', 'after'] as const) {
    it(`leave other paths to a listener that was added ${order} them`, async (t) => {
      const http = await listen(t);
      if (order === 'before') addEcho(http);
      const one = await startServer(t, { server: http, path: '/one' });
      if (order === 'between') addEcho(http);
      const two = await startServer(t, { server: http, path: '/two' });
      if (order === 'after') addEcho(http);
      await echoes(http.port);
      await one.member('r');
      await two.member('r');
    });
  }

  it('leave another path to a listener for that path only', async (t) => {
    const http = await listen(t);
    addEcho(http, 'once');
    await startServer(t, { server: http, path: '/one' });
    await echoes(http.port);
    assert.deepEqual(await answerOf(http.port, '/echo'), NOT_FOUND);
  });

  it('close one by one: the other goes on, and answers all other paths', async (t) => {
    const http = await listen(t);
    const one = await createSignalingServer({ server: http, path: '/one' });
    const two = await createSignalingServer({ server: http, path: '/two' });
    await one.close();
    assert.deepEqual(await answerOf(http.port, '/one'), NOT_FOUND);
    assert.equal(((await answerOf(http.port, '/two')) as { status: number }).status, 101);
    await two.close();
    assert.equal(http.listenerCount('upgrade'), 0);
  });

  it('answer 503 on the path of one that drains, while the other goes on', async (t) => {
    const http = await listen(t);
    const drained = await createSignalingServer({ server: http, path: '/drained' });
    const { member } = await startServer(t, { server: http, path: '/two' });
    // A member that does not answer the close keeps the server waiting.
    const stubborn = await RawClient.connect(drained.url);
    stubborn.socket.pause();
    const closed = drained.close();
    assert.equal((await rawUpgrade(http.port, '/drained')).status, 503);
    await member('r');
    assert.deepEqual(await answerOf(http.port, '/other'), NOT_FOUND);
    stubborn.terminate();
    await closed;
  });

  it('cannot have the same path until the first has closed', async (t) => {
    const http = await listen(t);
    const first = await createSignalingServer({ server: http, path: '/one' });
    await assert.rejects(createSignalingServer({ server: http, path: '/one' }), {
      name: 'RangeError',
      message: 'path must be another one: /one belongs to a signaling server on the same server',
    });
    // The one that failed has left nothing behind, nor has it taken anything away.
    assert.equal((await rawUpgrade(http.port, '/one')).status, 101);
    await first.close();
    const { member } = await startServer(t, { server: http, path: '/one' });
    await member('r');
  });

  it('cannot have the same path when both start at once', async (t) => {
    const http = await listen(t);
    const results = await Promise.allSettled([1, 2].map(() => createSignalingServer({ server: http })));
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected'],
    );
    for (const result of results) if (result.status === 'fulfilled') await result.value.close();
  });

  it('answers 503 while it starts, and frees the path if it cannot', async (t) => {
    const http = await listen(t);
    let start = (): void => undefined;
    const started = new Promise<void>((resolve) => (start = resolve));
    const failing = createSignalingServer({
      server: http,
      engine: async () => {
        await started;
        throw new Error('no engine');
      },
    });
    assert.equal((await rawUpgrade(http.port, '/signal')).status, 503);
    start();
    await assert.rejects(failing, /no engine/);
    assert.equal(http.listenerCount('upgrade'), 0);
    const { member } = await startServer(t, {
      server: http,
      engine: (settings) => new MemoryEngine(settings),
    });
    await member('r');
  });
});

describe('an upgrade that is left to others', () => {
  const open = async (
    t: TestContext,
    unansweredMs = 50,
  ): Promise<{ http: Server & { readonly port: number }; asked: Socket[] }> => {
    const http = await listen(t);
    const asked: Socket[] = [];
    const route = routeUpgrades(http, '/signal', unansweredMs);
    t.after(() => route.remove());
    http.on('upgrade', ({ socket }) => asked.push(socket));
    return { http, asked };
  };

  it('gets a 404 if no listener takes it', async (t) => {
    const { http } = await open(t);
    const { status, body } = await rawUpgrade(http.port, '/other');
    assert.deepEqual({ status, body }, NOT_FOUND);
  });

  it('is not answered again after an earlier listener has refused it', async (t) => {
    const { http } = await open(t);
    http.prependListener('upgrade', (_request, socket: Duplex) =>
      socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n'),
    );
    for (const path of ['/signal', '/other']) assert.equal((await rawUpgrade(http.port, path)).status, 401);
  });

  it('is not disturbed after another listener has answered', async (t) => {
    const { http } = await open(t);
    addEcho(http);
    const client = await RawClient.connect(`ws://127.0.0.1:${http.port}/echo`, { protocols: [] });
    // A socket that nobody took, and that came later, has had its 404.
    await rawUpgrade(http.port, '/other');
    client.send({ type: 'hello' });
    await client.next('hello');
    client.terminate();
  });

  it('may be aborted by its client, with an error that no other listener handles', async (t) => {
    const { http, asked } = await open(t, 60_000);
    const client = connect(http.port, '127.0.0.1');
    client.write(`${upgradeHead(http.port, '/other')}\r\n\r\n`);
    await once(http, 'upgrade');
    const [socket] = asked;
    assert.ok(socket);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    client.resetAndDestroy();
    await closed;
    assert.match(String(socket.errored), /ECONNRESET/);
  });
});
