import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPage } from './support/snippets.js';

/** The rows of all tables, without those at their top, as cells. */
function rowsOf(page: string): string[][] {
  const tables = readPage(page).match(/(^\|.*\n)+/gm) ?? [];
  assert.ok(tables.length > 0);
  return tables.flatMap((table) =>
    table
      .trim()
      .split('\n')
      .slice(2)
      .map((row) => row.split(/(?<!\\)\|/).map((cell) => cell.trim())),
  );
}

describe('docs/elements.md', () => {
  const rows = rowsOf('docs/elements.md');

  it('names what each row is about', () => {
    for (const row of rows)
      assert.match(row[1] ?? '', /^(`[\w:-][^`]*`( \(read-only\))?|\(default\))$/, row.join('|'));
  });

  it('says what it is', () => {
    for (const row of rows) assert.match(row.at(-2) ?? '', /\w/, row.join('|'));
  });

  it('holds nothing private and no word that means nothing', () => {
    for (const row of rows) {
      const text = row.join('|');
      assert.doesNotMatch(text, /``|#\w+:|undefined`$|: [,)]|\[object/, text);
    }
  });
});
