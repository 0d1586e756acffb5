import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/processes.js';
import type { Bar } from '../part.js';
import { replaceBetween, type Table } from './table.js';

const PAGE = join(ROOT, 'docs/benchmarks.md');

/** Replaces one table of docs/benchmarks.md. */
export function write(name: string, text: string): void {
  writeFileSync(PAGE, replaceBetween(readFileSync(PAGE, 'utf8'), name, text));
}

/** What has been measured on, in one line; nothing by which it could be found. */
export function machine(): string {
  const all = cpus();
  const gib = Math.round(totalmem() / 1024 ** 3);
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day} with ${all.length} cores of ${all[0]?.model.trim() ?? 'unknown'}, ${gib} GiB, ${process.platform}, Node ${process.versions.node}.`;
}

export function barTable(bars: readonly Bar[]): Table {
  return [
    ['what', 'measured', 'bar', 'holds'],
    ...bars.map(({ what, measured, bar, holds }) => [what, measured, bar, holds ? 'yes' : 'no']),
  ];
}
