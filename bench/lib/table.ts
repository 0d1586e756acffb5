import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/processes.js';

/** A table as it is printed and as it stands in docs/benchmarks.md. The first row is the head. */
export type Table = readonly (readonly string[])[];

/** Markdown, padded the way prettier pads it: numbers to the right. */
export function markdown(table: Table): string {
  const [head = [], ...body] = table;
  const widths = head.map((_, column) =>
    Math.max(...table.map((cells) => (cells[column] ?? '').length), column === 0 ? 3 : 4),
  );
  const row = (cells: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [row(head), row(rule), ...body.map(row)].join('\n');
}

/** Puts text between the two markers of a page; everything around them stays. */
export function replaceBetween(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- bench: ${name} -->`, `<!-- /bench: ${name} -->`];
  const [before, rest] = split(page, begin);
  const [, after] = split(rest, end);
  return `${before}${begin}\n\n${text}\n\n${end}${after}`;
}

/** @param page - Its path from the root of the repository. */
export function replaceInFile(page: string, name: string, text: string): void {
  const file = join(ROOT, page);
  writeFileSync(file, replaceBetween(readFileSync(file, 'utf8'), name, text));
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  if (index < 0) throw new Error(`there is no "${at}"`);
  return [text.slice(0, index), text.slice(index + at.length)];
}

/** 1234567 as "1,235 k"; what is below 10,000 as it is. */
export function count(value: number): string {
  return value < 10_000
    ? Math.round(value).toLocaleString('en')
    : `${Math.round(value / 1000).toLocaleString('en')} k`;
}

export const times = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(2)} ×` : '–');

export const percent = (share: number): string => `± ${Math.round(share * 100)} %`;
