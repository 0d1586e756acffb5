import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { WebSocketServer } from 'ws';
import { createSignalingServer } from '../../../server/index.js';
import { startServer } from '../support/fixture.js';
import { PROTOCOL, RawClient } from '../support/raw-client.js';
import { rawGet, rawUpgrade } from '../support/raw-http.js';

describe('the path', () => {
  it('is /signal unless set, with or without a query', async (t) => {
    const { server } = await startServer(t);
    const client = await RawClient.connect(`${server.url}?x=1`);
    await client.join('r');
    for (const path of ['/', '/signal/', '/signals', '/Signal', '/signal/../signal']) {
      assert.equal((await rawUpgrade(server.port, path)).status, 404, path);
    }
    client.terminate();
  });

  it('can be another one', async (t) => {
    const { server, member } = await startServer(t, { path: '/rtc/v1' });
    assert.match(server.url, /\/rtc\/v1$/);
    await member('r');
    assert.equal((await rawUpgrade(server.port, '/signal')).status, 404);
  });
});

describe('the origin', () => {
  const statusFor = async (
    t: TestContext,
    origin: string,
    allowOrigin?: readonly string[],
  ): Promise<number> => {
    const { server } = await startServer(t, { ...(allowOrigin && { allowOrigin }) });
    const own = origin.replace('OWN', `127.0.0.1:${server.port}`);
    return (await rawUpgrade(server.port, '/signal', `Origin: ${own}`)).status;
  };

  it('must be that of the server', async (t) => {
    assert.equal(await statusFor(t, 'http://OWN'), 101);
    assert.equal(await statusFor(t, 'https://evil.example'), 403);
    assert.equal(await statusFor(t, 'null'), 403);
  });

  it('or one from the list', async (t) => {
    assert.equal(await statusFor(t, 'https://app.example', ['https://app.example']), 101);
    assert.equal(await statusFor(t, 'http://OWN', ['https://app.example']), 403);
    assert.equal(await statusFor(t, 'https://evil.example', ['*']), 101);
  });

  it('that is refused leaves no connection open', async (t) => {
    const events: unknown[] = [];
    const { server } = await startServer(t, {
      logger: (_level, event, fields) => events.push([event, fields]),
    });
    const refused = new RawClient(server.url, { origin: 'https://evil.example' });
    await refused.closed;
    assert.equal(server.connections, 0);
    assert.deepEqual(events.at(-1), [
      'origin refused',
      { origin: 'https://evil.example', host: `127.0.0.1:${server.port}` },
    ]);
  });
});

describe('the subprotocol', () => {
  it('is version 1, also for a client that names none', async (t) => {
    const { connect } = await startServer(t);
    const named = await connect({ protocols: ['rtc-elements.v9', 'rtc-elements.v1'] });
    assert.equal(named.socket.protocol, 'rtc-elements.v1');
    await named.join('r');
    const silent = await connect({ protocols: [] });
    assert.equal(silent.socket.protocol, '');
    await silent.join('r');
  });

  it('of another version gets an error and a close code that forbids to reconnect', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect({ protocols: ['rtc-elements.v2'] });
    client.send({ type: 'ping', id: 1 });
    assert.equal((await client.closed).code, 4500);
    assert.deepEqual(
      client.received.map(({ error }) => error?.code),
      ['unsupported-version'],
    );
  });
});

describe('a join in the handshake', () => {
  const join = { type: 'join', id: 7, room: 'r', name: 'Ann 100%', instance: 'page-1' };
  const protocols = [PROTOCOL, `rtc-elements.v1.join.${encodeURIComponent(JSON.stringify(join))}`];

  it('is answered like one in a frame', async (t) => {
    const { connect, member } = await startServer(t);
    const { client: bob, joined } = await member('r');
    const ann = await connect({ protocols });
    assert.equal(ann.socket.protocol, protocols[1]);
    const { re, participants } = await ann.next('joined');
    assert.deepEqual([re, participants?.map(({ id }) => id)], [7, [joined.self]]);
    assert.equal((await bob.next('participant-joined')).participant?.name, 'Ann 100%');
    assert.equal((await ann.request({ type: 'signal', to: joined.self, payload: 1 })).type, 'ok');
  });

  it('that cannot be read costs an error', async (t) => {
    const { connect } = await startServer(t);
    for (const unreadable of ['', 'hello', '%7B%22', '%E0%A4%A']) {
      const client = await connect({ protocols: [PROTOCOL, `rtc-elements.v1.join.${unreadable}`] });
      assert.equal((await client.next('error')).error?.code, 'bad-message', unreadable);
      await client.join('r');
    }
  });

  it('leaves no place behind where the client has gone before it knew', async (t) => {
    const { member, server } = await startServer(t);
    const { client: bob } = await member('r');
    await rawUpgrade(server.port, '/signal', `Sec-WebSocket-Protocol: ${protocols.join(', ')}`);
    await bob.next('participant-joined');
    assert.equal((await bob.next('participant-left')).reason, 'left');
    assert.deepEqual(
      bob.pushes.map(({ type }) => type),
      ['participant-joined', 'participant-left'],
    );
  });

  it('keeps the place of a client that was there after it', async (t) => {
    const { connect, member } = await startServer(t);
    const { client: bob } = await member('r');
    const ann = await connect({ protocols });
    await ann.next('joined');
    await bob.next('participant-joined');
    await ann.settle();
    ann.terminate();
    await bob.next('participant-away');
  });
});

describe('compression', () => {
  it('is not negotiated', async (t) => {
    const { server } = await startServer(t);
    const { headers } = await rawUpgrade(
      server.port,
      '/signal',
      'Sec-WebSocket-Extensions: permessage-deflate',
    );
    assert.ok(!headers.has('sec-websocket-extensions'));
  });
});

describe('a bad WebSocket handshake', () => {
  it('is a bad request', async (t) => {
    const { server } = await startServer(t);
    assert.equal((await rawGet(server.port, '/signal', 'Connection: upgrade', 'Upgrade: h2c')).status, 400);
    assert.equal((await rawUpgrade(server.port, '/signal', 'Sec-WebSocket-Version: 7')).status, 400);
    assert.equal((await rawGet(server.port, '/signal')).status, 426);
  });
});

describe('an attached server', () => {
  const listen = async (t: TestContext, server = createServer()): Promise<typeof server> => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    t.after(() => {
      server.close();
      server.closeAllConnections();
    });
    return server;
  };

  it('shares upgrades with others, and keeps its requests', async (t) => {
    const http = await listen(
      t,
      createServer((_request, response) => response.end('the embedder')),
    );
    const echo = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      if (request.url !== '/echo') return;
      echo.handleUpgrade(request, socket, head, (client) => {
        client.on('message', (data: Buffer) => client.send(data.toString()));
      });
    });
    const { server, member } = await startServer(t, { server: http });
    await member('r');

    const other = await RawClient.connect(server.url.replace('/signal', '/echo'));
    other.send({ type: 'hello' });
    await other.next('hello');
    assert.equal((await rawGet(server.port, '/healthz')).body, 'the embedder');

    await server.close();
    assert.ok(http.listening);
    assert.equal(http.listenerCount('upgrade'), 1);
    other.send({ type: 'still here' });
    await other.next('still here');
    other.close();
  });

  it('answers other paths if there is no other listener', async (t) => {
    const http = await listen(t);
    const { server } = await startServer(t, { server: http });
    assert.equal((await rawUpgrade(server.port, '/other')).status, 404);
  });

  it('can be given the requests for /healthz and files', async (t) => {
    const http = createServer();
    const server = await createSignalingServer({ server: http });
    t.after(() => server.close());
    assert.equal(server.port, 0);
    http.on('request', server.handleRequest);
    await listen(t, http);
    assert.notEqual(server.port, 0);
    assert.equal((await rawGet(server.port, '/healthz')).status, 200);
  });

  it('is not started or stopped', async () => {
    await assert.rejects(createSignalingServer({ server: createServer(), port: 0 }), /cannot be combined/);
  });
});
