import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { withOptionTables } from '../../../scripts/docs/server-options.js';
import { ROWS } from '../../../server/options/option-table.js';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Texts by which a number may be written. */
function spellings(value: number): string[] {
  const units = { MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 };
  return [
    String(value),
    value.toLocaleString('en'),
    ...Object.entries(units).map(([name, size]) => `${value / size} ${name}`),
  ];
}

const names = (text: string, value: number): boolean =>
  spellings(value).some((spelling) => new RegExp(`(?<![\\d,.])${spelling}(?![\\d,.]*\\d)`).test(text));

describe('the option table', () => {
  it('is what docs/server.md says, which `npm run docs` writes', async () => {
    const page = read('docs/server.md');
    assert.equal(page, await withOptionTables(page), 'run `npm run docs`');
  });

  it('has the defaults and ranges that the comments of SignalingServerOptions name', () => {
    const source = read('server/options/server-options.ts');
    for (const [name, { range, default: byDefault }] of ROWS) {
      const [before = ''] = source.split(`readonly ${name}?:`);
      const comment = before.slice(before.lastIndexOf('/**'));
      const numbers = [byDefault].flat().filter((value) => typeof value === 'number');
      // The range of ports goes without saying.
      if (range && range[1] !== 65_535) numbers.push(...range);
      for (const value of numbers) assert.ok(names(comment, value), `${name}: ${value} is not in ${comment}`);
    }
  });
});
