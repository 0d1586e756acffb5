import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { KINDS, ROOT, readPage, snippetsOf } from './support/snippets.js';

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readManifest = (path: string): Manifest => JSON.parse(read(path)) as Manifest;

const NAMES = readdirSync(join(ROOT, 'examples'));

describe('every block that is a part of an example', () => {
  const snippets = KINDS.filter((kind) => kind.endsWith(' example')).flatMap(snippetsOf);

  for (const { place, saveAs = '', code } of snippets) {
    it(`${place} stands in the file that it names, which \`npm run test:soak\` runs`, () => {
      assert.ok(saveAs.startsWith('examples/'));
      assert.ok(withoutIndent(read(saveAs)).includes(withoutIndent(code)));
    });
  }
});

describe('every example', () => {
  it('is named in the documentation', () => {
    const page = readPage('docs/frameworks.md');
    for (const name of NAMES) assert.ok(page.includes(`\`examples/${name}\``), name);
  });

  for (const name of NAMES) {
    it(`${name} takes this version of the package, and one version of each other`, () => {
      const { version } = readManifest('package.json');
      const { dependencies, devDependencies } = readManifest(`examples/${name}/package.json`);
      assert.equal(dependencies['rtc-elements'], version);
      for (const [other, wanted] of Object.entries({ ...dependencies, ...devDependencies }))
        assert.match(wanted, /^\d+\.\d+\.\d+$/, other);
    });
  }

  it('loads this version from the CDN', () => {
    const { version } = readManifest('package.json');
    assert.ok(
      read('examples/html/index.html').includes(`/npm/rtc-elements@${version}/dist/cdn/rtc-elements.js"`),
    );
  });
});

function withoutIndent(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}
