import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Shell } from './support/shell.js';
import { ROOT, snippetsOf } from './support/snippets.js';

describe('every block of commands', () => {
  let folder: string;
  let shell: Shell;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'docs-'));
    // What the reader has after `npm run build`, and after saving what has a name.
    cpSync(join(ROOT, 'dist/cdn'), join(folder, 'dist/cdn'), { recursive: true });
    for (const { saveAs, code } of snippetsOf('html')) {
      if (saveAs === undefined) continue;
      mkdirSync(dirname(join(folder, saveAs)), { recursive: true });
      writeFileSync(join(folder, saveAs), code);
    }
    shell = new Shell(folder);
  });

  afterEach(async () => {
    await shell.close();
    rmSync(folder, { recursive: true });
  });

  for (const { place, code } of snippetsOf('sh')) {
    it(`${place} works`, { timeout: 300_000 }, async () => {
      for (const line of code.trim().split('\n')) await shell.run(line);
    });
  }
});
