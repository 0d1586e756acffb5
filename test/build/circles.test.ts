import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = ['demo', 'src/components', 'src/internal', 'src/protocol'];

/** The files that each file imports: at once, later, and for types alone. */
type Imports = ReadonlyMap<string, readonly string[]>;

function importsIn(folders: readonly string[]): Imports {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(ROOT, folder, name)),
  );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles
    .filter(({ fileName }) => fileName.startsWith('.'))
    .map(({ fileName }) => resolve(dirname(file), fileName.replace(/\.js$/, '.ts')))
    .filter((path) => existsSync(path));
}

/** For each file that imports itself by way of others: that way. */
function circles(imports: Imports): string[] {
  const found: string[] = [];
  for (const start of imports.keys()) {
    const way = wayBack(imports, start);
    if (way) found.push(way.map((file) => relative(ROOT, file)).join(' -> '));
  }
  return found;
}

/** A shortest way from a file back to it. */
function wayBack(imports: Imports, start: string): string[] | undefined {
  const ways = [[start]];
  const visited = new Set<string>();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, next];
      if (visited.has(next)) continue;
      visited.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

describe('circles of files', () => {
  it('are found', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    assert.equal(circles(imports).length, 3);
    assert.deepEqual(wayBack(imports, 'a'), ['a', 'b', 'c', 'a']);
    assert.equal(wayBack(imports, 'd'), undefined);
  });

  it('are not there, type-only imports included', () => {
    const imports = importsIn(FOLDERS);
    assert.ok(imports.size > 100, 'files were found');
    assert.deepEqual(circles(imports), []);
  });
});
