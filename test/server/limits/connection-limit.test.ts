import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import type { SignalingServerOptions } from '../../../server/index.js';
import { startServer, until } from '../support/fixture.js';
import type { Fixture } from '../support/fixture.js';
import { RawClient } from '../support/raw-client.js';
import { rawGet, upgradeHead } from '../support/raw-http.js';

/** Other systems have all of 127.0.0.0/8. */
const ONE_ADDRESS = { skip: process.platform === 'darwin' && 'macOS has only 127.0.0.1' };

const sockets = new Set<Socket>();

/** To be registered before the server is: one that is being closed waits for its connections. */
function closeSockets(t: TestContext): void {
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  });
}

function start(t: TestContext, options: SignalingServerOptions): Promise<Fixture> {
  closeSockets(t);
  return startServer(t, options);
}

/** A connection from one of the addresses of this machine, with what it has heard. */
class Caller {
  readonly socket: Socket;
  heard = '';
  hasEnded = false;
  isClosed = false;

  constructor(port: number, from: string, allowHalfOpen = false) {
    this.socket = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen });
    this.socket.on('data', (data: Buffer) => (this.heard += data.toString()));
    this.socket.on('error', () => {});
    this.socket.on('end', () => (this.hasEnded = true));
    this.socket.on('close', () => (this.isClosed = true));
    sockets.add(this.socket);
  }

  get isOpen(): boolean {
    return !this.hasEnded && !this.isClosed;
  }

  /** The status that it was answered with, as soon as it is here. */
  async status(): Promise<number> {
    await until(() => this.heard.includes('\r\n\r\n'), 'an answer');
    return Number(this.heard.split(' ')[1]);
  }

  ask(path: string, ...headers: string[]): this {
    this.socket.write([`GET ${path} HTTP/1.1`, 'Host: x', ...headers].join('\r\n') + '\r\n\r\n');
    return this;
  }
}

const call = (port: number, from: string, count: number, allowHalfOpen = false): Caller[] =>
  Array.from({ length: count }, () => new Caller(port, from, allowHalfOpen));

const stay = (callers: readonly Caller[]): number => callers.filter(({ isOpen }) => isOpen).length;

/** Waits until the server has accepted all that came before, and refused what it refuses. */
async function settle(port: number, from = '127.0.0.99'): Promise<void> {
  const caller = new Caller(port, from).ask('/healthz', 'Connection: close');
  await until(() => caller.isClosed, 'it is closed');
  assert.equal(await caller.status(), 200);
}

/** Far more than the buffers of two sockets hold. */
function largeFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'limit-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'large'), '');
  truncateSync(join(folder, 'large'), 64 * 1024 * 1024);
  return folder;
}

describe('connections from one address', ONE_ADDRESS, () => {
  it('cannot use up all connections of the server', async (t) => {
    const lines: unknown[] = [];
    const { server, member } = await start(t, {
      socketsPerAddress: 3,
      maxConnections: 10,
      logger: (level, event, fields) => level === 'debug' || lines.push([level, event, fields]),
    });
    const { client } = await member('r');
    const callers = call(server.port, '127.0.0.2', 20);
    await until(() => stay(callers) === 3, 'the others are refused');
    await settle(server.port, '127.0.0.3');
    assert.equal(stay(callers), 3);
    assert.ok(await client.request({ type: 'ping' }));
    assert.deepEqual(
      lines.filter((line) => String(line).includes('too many')),
      [['warn', 'too many sockets', { address: '127.0.0.2' }]],
    );
  });

  it('over the limit get an answer, also to a request that is on its way', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 1 });
    const [first] = call(server.port, '127.0.0.2', 1);
    assert.ok(first);
    assert.equal(await first.ask('/healthz').status(), 200);
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const late = new Caller(server.port, '127.0.0.2').ask('/healthz');
      await until(() => late.isClosed, 'it is closed');
      assert.match(
        late.heard,
        /^HTTP\/1.1 429 Too Many Requests\r\nConnection: close\r\n[^]*429 Too Many Requests\n$/,
      );
      assert.equal(late.heard.match(/HTTP\/1.1/g)?.length, 1);
    }
  });

  it('count together, whether they are WebSockets or not', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 2, allowOrigin: ['*'] });
    const { port } = server;
    const upgrade = (): Caller => {
      const caller = new Caller(port, '127.0.0.2');
      caller.socket.write(`${upgradeHead(port, '/signal')}\r\n\r\n`);
      return caller;
    };
    const first = upgrade();
    assert.equal(await first.status(), 101);
    const plain = new Caller(port, '127.0.0.2').ask('/healthz');
    assert.equal(await plain.status(), 200);
    assert.equal(await upgrade().status(), 429);
    assert.equal(await new Caller(port, '127.0.0.2').ask('/healthz').status(), 429);

    // A plain one that becomes a WebSocket stays one.
    plain.heard = '';
    plain.socket.write(`${upgradeHead(port, '/signal')}\r\n\r\n`);
    assert.equal(await plain.status(), 101);
    assert.equal(await upgrade().status(), 429);
    assert.equal(server.connections, 2);

    // And gives back one place when it goes.
    first.socket.destroy();
    await until(() => server.connections === 1, 'it is gone');
    assert.equal(await upgrade().status(), 101);
    assert.equal(await upgrade().status(), 429);
  });

  it('give their slots back, however they end', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 2, headersTimeoutMs: 1500 });
    const from = '127.0.0.2';
    for (const end of [
      (caller: Caller) => caller.ask('/healthz', 'Connection: close'),
      (caller: Caller) => caller.socket.end(),
      (caller: Caller) => caller.socket.resetAndDestroy(),
      (caller: Caller) => caller.socket.write('nonsense\r\n\r\n'),
      (caller: Caller) => caller.socket.write('GET / HTTP/1.1\r\n'),
      (caller: Caller) => caller.ask('/other', 'Connection: upgrade', 'Upgrade: websocket'),
      (caller: Caller) => caller.ask('/signal', 'Connection: upgrade', 'Upgrade: websocket'),
    ]) {
      const callers = call(server.port, from, 2);
      await Promise.all(callers.map(({ socket }) => once(socket, 'connect')));
      for (const caller of callers) end(caller);
      await until(() => callers.every(({ isClosed }) => isClosed), String(end));
      await settle(server.port);
    }
    assert.equal(await new Caller(server.port, from).ask('/healthz').status(), 200);
  });

  it('over the limit that never close are bounded in number and time', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 1 });
    const accepted: Socket[] = [];
    const note = (message: unknown): number => accepted.push((message as { socket: Socket }).socket);
    subscribe('net.server.socket', note);
    t.after(() => unsubscribe('net.server.socket', note));
    call(server.port, '127.0.0.2', 400, true);
    await until(() => accepted.length === 400, 'all have come');
    const open = (): number => accepted.filter(({ destroyed }) => !destroyed).length;
    assert.ok(open() <= 101, `${open()} are open`);
    await until(() => open() <= 1, 'only the one that was not too many is left');
    await settle(server.port);
  });

  it('are counted on the port of the metrics, too, behind no proxy', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 3, metricsPort: 0, trustProxy: true });
    const callers = call(server.metricsPort, '127.0.0.2', 10);
    await until(() => stay(callers) === 3, 'the others are refused');
    assert.equal(await new Caller(server.metricsPort, '127.0.0.3').ask('/metrics').status(), 200);
  });
});

describe('connections of a proxy', ONE_ADDRESS, () => {
  const forwarded = (address: string): string => `X-Forwarded-For: ${address}`;

  it('are not limited, while those of other addresses are', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 2, trustProxy: '127.0.0.2' });
    const [proxy, others] = [call(server.port, '127.0.0.2', 20), call(server.port, '127.0.0.3', 20)];
    await until(() => stay(others) === 2, 'the others are refused');
    await settle(server.port);
    assert.equal(stay(proxy), 20);
    for (const caller of proxy) {
      assert.equal(await caller.ask('/healthz', forwarded('203.0.113.1')).status(), 200);
    }
  });

  it('carry a limited number of requests of one client', async (t) => {
    const { server } = await start(t, {
      socketsPerAddress: 2,
      trustProxy: true,
      staticDir: largeFile(t),
    });
    const get = (path: string, client: string): Caller =>
      new Caller(server.port, '127.0.0.2').ask(path, forwarded(client), 'Connection: close');
    const slow = [get('/large', '203.0.113.1'), get('/large', '203.0.113.1')];
    for (const { socket } of slow) {
      await once(socket, 'data');
      socket.pause();
    }
    assert.equal(await get('/healthz', '203.0.113.1').status(), 429);
    assert.equal(await get('/healthz', '203.0.113.2').status(), 200);
    const upgrade = new Caller(server.port, '127.0.0.2');
    upgrade.socket.write(`${upgradeHead(server.port, '/signal', forwarded('203.0.113.1'))}\r\n\r\n`);
    assert.equal(await upgrade.status(), 429);
    // One that is no longer waited for makes room.
    slow[0]?.socket.destroy();
    let status = 0;
    while (status !== 200) status = await get('/healthz', '203.0.113.1').status();
  });

  it('count no pipelined request that waits for another one', async (t) => {
    const { server } = await start(t, { socketsPerAddress: 2, trustProxy: true });
    const caller = new Caller(server.port, '127.0.0.2');
    for (let request = 0; request < 20; request += 1) caller.ask('/healthz', forwarded('203.0.113.1'));
    await until(() => caller.heard.match(/"status":"ok"/g)?.length === 20, 'all of them are answered');
  });
});

describe('connections of a server of the page', ONE_ADDRESS, () => {
  it('are not limited, while requests that it passes on and WebSockets are', async (t) => {
    closeSockets(t);
    const folder = largeFile(t);
    const http = createServer((request, response) => signaling.handleRequest(request, response));
    const signaling = await createSignalingServer({ server: http, socketsPerAddress: 2, staticDir: folder });
    t.after(async () => {
      await signaling.close();
      http.close();
      http.closeAllConnections();
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;

    const idle = call(port, '127.0.0.2', 10);
    await settle(port);
    assert.equal(stay(idle), 10);

    const slow = new Caller(port, '127.0.0.2').ask('/large');
    await once(slow.socket, 'data');
    slow.socket.pause();
    const client = await RawClient.connect(signaling.url, { localAddress: '127.0.0.2' });
    t.after(() => client.terminate());
    assert.equal(await new Caller(port, '127.0.0.2').ask('/healthz').status(), 429);
    assert.equal((await rawGet(port, '/healthz')).status, 200);
    slow.socket.destroy();
    let status = 0;
    while (status !== 200) status = await new Caller(port, '127.0.0.2').ask('/healthz').status();
  });
});
