import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('npm start', () => {
  const children: ChildProcess[] = [];

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(port: number | string, ...args: string[]) {
    const child = spawn(process.execPath, ['scripts/run.mjs', 'scripts/start.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, PORT: String(port), HOST: 'localhost' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const exit = once(child, 'exit') as Promise<[number | null]>;
    return { child, exit, stderr: text(child.stderr) };
  }

  /** Resolves with the output once the server is up. */
  async function announcement({ child, stderr }: ReturnType<typeof start>): Promise<string> {
    let output = '';
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (output.includes('Ctrl-C')) return output;
    }
    throw new Error(`It ended before it was up: ${output}${await stderr}`);
  }

  it('serves the demo and the signaling on one port, and ends with status 0', async () => {
    const started = start(0);
    const output = await announcement(started);
    const url = /http:\/\/\S+/.exec(output)?.[0] ?? '';
    assert.match(output, /npm start -- --https/);

    const page = await (await fetch(url)).text();
    assert.match(page, /<rtc-call>/);
    const script = await (await fetch(new URL('index.ts', url))).text();
    assert.match(script, /src\/index\.ts/);
    assert.equal((await fetch(new URL('no-such-page.html', url))).status, 404);
    assert.equal((await fetch(new URL('healthz', url))).status, 200);

    const socket = new WebSocket(new URL('signal', url.replace('http', 'ws')), 'rtc-elements.v1');
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'ping', id: 1 }));
    const [reply] = (await once(socket, 'message')) as [Buffer];
    assert.deepEqual(JSON.parse(reply.toString()), { type: 'pong', re: 1 });

    started.child.kill('SIGINT');
    const [status] = await started.exit;
    assert.equal(status, 0);
    assert.equal(await started.stderr, '');
  });

  it('serves with a certificate of its own, and says why', async () => {
    const started = start(0, '--https');
    const output = await announcement(started);
    const url = /https:\/\/\S+/.exec(output)?.[0] ?? '';
    assert.match(output, /camera and microphone to secure pages only/);
    const status = await new Promise((resolve, reject) => {
      request(url, { rejectUnauthorized: false }, (response) => {
        resolve(response.resume().statusCode);
      })
        .once('error', reject)
        .end();
    });
    assert.equal(status, 200);
  });

  it('says in one line that the port is in use', async () => {
    const other = createServer().listen(0, 'localhost');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exit, stderr } = start(port);
    const [status] = await exit;
    assert.equal(status, 1);
    assert.match(await stderr, new RegExp(`^Port ${port} is in use[^\n]*\n$`));
    other.close();
  });

  for (const [port, ...args] of [['0', '--htps'], ['0', 'extra'], ['70000'], ['eighty']] as const) {
    it(`refuses ${[`PORT=${port}`, ...args].join(' ')}`, async () => {
      const { exit, stderr } = start(port, ...args);
      const [status] = await exit;
      assert.equal(status, 2);
      assert.match(await stderr, /usage: npm start/);
    });
  }
});
