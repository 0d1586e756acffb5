import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { waitFor } from './wait-for.js';

/** A Redis of Debian's package on a free port, with a folder of its own. */
export class RedisServer {
  readonly port: number;
  readonly #program: string;
  readonly #flags: readonly string[];
  readonly #folder = mkdtempSync(join(tmpdir(), 'redis-'));
  #child: ChildProcess | undefined;

  private constructor(program: string, port: number, flags: readonly string[]) {
    this.#program = program;
    this.port = port;
    this.#flags = flags;
  }

  /**
   * @param program - Path of `redis-server`.
   * @param flags - Further ones; nothing is written to the disk without.
   */
  static async start(program: string, ...flags: string[]): Promise<RedisServer> {
    const redis = new RedisServer(program, await freePort(), flags);
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again, after `kill` or `stop`. */
  async start(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder];
    const child = spawn(this.#program, [...args, '--save', '', '--loglevel', 'warning', ...this.#flags], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.#child = child;
    await waitFor('redis-server', () => {
      if (child.exitCode !== null) throw new Error(`redis-server ended with status ${child.exitCode}`);
      return answers(this.port);
    });
  }

  /** Ends it as a crash does (SIGKILL). */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends it as an operator would; with `--appendonly yes` its data are there again after `start`. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** Ends it for good. */
  async remove(): Promise<void> {
    await this.#end('SIGKILL');
    rmSync(this.#folder, { recursive: true });
  }

  /** Stops it where it is, as a machine that hangs, and lets it go on. */
  freeze(frozen: boolean): void {
    this.#child?.kill(frozen ? 'SIGSTOP' : 'SIGCONT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }
}

/** Whether it takes commands, also where it wants a password first; while it reads its data it does not. */
async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write('PING\r\n');
    const [data] = (await once(socket, 'data')) as [Buffer];
    return /^(\+PONG|-NOAUTH)/.test(data.toString());
  } finally {
    socket.destroy();
  }
}
