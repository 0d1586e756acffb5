import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brokenLinks, markdownFiles } from '../support/markdown-links.js';
import { KINDS, ROOT, SNIPPETS } from './support/snippets.js';

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

  for (const file of markdownFiles(ROOT, ['.git', 'node_modules', 'dist', 'build'])) {
    it(`links from ${file} only to what is there`, () => {
      assert.deepEqual(brokenLinks(ROOT, file), []);
    });
  }
});
