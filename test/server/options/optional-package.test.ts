import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Node as it is where the optional packages were not installed. */
const HOOKS = `export function resolve(name, context, next) {
  if (['jose', 'prom-client', 'ioredis'].includes(name)) throw new Error('Cannot find package ' + name);
  return next(name, context);
}`;
const WITHOUT = `import { register } from 'node:module'; register(${JSON.stringify(asUrl(HOOKS))});`;

function asUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** Runs the command; ends it with SIGTERM as soon as it listens. */
async function run(...args: string[]): Promise<{ status: number | null; errors: string }> {
  const flags = ['--import', 'tsx', '--import', asUrl(WITHOUT), 'server/cli.ts', '--port', '0'];
  const child = spawn(process.execPath, [...flags, '--log-level', 'silent', ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.once('data', () => child.kill('SIGTERM'));
  const errors = text(child.stderr);
  const [status] = (await once(child, 'exit')) as [number | null];
  return { status, errors: await errors };
}

describe('without the optional packages', () => {
  it('the server runs', async () => {
    assert.deepEqual(await run(), { status: 0, errors: '' });
  });

  it('an option that needs one says what to install', async () => {
    assert.deepEqual(await run('--token-secret', 'x'), {
      status: 1,
      errors: 'rtc-signal: a token secret needs the package jose: npm install jose\n',
    });
    assert.deepEqual(await run('--metrics-port', '0'), {
      status: 1,
      errors: 'rtc-signal: a metrics port needs the package prom-client: npm install prom-client\n',
    });
    assert.deepEqual(await run('--redis', 'redis://localhost'), {
      status: 1,
      errors: 'rtc-signal: an engine in Redis needs the package ioredis: npm install ioredis\n',
    });
  });
});
