import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installPacked, pack } from '../support/pack.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Every path of the package that a page may have in an `import`, `.` for the package itself. A file that moves keeps its old path
 * by an entry in `exports` of package.json; nothing is ever taken out of this list.
 */
const PATHS = readFileSync(new URL('import-paths.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n');

const IMPORT_ALL = `
  for (const path of JSON.parse(process.argv[1])) {
    const options = path.endsWith('.json') ? { with: { type: 'json' } } : {};
    await import(path, options).catch((error) => {
      console.log(path + ': ' + error.message);
    });
  }`;

describe('what npm pack makes', () => {
  let folder: string;

  before(() => {
    // Within the repository, whose node_modules have the dependencies.
    mkdirSync(join(ROOT, 'build'), { recursive: true });
    folder = mkdtempSync(join(ROOT, 'build/pack-'));
    installPacked(pack(folder).tarball, folder);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it(`lets plain Node import all of its ${PATHS.length} paths`, () => {
    const specifiers = PATHS.map((path) => join('rtc-elements', path));
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '--eval', IMPORT_ALL, JSON.stringify(specifiers)],
      { cwd: folder, encoding: 'utf8', timeout: 120_000 },
    );
    assert.equal(stdout + stderr, '');
    assert.equal(status, 0);
  });
});
