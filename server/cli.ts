#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { createJsonLogger } from './log/log.js';
import type { LogLevel } from './log/log.js';
import { readCommand, toUsageError } from './options/command-line.js';
import { HELP } from './options/help.js';
import type { SignalingServerOptions } from './options/server-options.js';
import { UsageError } from './options/usage-error.js';
import { createSignalingServer } from './signaling-server.js';
import type { SignalingServer } from './signaling-server.js';

/** Milliseconds within which two signals are one: under npm, which passes it on, a terminal's Ctrl-C arrives twice. */
const SAME_SIGNAL_MS = 300;

const EXIT = { failed: 1, wrongOptions: 2 } as const;

async function main(): Promise<void> {
  const command = readCommand(process.argv.slice(2), process.env);
  if (command.run === 'help') process.stdout.write(HELP);
  else if (command.run === 'version') process.stdout.write(`${readVersion()}\n`);
  else await serve(command.options, command.logLevel);
}

async function serve(options: SignalingServerOptions, logLevel: LogLevel): Promise<void> {
  const server = await start({ ...options, logger: createJsonLogger(logLevel) });
  stopOnSignal(server);
  const page = new URL('/', server.url.replace(/^ws/, 'http'));
  process.stdout.write(`rtc-signal is listening on ${page.href} (signaling at ${server.url})\n`);
}

/** Names of ICE servers are looked up at the start, which may refuse one: that is a wrong flag, too. */
async function start(options: SignalingServerOptions): Promise<SignalingServer> {
  try {
    return await createSignalingServer(options);
  } catch (error) {
    throw error instanceof RangeError ? toUsageError(error) : error;
  }
}

/** The first signal ends gracefully, the second at once. */
function stopOnSignal(server: SignalingServer): void {
  let since: number | undefined;
  const handleSignal = (): void => {
    if (since === undefined) {
      since = Date.now();
      server.close().then(release, fail);
    } else if (Date.now() - since > SAME_SIGNAL_MS) {
      process.exit(EXIT.failed);
    }
  };
  const release = (): void => {
    process.off('SIGTERM', handleSignal).off('SIGINT', handleSignal);
  };
  process.on('SIGTERM', handleSignal).on('SIGINT', handleSignal);
}

/** The nearest package.json: one folder up in the sources, two in the build. */
function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const text = readFileSync(new URL(path, import.meta.url), 'utf8');
      const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
      if (name === 'rtc-elements') return String(version);
    } catch {
      // Not here.
    }
  }
  return 'unknown';
}

function fail(error: unknown): void {
  const usage = error instanceof UsageError;
  const text = describe(error);
  process.stderr.write(`rtc-signal: ${text.replace(/\s+/g, ' ')}${usage ? ' (see --help)' : ''}\n`);
  process.exitCode = usage ? EXIT.wrongOptions : EXIT.failed;
}

interface SystemError extends NodeJS.ErrnoException {
  readonly port?: number;
  readonly address?: string;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port, address } = error as SystemError;
  if (code === 'EADDRINUSE') return `port ${String(port)} is in use (${code})`;
  if (code === 'EACCES' && port !== undefined) return `port ${port} is not for everybody to take (${code})`;
  if (code === 'EADDRNOTAVAIL') return `${String(address)} is no address of this machine (${code})`;
  return error.message;
}

// Without a listener, a closed pipe behind the output would end the process, and all calls with it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main().catch(fail);
