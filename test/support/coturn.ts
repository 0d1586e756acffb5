import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

export interface Coturn {
  readonly port: number;
  /** Its log so far. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts coturn on a free port.
 *
 * @param program - Path of `turnserver`.
 * @param configuration - Lines of `turnserver.conf`; those for the port are added.
 */
export async function startCoturn(program: string, configuration: string, address: string): Promise<Coturn> {
  const folder = mkdtempSync(join(tmpdir(), 'coturn-'));
  const port = await freePort();
  const lines = [
    configuration.replace(/^listening-port=.*$/m, ''),
    `listening-port=${port}`,
    `listening-ip=${address}`,
    `relay-ip=${address}`,
    `pidfile=${join(folder, 'pid')}`,
    `userdb=${join(folder, 'db')}`,
    'log-file=stdout',
    'simple-log',
    'no-tls',
    'no-dtls',
  ];
  const file = join(folder, 'turnserver.conf');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const child = spawn(program, ['-c', file, '--verbose'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const exit = once(child, 'exit');
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (log += String(data)));
  await waitFor(`coturn, which says ${log}`, () => {
    if (child.exitCode !== null) throw new Error(log);
    return answers(port, address);
  });
  return {
    port,
    log: () => log,
    async stop() {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

async function answers(port: number, address: string): Promise<boolean> {
  const socket = connect(port, address);
  try {
    await once(socket, 'connect');
    return true;
  } finally {
    socket.destroy();
  }
}
