import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createSignalingServer } from '../../../server/index.js';
import type { Awaitable, EngineFactory, RoomEngine } from '../../../server/index.js';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { bar } from '../../support/bar.js';
import { startServer, until } from '../support/fixture.js';
import { RawClient } from '../support/raw-client.js';

describe('heartbeat', () => {
  it('notices a socket whose other end is silent', async (t) => {
    const { member, server } = await startServer(t, { heartbeatMs: 300 });
    const [ann, ben] = [await member('r'), await member('r')];
    // Half open: the connection stands, but nothing is read any more, so no ping is answered.
    ben.client.socket.pause();
    const away = await ann.client.next('participant-away');
    assert.equal(away.id, ben.joined.self);
    await until(() => server.connections === 1, 'the dead socket is gone');
    assert.ok(ann.client.isOpen);
  });

  it('keeps a client that answers', async (t) => {
    const { member } = await startServer(t, { heartbeatMs: 200 });
    const { client } = await member('r');
    let pings = 0;
    client.socket.on('ping', () => (pings += 1));
    await until(() => pings >= 8, 'eight pings');
    await client.settle();
  });

  it('takes any message for a sign of life', async (t) => {
    const { connect } = await startServer(t, { heartbeatMs: 300 });
    const client = await connect({ autoPong: false });
    let pings = 0;
    client.socket.on('ping', () => {
      pings += 1;
      client.send({ type: 'ping', id: 0 });
    });
    await client.join('r');
    await until(() => pings >= 6, 'six pings');
    client.socket.removeAllListeners('ping');
    const { code } = await client.closed;
    assert.ok(code === 4001 || code === 1006, String(code));
  });
});

describe('join timeout', () => {
  it('closes clients that never join, and no others', async (t) => {
    const { connect, member } = await startServer(t, { joinTimeoutMs: 5000 });
    const { client: joined } = await member('r');
    const idle = await connect();
    await idle.settle();
    assert.deepEqual(await idle.closed, { code: 4002, reason: 'join timeout' });
    await joined.settle();
  });

  it('starts again after leaving', async (t) => {
    const { member } = await startServer(t, { joinTimeoutMs: 5000 });
    const { client } = await member('r');
    await client.request({ type: 'leave' });
    assert.equal((await client.closed).code, 4002);
  });
});

describe('over a limit', () => {
  it('a message that is too long closes its sender with 1009', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    ben.client.sendRaw('x'.repeat(65_537));
    assert.equal((await ben.client.closed).code, 1009);
    assert.equal((await ann.client.next('participant-away')).id, ben.joined.self);
    await ann.client.settle();
  });

  it('follows maxPayload', async (t) => {
    const { member, connect } = await startServer(t, { maxPayload: 1024 });
    const { joined } = await member('r');
    assert.equal(joined.limits?.message, 1024);
    const client = await connect();
    client.sendRaw('x'.repeat(1025));
    assert.equal((await client.closed).code, 1009);
  });

  it('a slow reader loses its connection, not its place', async (t) => {
    const { member } = await startServer(t, { heartbeatMs: 600_000, messagesPerSecond: 100_000 });
    const [ann, ben] = [await member('r'), await member('r')];
    ben.client.socket.pause();
    const isAway = (): boolean => ann.client.received.some(({ type }) => type === 'participant-away');
    for (let sent = 0; sent < 2000 && !isAway(); sent += 1) {
      ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'x'.repeat(60_000) });
      if (sent % 20 === 0) await ann.client.settle();
    }
    await until(isAway, 'the slow reader is away');
    await ann.client.settle();
  });
});

describe('bad frames', () => {
  it('that break WebSocket itself end their sender only', async (t) => {
    const { member, connect } = await startServer(t);
    const { client: ann } = await member('r');
    const frames = {
      'not UTF-8': [Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28]), 1007],
      'not masked': [Buffer.from([0x81, 0x02, 0x7b, 0x7d]), 1002],
      'reserved bits': [Buffer.from([0xf1, 0x80, 0, 0, 0, 0]), 1002],
      'reserved opcode': [Buffer.from([0x83, 0x80, 0, 0, 0, 0]), 1002],
      'a length of eight bytes': [
        Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
        1009,
      ],
    } as const;
    for (const [what, [bytes, expected]] of Object.entries(frames)) {
      const client = await connect();
      const { _socket: socket } = client.socket as unknown as { _socket: { write(data: Buffer): void } };
      socket.write(bytes);
      assert.equal((await client.closed).code, expected, what);
    }
    await ann.settle();
  });
});

describe('an engine that takes its time', () => {
  /** The memory engine, answering later. */
  const slowly =
    (
      delay: () => Promise<unknown>,
      change: (engine: RoomEngine) => Partial<RoomEngine> = () => ({}),
    ): EngineFactory =>
    (settings) => {
      const memory = new MemoryEngine(settings);
      const later = async <T>(act: () => Awaitable<T>): Promise<T> => {
        const result = act();
        await delay();
        return result;
      };
      const slow: RoomEngine = {
        available: true,
        join: (request) => later(() => memory.join(request)),
        confirm: (membership) => memory.confirm(membership),
        open: (membership, link) => memory.open(membership, link),
        signal: (membership, to, payload) => later(() => memory.signal(membership, to, payload)),
        update: (membership, changes) => later(() => memory.update(membership, changes)),
        leave: (membership) => later(() => memory.leave(membership)),
        disconnect: (membership) => later(() => memory.disconnect(membership)),
        count: () => memory.count(),
        close: () => later(() => memory.close()),
      };
      return { ...slow, ...change(memory) };
    };
  /** The latency of the engine: a turn of the event loop. */
  const tick = (): Promise<unknown> => setImmediate();

  it('keeps the order of requests', async (t) => {
    const { member, connect } = await startServer(t, { engine: slowly(tick) });
    const ann = await member('r');
    const ben = await connect();
    ben.send({ type: 'join', id: 1, room: 'r', instance: 'b' });
    for (let id = 2; id < 12; id += 1) ben.send({ type: 'signal', id, to: ann.joined.self, payload: id });
    ben.send({ type: 'leave', id: 12 });
    await ben.next('left');
    assert.deepEqual(
      ben.received.map(({ re }) => re),
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    await ann.client.next('participant-left');
    assert.deepEqual(
      ann.client.pushes.filter(({ type }) => type === 'signal').map(({ payload }) => payload),
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    );
  });

  it('never pushes before joined', async (t) => {
    const { connect } = await startServer(t, { engine: slowly(tick) });
    const clients = await Promise.all(Array.from({ length: 6 }, () => connect()));
    await Promise.all(clients.map((client) => client.join('r')));
    for (const client of clients) {
      await client.settle();
      assert.equal(client.received[0]?.type, 'joined');
    }
  });

  /** Ann, and an engine that holds back the answer to the second join until it is told. */
  async function held(t: TestContext) {
    let release = (): void => {};
    const answer = new Promise<void>((resolve) => (release = resolve));
    let joins = 0;
    const fixture = await startServer(t, {
      engine: slowly(
        () => Promise.resolve(),
        (engine) => ({
          join: async (request) => {
            const result = engine.join(request);
            joins += 1;
            if (joins === 2) await answer;
            return result;
          },
        }),
      ),
    });
    return { ...fixture, release, ann: await fixture.member('r') };
  }

  for (const [what, token] of [
    ['without a token', undefined],
    ['with a token that nobody knows', 'unknown'],
  ] as const) {
    it(`leaves no member behind who closed while joining ${what}`, async (t) => {
      const { ann, connect, server, release } = await held(t);
      const hasty = await connect();
      const resume = token && { token, lastSeq: 0 };
      hasty.send({ type: 'join', id: 1, room: 'r', instance: 'x', resume });
      await ann.client.next('participant-joined');
      hasty.terminate();
      await until(() => server.connections === 1, 'the socket is gone');
      release();
      assert.equal((await ann.client.next('participant-left')).reason, 'left');
    });
  }

  it('holds the place of a member who closed while coming back', async (t) => {
    const { ann, connect, server, release } = await held(t);
    const hasty = await connect();
    const resume = { token: ann.joined.resumeToken, lastSeq: 0 };
    hasty.send({ type: 'join', id: 1, room: 'r', instance: 'page-1', resume });
    await ann.client.closed;
    hasty.terminate();
    await until(() => server.connections === 0, 'the socket is gone');
    release();
    const again = await (await connect()).join('r', { resume });
    assert.deepEqual([again.self, again.resumed], [ann.joined.self, true]);
  });

  it('that fails is an internal error for the client', async (t) => {
    const events: string[] = [];
    const { connect } = await startServer(t, {
      logger: (level, event, fields) => events.push(`${level} ${event} ${String(fields?.['error'])}`),
      engine: slowly(
        () => Promise.resolve(),
        () => ({
          join: ({ room }) => {
            if (room === 'throws') throw new Error('broken');
            return Promise.reject(new Error('rejected'));
          },
        }),
      ),
    });
    const client = await connect();
    for (const room of ['throws', 'rejects']) {
      const { error } = await client.request({ type: 'join', room, instance: 'x' });
      assert.equal(error?.code, 'internal');
      assert.equal(error.retryable, true);
      assert.doesNotMatch(error.message, /broken|rejected/);
    }
    await client.settle();
    assert.ok(events.includes('error handler failed Error: broken'));
    assert.ok(events.includes('error handler failed Error: rejected'));
  });
});

describe('going away', () => {
  it('is sent to all clients, joined or not, before the close with 4000', async () => {
    const server = await createSignalingServer({ port: 0, host: '127.0.0.1' });
    const clients = await Promise.all([1, 2, 3].map(() => RawClient.connect(server.url)));
    await clients[0]?.join('r');
    await clients[1]?.join('r');
    const stopped = server.close();
    for (const client of clients) {
      assert.deepEqual(await client.closed, { code: 4000, reason: 'going away' });
      const last = client.received.at(-1);
      assert.equal(last?.type, 'going-away');
      assert.ok(Number.isInteger(last.retryAfterMs) && Number(last.retryAfterMs) > 0);
    }
    await stopped;
    assert.equal(server.connections, 0);
  });

  it('gives clients random times to come back, of at most three seconds', async () => {
    const server = await createSignalingServer({
      ...{ port: 0, host: '127.0.0.1', socketsPerAddress: 1000 },
      joinTimeoutMs: 600_000,
    });
    const clients = await Promise.all(Array.from({ length: 400 }, () => RawClient.connect(server.url)));
    const stopped = server.close();
    await Promise.all(clients.map(({ closed }) => closed));
    await stopped;
    const times = clients.map(({ received }) => received.at(-1)?.retryAfterMs ?? NaN);
    assert.ok(
      times.every((ms) => ms <= 3000),
      `${Math.max(...times)} ms`,
    );
    assert.ok(Math.max(...times) - Math.min(...times) > 1500, 'all in the same moment');
  });

  it('does not wait for a client that never answers the close', async (t) => {
    const server = await createSignalingServer({ port: 0, host: '127.0.0.1' });
    const client = await RawClient.connect(server.url);
    client.socket.pause();
    const since = performance.now();
    await server.close();
    bar(t, 'closing a server beside a client that is silent', performance.now() - since, 4000);
    client.socket.resume();
    if (client.isOpen) await once(client.socket, 'close');
  });
});
