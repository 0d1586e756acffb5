import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'vite';
import { bundleInParts } from '../../scripts/build/bundle.js';
import { BARS, measure } from '../../scripts/build/sizes.js';

const CDN = fileURLToPath(new URL('../../dist/cdn', import.meta.url));
const read = (file: string): string => readFileSync(join(CDN, file), 'utf8');

/** What a module imports at once, and what it imports when it is asked for. */
async function importsOf(file: string): Promise<{ now: string[]; later: string[] }> {
  const code = read(file);
  const { module } = await parse(file, code);
  assert.equal(module.hasModuleSyntax, true);
  return {
    now: module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    later: module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      code.slice(start, end).replace(/^["'`]|["'`]$/g, ''),
    ),
  };
}

describe('dist/cdn/rtc-elements.js', () => {
  const code = read('rtc-elements.js');
  const later = readdirSync(join(CDN, 'rtc-elements')).toSorted();

  it('weighs no more than its bar', () => {
    const { gzip } = measure('rtc-elements.js', code);
    assert.ok(gzip <= BARS.bundle, `${gzip} bytes min+gzip, bar ${BARS.bundle}`);
  });

  it('is one file: what it imports later lies in the folder beside it', async () => {
    const imports = await importsOf('rtc-elements.js');
    assert.deepEqual(imports.now, []);
    for (const path of imports.later) assert.ok(later.includes(path.replace('./rtc-elements/', '')), path);
  });

  it('shares itself with these, and nobody loads anything from elsewhere', async () => {
    const known = new Set(['../rtc-elements.js', ...later.map((file) => `./${file}`)]);
    for (const file of later) {
      const { now, later: inner } = await importsOf(`rtc-elements/${file}`);
      for (const path of [...now, ...inner]) assert.ok(known.has(path), `${file} imports ${path}`);
    }
  });

  it('keeps what browsers need in the styles', () => {
    for (const needed of [':host', 'light-dark(', '@container', 'prefers-reduced-motion', ':focus-visible']) {
      assert.ok(code.includes(needed), needed);
    }
  });
});

describe('dist/cdn/rtc-elements.all.js', () => {
  it('imports nothing, now or later', async () => {
    assert.deepEqual(await importsOf('rtc-elements.all.js'), { now: [], later: [] });
  });
});

describe('the headless core', () => {
  it('weighs no more than its bar', async () => {
    const [core] = await bundleInParts('core', 'src/core/index.ts');
    const { gzip } = measure('headless core', core?.code ?? '');
    assert.ok(gzip <= BARS.core, `${gzip} bytes min+gzip, bar ${BARS.core}`);
  });
});
