import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requireProgram } from '../../scripts/programs.mjs';
import { waitFor } from '../support/wait-for.js';
import type { Authority } from './authority.js';
import { inside } from './namespaces.js';

export const TURN_PORT = 3478;
export const TURNS_PORT = 5349;

/** STUN and TURN over UDP, TCP and TLS, by coturn. */
export interface Relay {
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts coturn in a network namespace.
 *
 * @param addresses - Addresses that it listens at; two, so that it answers RFC 5780, too. It relays at the
 *   first one.
 */
export async function startRelay(
  namespace: string,
  folder: string,
  addresses: readonly string[],
  secret: string,
  { certificate, key }: Authority,
): Promise<Relay> {
  const file = join(folder, 'turnserver.conf');
  const lines = [
    `listening-port=${TURN_PORT}`,
    `tls-listening-port=${TURNS_PORT}`,
    ...addresses.map((address) => `listening-ip=${address}`),
    `relay-ip=${addresses[0] ?? ''}`,
    `cert=${certificate}`,
    `pkey=${key}`,
    'realm=lab',
    'fingerprint',
    'use-auth-secret',
    `static-auth-secret=${secret}`,
    'no-cli',
    'no-tcp-relay',
    'no-multicast-peers',
    'log-file=stdout',
    'simple-log',
    `pidfile=${join(folder, 'turnserver.pid')}`,
    `userdb=${join(folder, 'turnserver.db')}`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const [command = '', ...args] = inside(namespace);
  const child = spawn(command, [...args, requireProgram('coturn'), '-c', file, '--verbose'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (log += String(data)));
  await waitFor('coturn', () => {
    if (child.exitCode !== null) throw new Error(log);
    return listeners(log) >= addresses.length;
  });
  return {
    log: () => log,
    async stop() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** Of TLS, which come last. */
const listeners = (log: string): number => log.match(/TLS.*listener opened on ?:.*:5349/g)?.length ?? 0;
