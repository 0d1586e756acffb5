import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/processes.js';
import type { Bar, Figures } from '../part.js';
import type { Table } from './table.js';

/** Describes the machine and the programs in few lines; nothing in them identifies the machine. */
export function machine(): string {
  const all = cpus();
  const gib = Math.round(totalmem() / 1024 ** 3);
  const day = new Date().toISOString().slice(0, 10);
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'bench/package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const peers = Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${day} with ${all.length} cores of ${all[0]?.model.trim() ?? 'unknown'}, ${gib} GiB of memory,`,
    `Node ${process.versions.node}${version('chromium')}${version('redis-server')}, on ${process.platform}; beside`,
    `${peers.join(', ')}.`,
  ].join('\n');
}

/** Such as ", Chromium 156.0": what a program says of itself, where it is installed. */
function version(program: string): string {
  // Null where there is no such program.
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' }) as { stdout: string | null };
  const [, number] = /\bv?=?(\d+\.\d+(?:\.\d+)*)/.exec(stdout ?? '') ?? [];
  const name = program === 'chromium' ? 'Chromium' : 'Redis';
  return number === undefined ? '' : `, ${name} ${number}`;
}

export function barTable(bars: readonly Bar[]): Table {
  return [
    ['what', 'measured', 'bar', 'holds'],
    ...bars.map(({ what, measured, bar, holds }) => [what, measured, bar, holds ? 'yes' : 'no']),
  ];
}

/** Load that one core and one GiB can carry. */
export function sizing({ relays = NaN, joins = NaN, memory = NaN }: Figures): Table {
  const rounded = (value: number): string => Number(value.toPrecision(2)).toLocaleString('en');
  return [
    ['of one `rtc-signal`', 'measured'],
    ['open connections in 1 GiB of memory', rounded(1024 ** 3 / memory)],
    ['connections with a join, per second of one core', rounded(joins)],
    ['signals of 300 bytes, per second of one core', rounded(relays)],
  ];
}
