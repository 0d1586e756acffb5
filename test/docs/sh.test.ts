import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Shell } from './support/shell.js';
import { ROOT, snippetsOf } from './support/snippets.js';
import type { Snippet } from './support/snippets.js';

const PAGES_TO_SAVE = snippetsOf('html').filter(({ saveAs }) => saveAs !== undefined);

describe('every block of commands', () => {
  let folder: string;
  let shell: Shell;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'docs-'));
    // The files that a reader has after `npm run build`, and after saving each block with a name.
    cpSync(join(ROOT, 'dist/cdn'), join(folder, 'dist/cdn'), { recursive: true });
    for (const snippet of PAGES_TO_SAVE) save(snippet);
    shell = new Shell(folder);
  });

  function save({ saveAs = '', code }: Snippet): void {
    mkdirSync(dirname(join(folder, saveAs)), { recursive: true });
    writeFileSync(join(folder, saveAs), code);
  }

  afterEach(async () => {
    await shell.close();
    rmSync(folder, { recursive: true });
  });

  for (const { place, file, code } of snippetsOf('sh')) {
    it(`${place} works`, { timeout: 300_000 }, async () => {
      // Two pages may name the same file; a reader follows one of them.
      for (const snippet of PAGES_TO_SAVE) if (snippet.file === file) save(snippet);
      for (const line of code.trim().split('\n')) await shell.run(line);
    });
  }
});
