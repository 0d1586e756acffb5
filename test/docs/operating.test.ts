import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';
import { findProgram } from '../../scripts/programs.mjs';
import { certificate } from '../../scripts/start/certificate.js';
import { clientAddress } from '../../server/doors/client-address.js';
import { readCommand } from '../../server/options/command-line.js';
import { createSignalingServer } from '../../server/index.js';
import type { SignalingServer } from '../../server/index.js';
import { createMetrics } from '../../server/metrics/metrics.js';
import { RawClient } from '../server/support/raw-client.js';
import { freePort } from '../support/free-port.js';
import { RedisServer } from '../support/redis.js';
import { waitFor } from '../support/wait-for.js';
import { snippetsOf } from './support/snippets.js';
import type { Kind } from './support/snippets.js';
import { firstColumn } from './support/tables.js';

const HOST = 'calls.example.com';

function onlySnippet(kind: Kind): string {
  const [snippet, ...others] = snippetsOf(kind);
  assert.ok(snippet && others.length === 0, `there is one block of ${kind}`);
  return snippet.code;
}

describe('behind a proxy', () => {
  let folder: string;
  let server: SignalingServer;
  /** Addresses of those who joined, as the server sees them. */
  const addresses: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'proxy-'));
    const { key, cert } = await certificate();
    writeFileSync(join(folder, 'key.pem'), key);
    writeFileSync(join(folder, 'cert.pem'), cert);
    server = await createSignalingServer({
      port: 0,
      host: '127.0.0.1',
      trustProxy: true,
      authorize: (request) => addresses.push(clientAddress(request, true)) > 0,
    });
  });

  after(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** Joins through the proxy, as a page of the site, and claims to come from elsewhere. */
  async function enter(port: number, localAddress = '127.0.0.1'): Promise<void> {
    const options: ClientOptions & { readonly servername: string; readonly localAddress: string } = {
      localAddress,
      servername: HOST,
      rejectUnauthorized: false,
      origin: `https://${HOST}`,
      headers: { Host: HOST, 'X-Forwarded-For': '203.0.113.1' },
    };
    const socket = new WebSocket(`wss://127.0.0.1:${port}/signal`, 'rtc-elements.v1', options);
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'join', id: 1, room: 'r', instance: 'x' }));
    const [data] = (await once(socket, 'message')) as [Buffer];
    assert.equal((JSON.parse(data.toString()) as { type: string }).type, 'joined');
    socket.terminate();
    assert.equal(addresses.at(-1), localAddress);
  }

  async function through(
    program: string,
    args: readonly string[],
    port: number,
    use = () => enter(port),
  ): Promise<void> {
    const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
    const proxy = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    const exit = once(proxy, 'exit');
    let output = '';
    for (const stream of [proxy.stdout, proxy.stderr]) stream.on('data', (data) => (output += String(data)));
    try {
      await waitFor('a call through the proxy', () => {
        assert.equal(proxy.exitCode, null, output);
        return use().then(() => true);
      });
    } finally {
      proxy.kill('SIGTERM');
      await exit;
    }
  }

  const nginxSite = (port: number, target: string): string =>
    onlySnippet('nginx')
      .replace('listen 443 ssl', `listen 127.0.0.1:${port} ssl`)
      .replace(/(ssl_certificate) .*;/, `$1 ${join(folder, 'cert.pem')};`)
      .replace(/(ssl_certificate_key) .*;/, `$1 ${join(folder, 'key.pem')};`)
      .replaceAll('127.0.0.1:8080', target);

  function nginxFile(site: string): string {
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${join(folder, name)};`,
    );
    const file = join(folder, 'nginx.conf');
    const main = `daemon off; error_log stderr; pid ${join(folder, 'nginx.pid')};`;
    writeFileSync(file, `${main} events {} http { access_log off; ${temporary.join(' ')}\n${site}}\n`);
    return file;
  }

  const nginx = findProgram('nginx');
  it('nginx works as it is written', { skip: nginx === undefined && 'there is no nginx' }, async () => {
    const port = await freePort();
    const file = nginxFile(nginxSite(port, `127.0.0.1:${server.port}`));
    await through(nginx ?? '', ['-c', file, '-p', folder], port);
  });

  it(
    'two of nginx work as they are written',
    { skip: nginx === undefined && 'there is no nginx' },
    async () => {
      const behind = await createSignalingServer({
        port: 0,
        host: '127.0.0.1',
        trustProxy: 2,
        authorize: (request) => addresses.push(clientAddress(request, 2)) > 0,
      });
      try {
        const [port, inner] = [await freePort(), await freePort()];
        const site = onlySnippet('nginx inner')
          .replace('listen 8080', `listen 127.0.0.1:${inner}`)
          .replace('127.0.0.1:8081', `127.0.0.1:${behind.port}`);
        const file = nginxFile(`${site}\n${nginxSite(port, `127.0.0.1:${inner}`)}`);
        // The outer nginx comes to the inner one from 127.0.0.1.
        await through(nginx ?? '', ['-c', file, '-p', folder], port, () => enter(port, '127.0.0.2'));
      } finally {
        await behind.close();
      }
    },
  );

  const redis = findProgram('redis');
  const without = (nginx === undefined || redis === undefined) && 'there is no nginx, or no Redis';
  it('nginx spreads members of one room over two servers', { skip: without }, async (t) => {
    const shared = await RedisServer.start(redis ?? '');
    const servers = await Promise.all(
      [1, 2].map(() =>
        createSignalingServer({ port: 0, host: '127.0.0.1', allowOrigin: ['*'], redis: shared.url }),
      ),
    );
    t.after(async () => {
      await Promise.all(servers.map((one) => one.close()));
      await shared.remove();
    });
    const ports = servers.map((one) => one.port);
    const upstream = onlySnippet('nginx upstream')
      .replace('127.0.0.1:8081', `127.0.0.1:${ports[0]}`)
      .replace('127.0.0.1:8082', `127.0.0.1:${ports[1]}`);
    const port = await freePort();
    const file = nginxFile(`${upstream}\n${nginxSite(port, 'calls')}`);
    await through(nginx ?? '', ['-c', file, '-p', folder], port, async () => {
      const url = `wss://127.0.0.1:${port}/signal`;
      const options = { rejectUnauthorized: false };
      const [ann, ben] = [await RawClient.connect(url, options), await RawClient.connect(url, options)];
      t.after(() => {
        for (const client of [ann, ben]) client.terminate();
      });
      const { self } = await ann.join('spread');
      await ben.join('spread');
      assert.deepEqual(
        servers.map(({ connections }) => connections),
        [1, 1],
      );
      ben.send({ type: 'signal', to: self, payload: 'hello' });
      assert.equal((await ann.next('signal')).payload, 'hello');
    });
  });

  const caddy = findProgram('caddy');
  it('Caddy works as it is written', { skip: caddy === undefined && 'there is no Caddy' }, async () => {
    const port = await freePort();
    const site = onlySnippet('caddy')
      .replace(
        `${HOST} {`,
        `https://${HOST}:${port} {\n\tbind 127.0.0.1\n\ttls ${folder}/cert.pem ${folder}/key.pem`,
      )
      .replace('127.0.0.1:8080', `127.0.0.1:${server.port}`);
    const file = join(folder, 'Caddyfile');
    writeFileSync(file, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
    await through(caddy ?? '', ['run', '--config', file, '--adapter', 'caddyfile'], port);
  });
});

describe('as a service', () => {
  const unit = onlySnippet('systemd');

  it('takes flags that there are', () => {
    const [, args = ''] = /^ExecStart=\/usr\/bin\/env rtc-signal (.*)$/m.exec(unit) ?? [];
    assert.equal(readCommand(args.split(' '), {}).run, 'serve');
  });

  const analyze = findProgram('systemd');
  it('is a unit without a mistake', { skip: analyze === undefined && 'there is no systemd' }, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'unit-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'rtc-signal.service');
    writeFileSync(file, unit);
    const { status, stdout, stderr } = spawnSync(analyze ?? '', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('rtc-signal'));
    assert.deepEqual(complaints, []);
    assert.equal(status, 0, stderr);
  });
});

describe('metrics', () => {
  it('are those in the table', async () => {
    const none = (): number => 0;
    const metrics = await createMetrics({
      connections: none,
      rooms: none,
      members: none,
      bufferedBytes: none,
      available: () => true,
    });
    const text = await metrics.read();
    metrics.stop();
    const names = Array.from(text.matchAll(/^# TYPE (\S+) (\S+)$/gm), ([, name = '']) => name);
    assert.deepEqual(firstColumn('docs/operating.md', 'Metrics').toSorted(), names.toSorted());
  });
});
