import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CLI = `${ROOT}dist/server/cli.js`;
const DEMO = `${ROOT}build/demo`;

export interface ProductionServer {
  /** Of the demo, with a slash at the end. */
  readonly url: string;
  /** Of the signaling. */
  readonly signaling: string;
  readonly port: number;
  /** Ends it as an operator would (SIGTERM) and returns the exit status. A second time does nothing more. */
  stop(): Promise<number | null>;
  /** Ends it as a crash does (SIGKILL). */
  kill(): Promise<void>;
}

/** Runs `rtc-signal` as it was built, with the demo as it was built, on a free port or that of `--port`. */
export const startProductionServer = (...flags: string[]): Promise<ProductionServer> =>
  startProductionServerBy([], ...flags);

/** The same by another command, which runs what follows it: in a network namespace, say. */
export async function startProductionServerBy(
  prefix: readonly string[],
  ...flags: string[]
): Promise<ProductionServer> {
  for (const built of [CLI, DEMO]) {
    if (!existsSync(built)) throw new Error(`${built} is missing: npm test -- --only build`);
  }
  const common = ['--port', '0', '--static', DEMO, '--log-level', 'warn'];
  const [command = '', ...args] = [...prefix, process.execPath, CLI, ...common, ...flags];
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(RTC_|PORT$)/.test(name))),
  });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const [url, signaling] = await firstUrls(child.stdout, exit);
  return {
    url: new URL('/', url.replace(/\[::\]|0\.0\.0\.0/, 'localhost')).href,
    signaling,
    port: Number(new URL(url).port),
    async stop() {
      child.kill('SIGTERM');
      const [status] = await exit;
      return status;
    },
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function firstUrls(
  output: NodeJS.ReadableStream,
  exit: Promise<[number | null]>,
): Promise<[http: string, ws: string]> {
  const failed = exit.then(([status]): never => {
    throw new Error(`rtc-signal ended with status ${String(status)} before it listened`);
  });
  const lines = createInterface(output);
  const line = await Promise.race([once(lines, 'line') as Promise<[string]>, failed]);
  // Ends after the race was won, when nobody waits for it any more.
  failed.catch(() => undefined);
  const http = /https?:\/\/\S+/.exec(line[0])?.[0];
  const ws = /wss?:\/\/[^\s)]+/.exec(line[0])?.[0];
  if (http === undefined || ws === undefined)
    throw new Error(`rtc-signal did not say where it is: ${line[0]}`);
  return [http, ws];
}
