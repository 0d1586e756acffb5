import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { until } from './support/fixture.js';
import { RawClient } from './support/raw-client.js';
import { freeUdpPorts } from './support/udp-ports.js';

const CLI = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly out: string[];
  readonly err: string[];
  /** Exit status and signal. */
  readonly ended: Promise<[number | null, string | null]>;
}

function run(t: TestContext, args: readonly string[], env: Record<string, string> = {}): Run {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], {
    cwd: ROOT,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  const out: string[] = [];
  const err: string[] = [];
  createInterface(child.stdout).on('line', (line) => out.push(line));
  createInterface(child.stderr).on('line', (line) => err.push(line));
  return { child, out, err, ended: once(child, 'close') as Promise<[number | null, string | null]> };
}

/** Starts the command and waits until it listens. */
async function serve(
  t: TestContext,
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Run & { url: string }> {
  const started = run(t, ['--port', '0', '--host', '127.0.0.1', ...args], env);
  await until(() => started.out.length > 0, `the server is up: ${started.err.join()}`);
  const [, url] = /signaling at (\S+)\)$/.exec(started.out[0] ?? '') ?? [];
  assert.ok(url, started.out[0]);
  return { ...started, url };
}

describe('rtc-signal', () => {
  it('serves, says where, logs JSON, and ends well on SIGTERM', async (t) => {
    const { child, out, err, ended, url } = await serve(t, ['--static', ROOT + 'test/server/support']);
    const client = await RawClient.connect(url);
    await client.join('r');
    const page = url.replace(/^ws/, 'http').replace('/signal', '/');
    assert.equal((await fetch(`${page}healthz`)).status, 200);
    assert.equal((await fetch(`${page}raw-client.ts`)).status, 200);
    assert.ok(out[0]?.includes(page));

    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
    assert.equal((await client.closed).code, 4000);
    assert.equal(client.received.at(-1)?.type, 'going-away');
    const events = err.map((line) => JSON.parse(line) as { event: string });
    assert.deepEqual(
      events.map(({ event }) => event),
      ['listening', 'going away', 'stopped'],
    );
  });

  it('exits with 0 on SIGINT, too, without clients', async (t) => {
    const { child, ended } = await serve(t, ['--log-level', 'silent']);
    child.kill('SIGINT');
    assert.deepEqual(await ended, [0, null]);
  });

  it('ends at once on a second signal', async (t) => {
    const { child, err, ended, url } = await serve(t);
    const stubborn = await RawClient.connect(url);
    stubborn.socket.pause();
    child.kill('SIGTERM');
    await until(() => err.some((line) => line.includes('going away')), 'it is going away');
    // The same signal twice in a moment is one (npm passes on what the terminal has sent already).
    child.kill('SIGTERM');
    const again = setInterval(() => child.kill('SIGTERM'), 100);
    t.after(() => clearInterval(again));
    assert.deepEqual(await ended, [1, null]);
    stubborn.terminate();
  });

  it('reads the environment, and prefers the flag', async (t) => {
    const { url, child, ended } = await serve(t, ['--max-participants', '1'], {
      RTC_MAX_PARTICIPANTS: '5',
      RTC_PATH: '/rtc',
      RTC_STUN_URL: 'stun:stun.example.com',
      PORT: '1',
    });
    assert.match(url, /\/rtc$/);
    const client = await RawClient.connect(url);
    const joined = await client.join('r');
    assert.equal(joined.limits?.participants, 1);
    assert.deepEqual(joined.iceServers, [{ urls: ['stun:stun.example.com'] }]);
    child.kill('SIGTERM');
    await ended;
  });

  it('says in one line what is wrong with an option, and exits with 2', async (t) => {
    for (const [args, message] of [
      [['--bogus'], /^rtc-signal: Unknown option '--bogus' \(see --help\)$/],
      [['--port', 'x'], /^rtc-signal: --port must be an integer from 0 to 65535, not "x" \(see --help\)$/],
    ] as const) {
      const { err, out, ended } = run(t, args);
      assert.deepEqual(await ended, [2, null]);
      assert.equal(err.length, 1);
      assert.match(err[0] ?? '', message);
      assert.deepEqual(out, []);
    }
  });

  it('says in one line that the port is in use, and exits with 1', async (t) => {
    const other = createServer().listen(0, '127.0.0.1');
    t.after(() => other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { err, ended } = run(t, ['--port', String(port), '--host', '127.0.0.1']);
    assert.deepEqual(await ended, [1, null]);
    assert.equal(err.length, 1);
    assert.match(err[0] ?? '', new RegExp(`^rtc-signal: port ${port} is in use \\(EADDRINUSE\\)$`));
  });

  it('exits with 2 if the name of a STUN server leads to a socket of the probe', async (t) => {
    const port = await freeUdpPorts(['127.0.0.1'], 2);
    const args = ['--port', '0', '--probe', '127.0.0.1', '--probe-ports', `${port},${port + 1}`];
    const { err, ended } = run(t, [...args, '--stun-url', `stun:localhost:${port + 1}`]);
    assert.deepEqual(await ended, [2, null]);
    assert.deepEqual(err, [
      `rtc-signal: --stun-url must not name a socket of the probe, as "stun:localhost:${port + 1}" does (see --help)`,
    ]);
  });

  it('says in one line that an address of the probe is not its own, and exits with 1', async (t) => {
    const { err, ended } = run(t, ['--port', '0', '--probe', '192.0.2.1']);
    assert.deepEqual(await ended, [1, null]);
    assert.deepEqual(err, ['rtc-signal: 192.0.2.1 is no address of this machine (EADDRNOTAVAIL)']);
  });

  it('says in one line that there is no Redis, and exits with 1', async (t) => {
    const { err, ended } = run(t, ['--port', '0', '--redis', 'redis://:secret@127.0.0.1:9']);
    assert.deepEqual(await ended, [1, null]);
    assert.deepEqual(err, [
      'rtc-signal: Redis at 127.0.0.1:9 cannot be used: connect ECONNREFUSED 127.0.0.1:9',
    ]);
  });

  it('prints help and version', async (t) => {
    const help = run(t, ['--help']);
    assert.deepEqual(await help.ended, [0, null]);
    for (const flag of ['--port', '--static', '--allow-origin', 'RTC_MAX_PARTICIPANTS']) {
      assert.ok(
        help.out.some((line) => line.includes(flag)),
        flag,
      );
    }
    const version = run(t, ['--version']);
    assert.deepEqual(await version.ended, [0, null]);
    assert.match(version.out.join(), /^\d+\.\d+\.\d+/);
  });
});
