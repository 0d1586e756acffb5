// npm run bench: the servers and the libraries side by side, as tables.
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../scripts/ensure-dependencies.mjs';
import { barTable, machine, sizing } from './lib/page.js';
import { markdown, replaceInFile } from './lib/table.js';
import { transpile } from './lib/transpile.js';
import { FULL, QUICK, type Bar, type Figures, type Part } from './part.js';
import { HALF_NAMES, HALVES, PARTS, type Half } from './parts.js';

const { quick, write, names } = readArguments();
const effort = quick ? QUICK : FULL;

await ensureDependencies('bench');
await transpile();

console.log(machine());
for (const half of HALF_NAMES) await measure(half);
process.exit(0);

/** Measures the parts of a half that were asked for, and writes their tables. */
async function measure(half: Half): Promise<void> {
  const isWanted = ({ name }: Part): boolean =>
    names.length === 0 || names.includes(half) || names.includes(name);
  const parts = HALVES[half].filter(isWanted);
  if (parts.length === 0) return;
  const tables = new Map<string, string>();
  const bars: Bar[] = [];
  let figures: Figures = {};
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
  if (!write) return;
  tables.set(`machine-${half}`, machine()).set(`bars-${half}`, markdown(barTable(bars)));
  for (const [name, text] of tables) replaceInFile('docs/benchmarks.md', name, text);
  if (half === 'server') replaceInFile('docs/operating.md', 'sizing', markdown(sizing(figures)));
}

function readArguments(): { quick: boolean; write: boolean; names: string[] } {
  try {
    const { values, positionals } = parseArgs({
      options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const known: readonly string[] = [...HALF_NAMES, ...PARTS.map(({ name }) => name)];
    const unknown = positionals.find((name) => !known.includes(name));
    if (unknown !== undefined) throw new Error(`There is no part "${unknown}"`);
    const halves: readonly string[] = HALF_NAMES;
    if (values.write && (values.quick || positionals.some((name) => !halves.includes(name)))) {
      throw new Error('--write is for a half, or both, in full: the tables of a half belong to one run');
    }
    return { ...values, names: positionals };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(
      `usage: npm run bench [-- [--quick] [--write] [${[...HALF_NAMES, ...PARTS.map(({ name }) => name)].join(' ')}]]`,
    );
    process.exit(2);
  }
}
