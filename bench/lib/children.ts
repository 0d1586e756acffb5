import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Harm } from '../load/attacker.js';
import type { Work } from '../load/main.js';
import type { Report } from './report.js';
import { Remote, type Handlers } from './rpc.js';
import { BUILT } from './transpile.js';

/** Command that starts a server on a port. */
export interface Command {
  readonly file: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A process that answers questions, until it is killed. */
export interface Running<R> {
  readonly remote: R;
  /** SIGKILL, as a crash; resolves when nothing is left. */
  kill(): Promise<void>;
}

export type RunningServer = Running<Remote<Report>>;
export type RunningLoad = Running<Remote<Work>>;

const LOOK_AGAIN_MS = 10;
const PATIENCE_MS = 20_000;

/** A low priority is not enough: who has the processor keeps it for some milliseconds. Elsewhere than on Linux there is no more. */
const IDLE = process.platform === 'linux' ? ['chrt', '--idle', '0'] : ['nice', '-n', '19'];

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts a server and waits until it takes connections. */
export async function startServer({ file, args, env }: Command, port: number): Promise<RunningServer> {
  // Variables that the operator of this machine has set for a server of their own must not reach these.
  const own = Object.entries(process.env).filter(([name]) => !/^(RTC_|PORT$)/.test(name));
  const child = fork(file, args, {
    execArgv: ['--expose-gc', '--import', join(BUILT, 'bench/lib/report.js')],
    env: { ...Object.fromEntries(own), NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const running = watch(child);
  await listening(port, child);
  return { remote: new Remote(child), kill: running };
}

/** Starts a process of clients. It is never the one that is measured, nor in the process of one. */
export const startLoad = (): RunningLoad => startClients<Work>('main');

/**
 * Starts a process of clients that mean harm. It gets what the processors have left, so that what the others notice is
 * what the server lets through, and not that a busy machine has a third one to serve.
 */
export const startAttacker = (): Running<Remote<Harm>> => startClients<Harm>('attacker', IDLE);

function startClients<H extends Handlers>(name: string, prefix: readonly string[] = []): Running<Remote<H>> {
  const [execPath, ...execArgv] = [...prefix, process.execPath, '--expose-gc'];
  const child = fork(join(BUILT, `bench/load/${name}.js`), [], {
    execPath,
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return { remote: new Remote<H>(child), kill: watch(child) };
}

function watch(child: ChildProcess): () => Promise<void> {
  children.add(child);
  const exit = once(child, 'exit');
  void exit.then(() => children.delete(child));
  return async () => {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    child.kill('SIGKILL');
    await exit;
    // Values measured without the server would count otherwise.
    if (hasEnded) throw new Error(`${child.spawnargs.join(' ')} has ended by itself`);
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until somebody listens there. */
export async function listening(port: number, child: ChildProcess): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended before it listened`);
    if (performance.now() > end) throw new Error(`nobody listens on port ${port}`);
    await sleep(LOOK_AGAIN_MS);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
