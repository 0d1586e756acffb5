import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import type { SignalingServer } from '../../../server/index.js';
import { until } from '../support/fixture.js';
import { rawGet, rawRequest } from '../support/raw-http.js';

/** The path of an open file of this process; empty for one that was closed meanwhile. */
const linkOf = (fd: string): string => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
};

let folder: string;
let server: SignalingServer;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rtc-static-'));
  const root = join(folder, 'root');
  mkdirSync(join(root, 'sub', '.git'), { recursive: true });
  mkdirSync(join(folder, 'root-secret'));
  mkdirSync(join(root, 'empty'));
  writeFileSync(join(folder, 'secret.txt'), 'SECRET');
  writeFileSync(join(folder, 'root-secret', 'secret.txt'), 'SECRET');
  writeFileSync(join(root, '.env'), 'SECRET');
  writeFileSync(join(root, 'sub', '.git', 'config'), 'SECRET');
  writeFileSync(join(root, 'index.html'), '<p>home');
  writeFileSync(join(root, 'app.js'), 'export {};');
  writeFileSync(join(root, 'empty.txt'), '');
  writeFileSync(join(root, 'a b&ü.txt'), 'odd name');
  writeFileSync(join(root, 'sub', 'index.html'), '<p>sub');
  writeFileSync(join(root, 'big.mp4'), '');
  truncateSync(join(root, 'big.mp4'), 20_000_000);
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  symlinkSync(folder, join(root, 'out'));
  symlinkSync(join(folder, 'root-secret'), join(root, 'sibling'));
  symlinkSync(join(root, '.env'), join(root, 'env.txt'));
  symlinkSync(join(root, 'app.js'), join(root, 'alias.js'));
  symlinkSync('loop', join(root, 'loop'));
  server = await createSignalingServer({ port: 0, host: '127.0.0.1', staticDir: root });
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe('files', () => {
  it('are served with their type, and headers that keep them safe', async () => {
    const { status, headers, body } = await rawGet(server.port, '/app.js?v=1');
    assert.equal(status, 200);
    assert.equal(body, 'export {};');
    assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(headers.get('content-length'), '10');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cache-control'), 'no-cache');
  });

  it('may have odd names, be empty, or be reached by a symbolic link', async () => {
    assert.equal((await rawGet(server.port, '/a%20b%26%C3%BC.txt')).body, 'odd name');
    const empty = await rawGet(server.port, '/empty.txt');
    assert.deepEqual([empty.status, empty.body], [200, '']);
    assert.equal((await rawGet(server.port, '/alias.js')).body, 'export {};');
  });

  it('of directories are their index.html, after a redirect to the slash', async () => {
    const home = await rawGet(server.port, '/');
    assert.deepEqual([home.body, home.headers.get('content-type')], ['<p>home', 'text/html; charset=utf-8']);
    assert.equal((await rawGet(server.port, '/sub/')).body, '<p>sub');
    const redirect = await rawGet(server.port, '/sub?room=x');
    assert.deepEqual([redirect.status, redirect.headers.get('location')], [301, './sub/?room=x']);
    assert.equal((await rawGet(server.port, '/empty/')).status, 404);
    assert.equal((await rawGet(server.port, '/app.js/')).status, 404);
  });

  it('are not sent again to clients that have them', async () => {
    const { headers } = await rawGet(server.port, '/app.js');
    const etag = headers.get('etag') ?? '';
    const modified = headers.get('last-modified') ?? '';
    const status = async (...given: string[]): Promise<number> =>
      (await rawGet(server.port, '/app.js', ...given)).status;
    assert.equal(await status(`If-None-Match: ${etag}`), 304);
    assert.equal(await status(`If-None-Match: "other", W/${etag}`), 304);
    assert.equal(await status('If-None-Match: "other"'), 200);
    assert.equal(await status(`If-Modified-Since: ${modified}`), 304);
    assert.equal(await status('If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT'), 200);
    assert.equal(await status('If-Modified-Since: nonsense'), 200);
    assert.equal(await status('If-None-Match: "other"', `If-Modified-Since: ${modified}`), 200);
    utimesSync(join(folder, 'root', 'app.js'), new Date(), new Date(Date.now() + 5000));
    assert.equal(await status(`If-None-Match: ${etag}`), 200);
  });

  it('answer HEAD without a body, and refuse other methods', async () => {
    const head = await rawRequest(server.port, 'HEAD /app.js HTTP/1.1\r\nHost: x\r\nConnection: close');
    assert.deepEqual([head.status, head.headers.get('content-length'), head.body], [200, '10', '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      const request = `${method} /app.js HTTP/1.1\r\nHost: x\r\nConnection: close`;
      assert.equal((await rawRequest(server.port, request)).status, 405, method);
    }
  });

  it('may be aborted by the client', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write('GET /big.mp4 HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    socket.destroy();
    assert.equal((await rawGet(server.port, '/app.js')).status, 200);
  });
});

describe('traversal', () => {
  it('out of the directory gets a 404', async () => {
    for (const path of [
      '/../secret.txt',
      '/sub/../../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/%252e%252e/secret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '/....//secret.txt',
      '//secret.txt',
      '/sub//index.html',
      '//etc/passwd',
      '/%2fetc%2fpasswd',
      '/etc/passwd',
      '/./app.js',
      '/../root-secret/secret.txt',
      '/app.js%00.html',
      '/%00',
      '/%',
      '/%zz',
      '/%c0%ae%c0%ae/secret.txt',
      '/%ff',
      '/C:/secret.txt',
      '/.env',
      '/%2eenv',
      '/sub/.git/config',
      '/sub/.git/',
      '/link.txt',
      '/out/secret.txt',
      '/out/',
      '/sibling/secret.txt',
      '/env.txt',
      '/loop',
      `/${'a'.repeat(5000)}`,
      'secret.txt',
      'http://localhost/../secret.txt',
      '*',
    ]) {
      const { status, body } = await rawGet(server.port, path);
      assert.ok(status === 404 || status === 400, `${path.slice(0, 60)}: ${status}`);
      assert.doesNotMatch(body, /SECRET|root:/, path);
    }
    assert.equal((await rawGet(server.port, '/app.js')).status, 200);
  });

  it('by pipelining opens one file at a time, and none for a closed connection', async () => {
    const files = (): number =>
      readdirSync('/proc/self/fd').filter((fd) => linkOf(fd).endsWith('/big.mp4')).length;
    const handshake = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
    const get = 'GET /big.mp4 HTTP/1.1\r\nHost: x\r\n\r\n';
    for (const last of [
      get,
      `GET /signal HTTP/1.1\r\nHost: x\r\n${handshake}Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    ]) {
      const socket = connect(server.port, '127.0.0.1').pause();
      socket.write(get.repeat(50) + last);
      await until(() => files() > 0, 'the first one is open');
      // Another request has its answer: what came before it has been looked at.
      assert.equal((await rawGet(server.port, '/app.js')).status, 200);
      assert.ok(files() <= 2, `${files()} are open`);
      socket.destroy();
      await until(() => files() === 0, 'all are closed');
    }
  });

  it('by pipelining without end is disconnected', async () => {
    const get = 'GET /app.js HTTP/1.1\r\nHost: x\r\n\r\n';
    const ask = async (times: number, end: string): Promise<string> => {
      const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
      let answers = '';
      socket.on('data', (text: string) => (answers += text));
      socket.on('error', () => {});
      socket.write(get.repeat(times) + end);
      await new Promise((resolve) => socket.on('close', resolve));
      return answers;
    };
    const last = 'GET /app.js HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    assert.equal((await ask(99, last)).match(/200 OK/g)?.length, 100);
    assert.ok(((await ask(1000, last)).match(/200 OK/g)?.length ?? 0) <= 100);
    assert.equal((await rawGet(server.port, '/app.js')).status, 200);
  });
});
