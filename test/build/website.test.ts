import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { BARS } from '../../scripts/build/sizes.js';
import { anchorOf } from '../../scripts/docs/anchors.js';
import { ROOT } from '../../scripts/lib/processes.js';
import { sidebar } from '../../website/lib/contents.js';
import { withOwnLinks } from '../../website/lib/pages.js';
import { tokenize } from '../../website/lib/tokenize.js';

/** Checks of the website without its generator; test/site builds and opens it. */
describe('the website', () => {
  for (const [folder, least] of [
    ['', 20],
    ['zh/', 3],
  ] as const) {
    it(`leads to every page of docs/${folder} from its sidebar`, () => {
      const items = sidebar(folder).flatMap(({ items: pages = [] }) => pages);
      const links = [...items, ...items.flatMap(({ items: pages = [] }) => pages)].map(
        ({ link }) => link ?? '',
      );
      for (const link of links) assert.ok(existsSync(join(ROOT, `docs${link}.md`)), link);
      const pages = readdirSync(join(ROOT, 'docs', folder), { encoding: 'utf8' })
        .filter((name) => name.endsWith('.md') && name !== 'README.md')
        .map((name) => `/${folder}${name.replace('.md', '')}`);
      assert.ok(pages.length >= least);
      assert.deepEqual(
        pages.filter((page) => !links.includes(page)),
        [],
      );
    });
  }

  it('has a page for each element below that of the elements', () => {
    const [elements] = sidebar('')
      .flatMap(({ items = [] }) => items)
      .filter(({ link }) => link === '/elements');
    assert.equal(elements?.items?.length, readdirSync(join(ROOT, 'docs/elements')).length);
    assert.equal(elements.items[0]?.text, '&lt;rtc-call&gt;');
  });

  it('leads to the contents where docs/ leads to a README, and from its front pages to docs/', () => {
    const markdown = '[a](README.md) [b](../README.md#x) [c](zh/README.md) [d](server.md)';
    assert.equal(
      withOwnLinks(markdown),
      '[a](contents.md) [b](../contents.md#x) [c](zh/contents.md) [d](server.md)',
    );
    assert.equal(
      withOwnLinks('[a](../../docs/server.md) [b](../../../docs/zh/first-call.md)'),
      '[a](server.md) [b](../zh/first-call.md)',
    );
  });

  it('promises on its front pages the size that the build holds', () => {
    for (const page of ['index.md', 'zh/index.md']) {
      const text = readFileSync(join(ROOT, 'website/pages', page), 'utf8');
      assert.equal(Number(/(\d+) KB/.exec(text)?.[1]) * 1024, BARS.bundle, page);
    }
  });

  it('has the anchors of GitHub', () => {
    assert.equal(anchorOf('“It works on my network only”'), 'it-works-on-my-network-only');
    assert.equal(anchorOf('Wire protocol, version 1'), 'wire-protocol-version-1');
    assert.equal(anchorOf('教程里的页面'), '教程里的页面');
  });

  it('finds the words of a text, also Chinese ones, by a function that stands alone', () => {
    const alone = runInNewContext(`(${tokenize.toString()})`) as typeof tokenize;
    assert.deepEqual([...alone('An <rtc-call>, in-call.')], ['An', 'rtc', 'call', 'in', 'call']);
    assert.ok(alone('自定义布局').includes('布局'));
  });
});
