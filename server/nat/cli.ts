#!/usr/bin/env node
import { lookup } from 'node:dns/promises';
import { escapeUnseen } from '../log/log.js';
import { UsageError } from '../options/usage-error.js';
import { canonical } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';
import { NAT_HELP, readNatCommand } from './command-line.js';
import type { NatOptions } from './command-line.js';
import { discoverNat } from './discovery.js';
import type { NatReport } from './discovery.js';
import { summaryText, testText } from './report.js';

const EXIT = { noAnswer: 1, wrongOptions: 2 } as const;

async function main(): Promise<void> {
  const command = readNatCommand(process.argv.slice(2));
  if (command.run === 'help') process.stdout.write(NAT_HELP);
  else await discover(command);
}

async function discover({ host, port, json, timeoutMs }: NatOptions): Promise<void> {
  const server = { address: await resolve(host), port } satisfies Endpoint;
  const report = await discoverNat({
    server,
    timeoutMs,
    ...(!json && { onTest: (test) => process.stdout.write(testText(test)) }),
  });
  process.stdout.write(json ? jsonText(report) : summaryText(report));
  const answered = report.tests.some(({ answer }) => answer !== undefined);
  if (!answered) process.exitCode = EXIT.noAnswer;
}

/** The text of a server may hold control characters, which a terminal would obey. */
function jsonText(report: NatReport): string {
  const lines = JSON.stringify(report, undefined, 2).split('\n');
  return `${lines.map(escapeUnseen).join('\n')}\n`;
}

/** Prefers IPv4, which is where NATs are. */
async function resolve(host: string): Promise<string> {
  const addresses = await lookup(host, { all: true });
  const found = addresses.find(({ family }) => family === 4) ?? addresses[0];
  if (!found) throw new Error(`${host} has no address`);
  return canonical(found.address);
}

function fail(error: unknown): void {
  const usage = error instanceof UsageError;
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`rtc-nat: ${text.replace(/\s+/g, ' ')}${usage ? ' (see --help)' : ''}\n`);
  process.exitCode = usage ? EXIT.wrongOptions : EXIT.noAnswer;
}

// Without a listener, a closed pipe behind the output would be an uncaught error.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

main().catch(fail);
