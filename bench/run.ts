// npm run bench: the servers and the libraries side by side, as tables.
//
//   npm run bench -- [--quick] [--write] [PART …]
import { parseArgs } from 'node:util';
import { ensureDependencies } from '../scripts/ensure-dependencies.mjs';
import { transpile } from './lib/transpile.js';
import { markdown } from './lib/table.js';
import { FULL, QUICK, type Bar } from './part.js';
import { PARTS } from './parts.js';
import { barTable, machine, write } from './lib/page.js';

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, write: { type: 'boolean' } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !PARTS.some((part) => part.name === name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}": ${PARTS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

await ensureDependencies('bench');
await transpile();

const effort = values.quick ? QUICK : FULL;
const parts = PARTS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const bars: Bar[] = [];
console.log(machine());
for (const part of parts) {
  const start = performance.now();
  const outcome = await part.run(effort);
  bars.push(...outcome.bars);
  console.log(
    `\n${part.title} (${((performance.now() - start) / 1000).toFixed(0)} s)\n\n${markdown(outcome.table)}`,
  );
  if (values.write) write(part.name, markdown(outcome.table));
}
console.log(`\n${markdown(barTable(bars))}`);
if (values.write) {
  write('machine', machine());
  if (positionals.length === 0) write('bars', markdown(barTable(bars)));
}
process.exit(0);
