import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { startServer, until } from './support/fixture.js';
import type { Fixture } from './support/fixture.js';
import type { RawClient } from './support/raw-client.js';
import { rawGet, rawUpgrade } from './support/raw-http.js';

/** Two members who go on talking, whatever somebody else does. */
async function pair({ member }: Fixture): Promise<{ talk(): Promise<void> }> {
  const [ann, ben] = [await member('others'), await member('others', { name: 'Ben' })];
  return {
    async talk() {
      ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'hello' });
      await ben.client.next('signal');
      assert.ok(ann.client.isOpen && ben.client.isOpen);
    },
  };
}

describe('a flood of messages', () => {
  it('is refused, and ends with 4003, while others are served', async (t) => {
    const fixture = await startServer(t, { messagesPerSecond: 20 });
    const { talk } = await pair(fixture);
    const { client, joined } = await fixture.member('r');
    const victim = await fixture.member('r');
    for (let id = 100; client.isOpen && id < 5000; id += 1) {
      client.send({ type: 'signal', id, to: victim.joined.self, payload: id });
      if (id % 50 === 0) await talk();
    }
    assert.deepEqual(await client.closed, { code: 4003, reason: 'rate limited' });

    const replies = client.received.filter(({ re }) => re !== undefined && re >= 100);
    const refused = replies.filter(({ error }) => error?.code === 'rate-limited');
    assert.ok(refused.length >= 200 && refused.every(({ error }) => error?.retryable));
    // One reply for each, by its number.
    assert.deepEqual(
      replies.map(({ re }) => re).toSorted((a, b) => Number(a) - Number(b)),
      replies.map((_, index) => index + 100),
    );
    assert.equal(
      victim.client.pushes.filter(({ type }) => type === 'signal').length,
      replies.length - refused.length,
    );
    assert.equal((await victim.client.next('participant-away')).id, joined.self);
    await talk();
  });

  it('may consist of a few long messages, pings, pongs or malformed messages', async (t) => {
    const fixture = await startServer(t, { messagesPerSecond: 20 });
    const { talk } = await pair(fixture);
    const floods = [
      (socket: WebSocketLike) => socket.send('x'.repeat(60_000)),
      (socket: WebSocketLike) => socket.ping(),
      (socket: WebSocketLike) => socket.pong(),
      (socket: WebSocketLike) => socket.send(''),
      (socket: WebSocketLike) => socket.send(Buffer.alloc(100)),
    ].map(async (send) => {
      const client = await fixture.connect();
      for (let sent = 0; client.isOpen && sent < 5000; sent += 1) {
        send(client.socket);
        // To hear of the end before the connection is cut.
        if (sent % 20 === 0) await setImmediate();
      }
      assert.equal((await client.closed).code, 4003);
    });
    await talk();
    await Promise.all(floods);
    await talk();
  });

  it('may consist of fragments of one message', async (t) => {
    const fixture = await startServer(t);
    const { talk } = await pair(fixture);
    const { socket, closed } = await fixture.connect();
    for (let sent = 0; sent < 100; sent += 1) socket.send('', { fin: false });
    assert.equal((await closed).code, 1008);
    await talk();
  });

  it('is handled in order and in portions, with others in between', async (t) => {
    const fixture = await startServer(t);
    const [ann, ben] = [await fixture.member('others'), await fixture.member('others')];
    const [{ client }, victim] = [await fixture.member('r'), await fixture.member('r')];
    const payloads = Array.from({ length: 600 }, (_, index) => index);
    // All of them are on their way, and so can be read at once, before Ann says something.
    for (const payload of payloads) client.send({ type: 'signal', to: victim.joined.self, payload });
    ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'hello' });
    await ben.client.next('signal');
    const signals = () => victim.client.pushes.filter(({ type }) => type === 'signal');
    const before = signals().length;
    assert.ok(before < 200, `${before} came before`);
    await until(() => signals().length === payloads.length, 'all of them');
    assert.deepEqual(
      signals().map(({ payload }) => payload),
      payloads,
    );
  });

  it('is relayed completely, even if its sender has closed', async (t) => {
    const fixture = await startServer(t);
    const [{ client, joined }, other] = [await fixture.member('r'), await fixture.member('r')];
    for (let payload = 1; payload <= 300; payload += 1) {
      client.send({ type: 'signal', to: other.joined.self, payload });
    }
    client.send({ type: 'leave', id: 9 });
    client.close();
    assert.equal((await other.client.next('participant-left')).id, joined.self);
    assert.equal(other.client.pushes.filter(({ type }) => type === 'signal').length, 300);
  });

  it('of a client that reads nothing shows it as away at once', async (t) => {
    const fixture = await startServer(t, { messagesPerSecond: 20 });
    const [{ client, joined }, other] = [await fixture.member('r'), await fixture.member('r')];
    client.socket.pause();
    for (let sent = 0; sent < 2000; sent += 1) client.send({ type: 'ping', id: sent });
    assert.equal((await other.client.next('participant-away')).id, joined.self);
    // Its socket has not gone yet.
    assert.equal(fixture.server.connections, 2);
  });

  it('again and again is refused before the handshake, until it stops', async (t) => {
    const fixture = await startServer(t, { messagesPerSecond: 5, joinsPerSecond: 1 });
    const { talk } = await pair(fixture);
    const upgrade = async (): Promise<number> => (await rawUpgrade(fixture.server.port, '/signal')).status;
    const flood = async (client: RawClient): Promise<void> => {
      for (let sent = 0; client.isOpen && sent < 1000; sent += 1) {
        client.send({ type: 'ping', id: sent });
        if (sent % 20 === 0) await setImmediate();
      }
      assert.equal((await client.closed).code, 4003);
    };
    const clients = await Promise.all(Array.from({ length: 10 }, () => fixture.connect()));
    // Ten joins may come at once, and another each second. The floods then find so few left that nobody joins for some seconds.
    const guest = await fixture.connect();
    for (let times = 0; times < 6; times += 1) {
      await guest.join('guests');
      await guest.request({ type: 'leave' });
    }
    assert.equal(await upgrade(), 101);
    const floods = clients.map(flood);
    for (let tried = 0; (await upgrade()) !== 429; tried += 1) assert.ok(tried < 2000, 'never refused');
    await Promise.all(floods);
    await talk();
    let status = 0;
    for (let tried = 0; status !== 101; tried += 1) {
      status = await upgrade();
      assert.ok(tried < 20_000, 'refused for ever');
    }
    await talk();
  });

  it('is more than all candidates of a member of a full room at once', async (t) => {
    const { member } = await startServer(t);
    const others = await Promise.all(Array.from({ length: 7 }, () => member('r')));
    const { client } = await member('r');
    const description = { type: 'offer', sdp: 'x'.repeat(12_000) };
    for (const { joined } of others) {
      client.send({ type: 'signal', to: joined.self, payload: { kind: 'description', description } });
      for (let number = 0; number < 40; number += 1) {
        client.send({
          type: 'signal',
          to: joined.self,
          payload: { kind: 'candidate', candidate: 'x'.repeat(300) },
        });
      }
    }
    await client.settle();
    assert.ok(client.received.every(({ type }) => type !== 'error'));
    for (const other of others) {
      await until(
        () => other.client.pushes.filter(({ type }) => type === 'signal').length === 41,
        'all of them',
      );
    }
  });
});

interface WebSocketLike {
  send(data: string | Buffer): void;
  ping(): void;
  pong(): void;
}

describe('a flood of joins', () => {
  it('is refused by address, for a while', async (t) => {
    const { connect: open } = await startServer(t, { joinsPerSecond: 5, messagesPerSecond: 10_000 });
    const clients = [await open(), await open()];
    const results: (string | undefined)[] = [];
    while (!results.includes('rate-limited')) {
      for (const client of clients) {
        const { error } = await client.request({ type: 'join', room: 'r', instance: 'x' });
        results.push(error?.code);
        if (!error) await client.request({ type: 'leave' });
      }
    }
    assert.ok(results.length > 50 && results.slice(0, 50).every((code) => code === undefined));

    // The sockets stay open, and a moment later they may join.
    for (const client of clients) {
      let refused = true;
      while (refused) refused = !!(await client.request({ type: 'join', room: 'r', instance: 'x' })).error;
    }
  });
});

describe('too many sockets from one address', () => {
  const FROM = (address: string): string => `X-Forwarded-For: 198.51.100.9, ${address}`;

  it('are refused before the handshake, until others are closed', async (t) => {
    const { server, connect: open } = await startServer(t, { socketsPerAddress: 2 });
    const [first] = [await open(), await open()];
    assert.equal((await rawUpgrade(server.port, '/signal')).status, 429);
    // Without a trusted proxy, an address that is made up helps nobody.
    assert.equal((await rawUpgrade(server.port, '/signal', FROM('203.0.113.1'))).status, 429);
    first.close();
    await until(() => server.connections === 1, 'it is closed');
    const next = await open();
    await next.join('r');
  });

  it('are counted by client behind a trusted proxy', async (t) => {
    const { connect: open, server } = await startServer(t, { socketsPerAddress: 1, trustProxy: true });
    const from = (address: string) => ({ headers: { 'X-Forwarded-For': `198.51.100.9, ${address}` } });
    await open(from('203.0.113.1'));
    await open(from('203.0.113.2'));
    assert.equal((await rawUpgrade(server.port, '/signal', FROM('203.0.113.1'))).status, 429);
  });

  it('are counted as one client if the proxy is not trusted, with one warning', async (t) => {
    const events: string[] = [];
    const { connect: open } = await startServer(t, { logger: (_level, event) => events.push(event) });
    for (const address of ['203.0.113.1', '203.0.113.2']) {
      await open({ headers: { 'X-Forwarded-For': address } });
    }
    assert.equal(events.filter((event) => event === 'X-Forwarded-For is ignored').length, 1);
  });

  it('do not include those whose handshake failed', async (t) => {
    const { server, connect: open } = await startServer(t, { socketsPerAddress: 1 });
    for (let attempt = 0; attempt < 5; attempt += 1) {
      assert.equal((await rawUpgrade(server.port, '/signal', 'Sec-WebSocket-Version: 7')).status, 400);
    }
    await (await open()).join('r');
  });
});

describe('too many connections', () => {
  it('are closed without an answer until others are closed', async (t) => {
    const events: string[] = [];
    const { server, member } = await startServer(t, {
      maxConnections: 2,
      logger: (_level, event) => events.push(event),
    });
    const { client } = await member('r');
    const idle = connect(server.port, '127.0.0.1');
    await once(idle, 'connect');
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const late = connect(server.port, '127.0.0.1').resume();
      await once(late, 'close');
    }
    assert.equal(events.filter((event) => event === 'too many connections').length, 1);
    assert.ok(await client.request({ type: 'ping' }));
    idle.destroy();
    await once(idle, 'close');
    let status = 0;
    while (status !== 200) {
      status = await rawGet(server.port, '/healthz').then(
        (response) => response.status,
        () => 0,
      );
    }
  });
});

describe('too many rooms', () => {
  it('refuse new members with server-busy', async (t) => {
    const { member, connect: open } = await startServer(t, { maxRooms: 1 });
    const { client } = await member('one');
    const late = await open();
    const { error } = await late.request({ type: 'join', room: 'two', instance: 'x' });
    assert.deepEqual([error?.code, error?.retryable], ['server-busy', true]);
    await client.request({ type: 'leave' });
    await late.join('two');
  });
});

describe('a room whose joined message would be too long', () => {
  it('refuses new members, who could not read it', async (t) => {
    const relay = { urls: 'turn:turn.example.com', username: 'u'.repeat(1024), credential: 'c'.repeat(1024) };
    const iceServers = Array.from({ length: 6 }, () => relay);
    const { member, connect: open } = await startServer(t, { maxParticipants: 100, iceServers });
    // Two characters of JSON for each of the first, six for each of the second.
    const odd = { name: '"'.repeat(64), instance: '\u0000'.repeat(64) };
    const client = await open();
    await client.join('r', odd);
    let count = 1;
    let refused: string | undefined;
    while (refused === undefined && count < 100) {
      count += 1;
      const newcomer = await open();
      const reply = await newcomer.request({ type: 'join', room: 'r', ...odd });
      refused = reply.error?.code;
      assert.ok(JSON.stringify(reply).length <= 65_536, 'a client takes it');
    }
    assert.equal(refused, 'server-busy');
    // Members stay in the room, and other rooms can be joined.
    await client.settle();
    const { joined } = await member('s');
    assert.deepEqual(joined.participants, []);
  });
});

describe('sockets whose other end is silent', () => {
  it('are dropped, while others are served', async (t) => {
    const fixture = await startServer(t, { heartbeatMs: 200, messagesPerSecond: 100_000 });
    const { talk } = await pair(fixture);
    const silent = await Promise.all(Array.from({ length: 50 }, () => fixture.connect()));
    for (const [index, client] of silent.entries()) {
      await client.join(`r${index}`);
      // It answers no ping from now on.
      client.socket.pause();
    }
    while (fixture.server.connections > 2) await talk();
    await talk();
  });
});

describe('a client that the server does not read', () => {
  it('does not count as silent', async (t) => {
    let allow = (): void => undefined;
    const allowed = new Promise<boolean>((resolve) => (allow = () => resolve(true)));
    const { connect: open } = await startServer(t, { heartbeatMs: 100, authorize: () => allowed });
    const [waiting, other] = [await open(), await open()];
    const joined = waiting.request({ type: 'join', room: 'r', instance: 'x' });
    // A second and a third one wait for the first: no more is read.
    const pongs = [waiting.request({ type: 'ping' }), waiting.request({ type: 'ping' })];
    let pings = 0;
    other.socket.on('ping', () => (pings += 1));
    await until(() => pings >= 6, 'six beats');
    allow();
    assert.equal((await joined).type, 'joined');
    for (const pong of pongs) assert.equal((await pong).type, 'pong');
  });
});

describe('a slow reader', () => {
  it('is dropped, while others are served, also those who send to it', async (t) => {
    const fixture = await startServer(t, { messagesPerSecond: 100_000, maxBufferedBytes: 65_536 });
    const { talk } = await pair(fixture);
    const [writer, reader] = [await fixture.member('r'), await fixture.member('r')];
    reader.client.socket.pause();
    const isGone = (): boolean => writer.client.received.some(({ type }) => type === 'participant-away');
    while (!isGone()) {
      writer.client.send({ type: 'signal', to: reader.joined.self, payload: 'x'.repeat(60_000) });
      await writer.client.settle();
      await talk();
    }
    // He comes back to his place, with what fits into the memory that is kept for him.
    reader.client.terminate();
    const back = await fixture.connect();
    const resume = { token: reader.joined.resumeToken, lastSeq: 0 };
    assert.equal((await back.join('r', { resume })).self, reader.joined.self);
    await talk();
  });
});

describe('slow clients', () => {
  const slow = (t: TestContext, port: number): Socket => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    t.after(() => socket.destroy());
    return socket;
  };

  it('that never finish their headers, or send nothing, are disconnected', async (t) => {
    const fixture = await startServer(t, { headersTimeoutMs: 2000 });
    const { talk } = await pair(fixture);
    const sockets = Array.from({ length: 50 }, () => slow(t, fixture.server.port));
    const answers = sockets.map((socket, index) => {
      let answer = '';
      socket.on('data', (data: Buffer) => (answer += data.toString()));
      if (index % 2 === 0) socket.write('GET /signal HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      // Not `once`, which also ends with the error of a socket that was reset after its answer.
      return new Promise<string>((resolve) => socket.on('close', () => resolve(answer)));
    });
    const drip = setInterval(() => sockets.forEach((socket, index) => index % 2 || socket.write('x')), 20);
    t.after(() => clearInterval(drip));
    await talk();
    for (const answer of await Promise.all(answers)) assert.match(answer, /^HTTP\/1\.1 408 /);
    await talk();
  });

  it('that are disconnected together keep no other client waiting', async (t) => {
    const crowd = 300;
    const fixture = await startServer(t, { headersTimeoutMs: 2000, socketsPerAddress: crowd + 10 });
    const { client } = await fixture.member('r');
    const order: string[] = [];
    const gone = Array.from({ length: crowd }, async () => {
      const socket = slow(t, fixture.server.port);
      socket.write('GET /signal HTTP/1.1\r\nHost: x\r\nX-Slow: ');
      await once(socket, 'data');
      order.push('sent away');
    });
    await Promise.race(gone);
    await client.request({ type: 'ping' });
    order.push('answered');
    await Promise.all(gone);
    assert.ok(order.indexOf('answered') < crowd, 'all were sent away first');
  });

  it('that never read a response are disconnected', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'slow-'));
    t.after(() => rmSync(folder, { recursive: true }));
    // Far more than the buffers of two sockets hold.
    writeFileSync(join(folder, 'large'), '');
    truncateSync(join(folder, 'large'), 64 * 1024 * 1024);
    const fixture = await startServer(t, { staticDir: folder, requestTimeoutMs: 3000 });
    const { talk } = await pair(fixture);
    const accepted: Socket[] = [];
    const note = (message: unknown): number => accepted.push((message as { socket: Socket }).socket);
    subscribe('net.server.socket', note);
    t.after(() => unsubscribe('net.server.socket', note));
    const socket = slow(t, fixture.server.port).pause();
    socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(() => accepted[0]?.destroyed === true, 'the server has let go of it');
    assert.ok((accepted[0]?.bytesWritten ?? 0) > 0);
    await talk();
  });

  it('with endless headers get a 431', async (t) => {
    const { server } = await startServer(t, { maxHeaderBytes: 1024 });
    const { status } = await rawUpgrade(server.port, '/signal', `X-Long: ${'x'.repeat(2000)}`);
    assert.equal(status, 431);
  });

  it('with a WebSocket are not affected by these timeouts', async (t) => {
    const fixture = await startServer(t, {
      headersTimeoutMs: 2000,
      requestTimeoutMs: 2000,
      heartbeatMs: 300,
    });
    const { talk } = await pair(fixture);
    const { client } = await fixture.member('r');
    let pings = 0;
    client.socket.on('ping', () => (pings += 1));
    await until(() => pings >= 10, 'ten pings');
    await talk();
  });
});
