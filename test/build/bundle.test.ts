import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'vite';
import { modulesIn } from '../../scripts/build/bundle.js';
import { packagePaths } from '../../scripts/build/effect-files.js';
import { PACKAGE_FILES } from '../../scripts/build/effect-table.mjs';
import { packagesOf, titleOf } from '../../scripts/build/licences.js';
import { BARS, CALL_FILES, measure, sum, table } from '../../scripts/build/sizes.js';

const CDN = fileURLToPath(new URL('../../dist/cdn', import.meta.url));
const read = (file: string): string => readFileSync(join(CDN, file), 'utf8');

/** Arguments of a Node that compiles the modules whose paths follow, and runs none of them. */
const COMPILE = [
  ...['--experimental-vm-modules', '--no-warnings', '--input-type=commonjs', '--eval'],
  `for (const path of process.argv.slice(1)) {
    try {
      new (require('node:vm').SourceTextModule)(require('node:fs').readFileSync(path, 'utf8'));
    } catch (error) {
      console.error(path, String(error));
      process.exitCode = 1;
    }
  }`,
];

/** The modules that a module imports at once, and those that it imports when they are asked for. */
async function importsOf(file: string): Promise<{ now: string[]; later: string[] }> {
  const code = read(file);
  const { module } = await parse(file, code);
  // One of the files beside the first may have nothing to export.
  if (!file.includes('/')) assert.equal(module.hasModuleSyntax, true);
  return {
    now: module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    later: module.dynamicImports
      .map(({ moduleRequest: { start, end } }) => code.slice(start, end))
      // Another address of a file, made up when its own has failed.
      .filter((request) => /^["'`]/.test(request))
      .map((request) => request.slice(1, -1)),
  };
}

describe('dist/cdn/rtc-elements.js', () => {
  const code = read('rtc-elements.js');
  // Beside them is the folder of files that are loaded by their address.
  const later = readdirSync(join(CDN, 'rtc-elements'))
    .filter((name) => name.endsWith('.js'))
    .toSorted();

  it('weighs no more than its bar', () => {
    const { gzip } = measure('rtc-elements.js', code);
    assert.ok(gzip <= BARS.bundle, `${gzip} bytes min+gzip, bar ${BARS.bundle}`);
  });

  it('weighs, with all that is loaded until two people see each other, no more than their bar', () => {
    const sizes = CALL_FILES.map((file) => measure(file, read(file)));
    const { gzip } = sum('all', sizes, BARS.call);
    assert.ok(gzip <= BARS.call, `${gzip} bytes min+gzip, bar ${BARS.call}:\n${table(sizes)}`);
  });

  it('is, as each file beside it, code that an engine accepts: a minifier may break what the types have proven', () => {
    const files = ['rtc-elements.js', 'rtc-elements.all.js', ...later.map((name) => `rtc-elements/${name}`)];
    const paths = files.map((file) => join(CDN, file));
    const { status, stderr } = spawnSync(process.execPath, [...COMPILE, ...paths], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('is one file: what it imports later lies in the folder beside it', async () => {
    const imports = await importsOf('rtc-elements.js');
    assert.deepEqual(imports.now, []);
    for (const path of imports.later) assert.ok(later.includes(path.replace('./rtc-elements/', '')), path);
  });

  it('shares itself with these under whichever address, and nobody loads anything from elsewhere', async () => {
    const known = new Set(later.map((file) => `./${file}`));
    for (const file of later) {
      const { now, later: inner } = await importsOf(`rtc-elements/${file}`);
      assert.deepEqual(now, [], file);
      for (const path of inner) assert.ok(known.has(path), `${file} imports ${path}`);
    }
  });

  it('has no part that waits for itself', () => {
    const waits = new Map<string, string[]>();
    for (const file of later) {
      const [, awaited = ''] = /=\s*await Promise\.all\(\[(.*?)\]\)/.exec(read(`rtc-elements/${file}`)) ?? [];
      waits.set(
        file,
        [...awaited.matchAll(/import\("\.\/([^"]+)"\)/g)].map(([, path = '']) => path),
      );
    }
    const reach = (file: string, from: readonly string[] = []): void => {
      assert.ok(!from.includes(file), [...from, file].join(' waits for '));
      for (const path of waits.get(file) ?? []) reach(path, [...from, file]);
    };
    for (const file of later) reach(file);
    assert.ok(waits.get('call-controllers.js')?.includes('quality.js'));
  });

  it('has the library of the plots in the one part that draws them', () => {
    const holders = [['rtc-elements.js', code], ...later.map((file) => [file, read(`rtc-elements/${file}`)])]
      .filter(([, text = '']) => text.includes('"u-over"') || text.includes('u-cursor-pt'))
      .map(([file]) => file);
    assert.deepEqual(holders, ['plots-view.js']);
  });

  it('keeps what browsers need in the styles', () => {
    for (const needed of [':host', 'light-dark(', '@container', 'prefers-reduced-motion', ':focus-visible']) {
      assert.ok(code.includes(needed), needed);
    }
  });
});

describe('dist/cdn/licences.txt', () => {
  it('holds the licence of every package that is in the bundles or beside them, and of no other', async () => {
    const modules = await modulesIn('src/cdn.ts');
    const titles = packagesOf([...modules, ...packagePaths()]).map(titleOf);
    const text = read('licences.txt');
    assert.ok(titles.some((title) => title.startsWith('@lit/context ')));
    assert.deepEqual(text.match(/^\S+ \d+\.\d+\.\d+ \([\w-]+\)$/gm)?.toSorted(), titles.toSorted());
    assert.match(text, /Copyright \(c\) \d+ Leon Sorokin/);
  });

  it('has a smaller one beside the WebAssembly modules and the model of the unbundled files', () => {
    const text = readFileSync(join(CDN, '../src/core/features/effects/licences.txt'), 'utf8');
    assert.deepEqual(
      text.match(/^\S+ \d+\.\d+\.\d+ \([\w-]+\)$/gm)?.toSorted(),
      packagesOf(packagePaths()).map(titleOf).toSorted(),
    );
    for (const name of Object.keys(PACKAGE_FILES)) assert.ok(text.includes(name), name);
  });

  it('holds the licences of what is in the WebAssembly modules', () => {
    const text = read('licences.txt');
    for (const notice of [
      /^@twilio\/video-processors \d+\.\d+\.\d+ \(BSD-3-Clause\)$/m,
      /^@sapphi-red\/web-noise-suppressor \d+\.\d+\.\d+ \(MIT\)$/m,
      /Copyright \(c\) 2007-2017, Jean-Marc Valin/,
      /The TensorFlow Authors[^]+Apache License/,
    ]) {
      assert.match(text, notice);
    }
  });
});

describe('dist/cdn/rtc-elements.all.js', () => {
  it('imports nothing, now or later', async () => {
    assert.deepEqual(await importsOf('rtc-elements.all.js'), { now: [], later: [] });
  });
});
