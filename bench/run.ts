// npm run bench: the servers and the libraries side by side, as tables.
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../scripts/ensure-dependencies.mjs';
import { barTable, machine, sizing } from './lib/page.js';
import { markdown, replaceInFile } from './lib/table.js';
import { transpile } from './lib/transpile.js';
import { FULL, QUICK, type Bar, type Figures } from './part.js';
import { PARTS } from './parts.js';

const { quick, write, names } = readArguments();
const effort = quick ? QUICK : FULL;
const parts = PARTS.filter(({ name }) => names.length === 0 || names.includes(name));

await ensureDependencies('bench');
await transpile();

const tables = new Map<string, string>();
const bars: Bar[] = [];
let figures: Figures = {};
console.log(machine());
for (const part of parts) {
  const start = performance.now();
  const outcome = await part.run(effort);
  const table = markdown(outcome.table);
  tables.set(part.name, table);
  bars.push(...(outcome.bars ?? []));
  figures = { ...figures, ...outcome.figures };
  console.log(`\n${part.title} (${((performance.now() - start) / 1000).toFixed(0)} s)\n\n${table}`);
}
if (bars.length > 0) console.log(`\n${markdown(barTable(bars))}`);
if (write) {
  tables.set('machine', machine()).set('bars', markdown(barTable(bars)));
  for (const [name, text] of tables) replaceInFile('docs/benchmarks.md', name, text);
  replaceInFile('docs/operating.md', 'sizing', markdown(sizing(figures)));
}
process.exit(0);

function readArguments(): { quick: boolean; write: boolean; names: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.find((name) => !PARTS.some((part) => part.name === name));
    if (unknown !== undefined) throw new Error(`There is no part "${unknown}"`);
    if (values.write && (values.quick || positionals.length > 0)) {
      throw new Error('--write is for all parts in full: the tables belong to one run');
    }
    return { ...values, names: positionals };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(
      `usage: npm run bench [-- [--quick] [--write] [${PARTS.map(({ name }) => name).join(' ')}]]`,
    );
    process.exit(2);
  }
}
