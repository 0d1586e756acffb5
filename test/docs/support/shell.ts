import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findProgram } from '../../../scripts/programs.mjs';
import { RedisServer } from '../../support/redis.js';
import { ROOT } from './snippets.js';

type Run = (args: readonly string[], env: NodeJS.ProcessEnv) => void | Promise<void>;

/** Public addresses of the reader's machine stand for those of this one. */
const local = (arg: string): string => arg.replaceAll('203.0.113.', '127.0.0.');

/** Does what the commands of the documentation do, in a folder that stands for the reader's. */
export class Shell {
  readonly #folder: string;
  readonly #servers: ChildProcess[] = [];
  /** The one of the reader, who has one. */
  #redis: RedisServer | undefined;
  /** The script lies where the server finds it. */
  #hasScript = false;
  /** Of the server that was started last. */
  #url = '';

  readonly #commands: Readonly<Record<string, Run>> = {
    'rtc-signal': (args, env) => this.#serve(args.map(local), env),
    'rtc-nat': (args) => this.#runNat(args.map(local)),
    npm: (args, env) => this.#npm(args, env),
    npx: ([name = '', ...args], env) => {
      assert.ok(name in readPackage().bin, `the package has no command ${name}`);
      return this.#runCommand(name, args, env);
    },
    cp: ([option = '', from = '', to = '']) => {
      assert.equal(option, '-r');
      // The tool copies what is inside of such a folder; the function makes no difference.
      assert.match(from, /\/\.$/);
      cpSync(join(this.#folder, from), join(this.#folder, to), { recursive: true });
      this.#hasScript = true;
    },
    curl: async ([url = '']) => {
      assert.match(url, /^http:\/\/localhost:8080\//);
      const response = await fetch(url.replace('http://localhost:8080/', this.#url));
      assert.equal(response.status, 200);
    },
  };

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs one line: variables, a command, its arguments; there is no quoting. */
  async run(line: string): Promise<void> {
    const words = line.split(' ');
    const start = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
    const [name = '', ...args] = words.slice(start);
    const variables = words.slice(0, start).map((word) => word.split('=', 2) as [string, string]);
    await this.#runCommand(name, args, Object.fromEntries(variables));
  }

  async #runCommand(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    const command = this.#commands[name];
    assert.ok(command, `nobody knows how to run ${name}`);
    await command(args, env);
  }

  /** Stops every server as an operator does, and fails where one does not end well. */
  async close(): Promise<void> {
    for (const server of this.#servers.splice(0)) {
      const exit = once(server, 'exit');
      server.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
    }
    await this.#redis?.remove();
  }

  async #runNat(args: readonly string[]): Promise<void> {
    const command = spawn(process.execPath, [join(ROOT, 'dist/server/nat/cli.js'), ...args], {
      stdio: 'ignore',
    });
    assert.deepEqual(await once(command, 'exit'), [0, null]);
  }

  #npm(args: readonly string[], env: NodeJS.ProcessEnv): void | Promise<void> {
    if (args[0] === 'install') {
      assert.deepEqual(args, ['install', 'rtc-elements']);
      const modules = join(this.#folder, 'node_modules');
      mkdirSync(modules, { recursive: true });
      symlinkSync(ROOT, join(modules, 'rtc-elements'), 'junction');
      return;
    }
    const name = args[0] === 'run' ? args[1] : args[0];
    const { scripts } = readPackage();
    assert.ok(name !== undefined && name in scripts, `package.json has no script ${name ?? ''}`);
    if (name === 'serve') return this.#serve(args.slice(args.indexOf('--') + 1), env);
  }

  async #serve(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
    const place = args.indexOf('redis://localhost:6379');
    if (place >= 0) {
      const program = findProgram('redis');
      if (program === undefined) return;
      this.#redis ??= await RedisServer.start(program);
      args = args.with(place, this.#redis.url);
    }
    const cli = [join(ROOT, 'dist/server/cli.js'), ...args, '--port', '0'];
    const server = spawn(process.execPath, cli, {
      cwd: this.#folder,
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#servers.push(server);
    const lines = createInterface(server.stdout);
    const exit = once(server, 'exit').then(([status]: unknown[]) => [`it ended with ${String(status)}`]);
    const [line] = (await Promise.race([once(lines, 'line'), exit])) as [string];
    this.#url = /http:\/\/\S+/.exec(line)?.[0] ?? '';
    assert.match(line, /^rtc-signal is listening on http/);
    if (!args.includes('--static')) return;
    for (const name of this.#hasScript ? ['', 'rtc-elements.js'] : ['']) {
      assert.equal((await fetch(this.#url + name)).status, 200, `the site has /${name}`);
    }
  }
}

interface Package {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

const readPackage = (): Package => JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Package;
