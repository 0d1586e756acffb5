import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PAGES, SNIPPETS, readPage } from './support/snippets.js';

const ELEMENT_PAGES = PAGES.filter((file) => /^docs\/elements\/rtc-[a-z-]+\.md$/.test(file));

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

describe('the reference of the elements', () => {
  const rows = ['docs/elements.md', ...ELEMENT_PAGES].flatMap(rowsOf);

  it('names what each row is about', () => {
    for (const row of rows) {
      assert.match(
        row[1] ?? '',
        /^(`[\w:-][^`]*`( \(read-only\))?|\(default\)|\[`<rtc-[a-z-]+>`\]\(elements\/rtc-[a-z-]+\.md\))$/,
        row.join('|'),
      );
    }
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

  it('shows each element in an example that can be changed on the site', () => {
    assert.ok(ELEMENT_PAGES.length > 0);
    for (const page of ELEMENT_PAGES) {
      const tag = page.slice('docs/elements/'.length, -'.md'.length);
      const examples = SNIPPETS.filter(({ file, isLive }) => isLive && file === page);
      assert.ok(
        examples.some(({ code }) => code.includes(tag)),
        `${page} has no block of "html live" with ${tag}`,
      );
    }
  });
});
