import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { KINDS, PAGES, ROOT, SNIPPETS, readPage } from './support/snippets.js';

describe('the documentation', () => {
  it('holds no block that no test runs', () => {
    const known: readonly string[] = KINDS;
    const others = SNIPPETS.filter(({ kind }) => !known.includes(kind));
    assert.deepEqual(
      others.map(({ place, kind }) => `${place} is "${kind}"`),
      [],
    );
    for (const kind of KINDS) {
      assert.ok(
        SNIPPETS.some((snippet) => snippet.kind === kind),
        `there is a block of ${kind}`,
      );
    }
  });

  for (const file of PAGES) {
    it(`links from ${file} only to what is there`, () => {
      const links = Array.from(withoutCode(readPage(file)).matchAll(/\]\(([^)]+)\)/g), ([, to = '']) => to);
      for (const link of links.filter((to) => !/^https?:/.test(to))) {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? file : join(dirname(file), path);
        assert.ok(existsSync(join(ROOT, target)), `${link}: there is no ${target}`);
        if (anchor !== undefined) assert.ok(anchorsOf(target).includes(anchor), `${link}: no such heading`);
      }
    });
  }
});

const withoutCode = (text: string): string => text.replace(/^\s*```[^]*?^\s*```$/gm, '');

/** As GitHub makes them of headings. */
function anchorsOf(file: string): string[] {
  return Array.from(withoutCode(readPage(file)).matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}
