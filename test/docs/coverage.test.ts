import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { brokenLinks, markdownFiles } from '../support/markdown-links.js';
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

  it('runs its live examples without any server', () => {
    const live = SNIPPETS.filter(({ isLive }) => isLive);
    assert.ok(live.length > 0);
    for (const { place, kind, code } of live) {
      assert.equal(kind, 'html', place);
      assert.doesNotMatch(code, /\bwss?:|signaling="\/|calls\.example\.com/, place);
    }
  });

  it('shows every picture that is in the package', () => {
    const pictures = readdirSync(join(ROOT, 'docs/pictures'));
    assert.ok(pictures.length > 0);
    const text = PAGES.map(readPage).join('\n');
    assert.deepEqual(
      pictures.filter((name) => !text.includes(`pictures/${name}`)),
      [],
    );
  });

  it('lists every page in its contents', () => {
    for (const folder of ['docs', 'docs/zh']) {
      const contents = readPage(`${folder}/README.md`);
      const pages = PAGES.filter((file) => dirname(file) === folder && !file.endsWith('/README.md'));
      assert.ok(pages.length > 0);
      const missing = pages.filter((file) => !contents.includes(`](${basename(file)})`));
      assert.deepEqual(missing, [], `${folder}/README.md`);
    }
  });

  for (const file of markdownFiles(ROOT, ['.git', 'node_modules', 'dist', 'build'])) {
    it(`links from ${file} only to what is there`, () => {
      assert.deepEqual(brokenLinks(ROOT, file), []);
    });
  }
});
