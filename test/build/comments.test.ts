import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '../../scripts/lib/processes.js';

const FOLDERS = ['src', 'server', 'demo', 'scripts', 'bench', 'website', 'test', 'examples'];

/** Matches a comment in which a sentence begins with such a word and asks nothing. */
const HEADLESS = /(?:^\s*\*|\/\*\*?|\/\/)\s(?:.*[.:-]\s)?\s*(?:Who|What|Which|Whoever|Whatever)\b(?![^.]*\?)/;

/** Numbers of the lines with such a sentence in a comment. */
function headlessLines(text: string): number[] {
  return text.split('\n').flatMap((line, i) => (HEADLESS.test(line) ? [i + 1] : []));
}

describe('comments', () => {
  it('have a subject in every sentence', () => {
    const files = execFileSync('git', ['ls-files', '-z', '--', ...FOLDERS], { cwd: ROOT, encoding: 'utf8' })
      .split('\0')
      .filter((file) => /\.(ts|mjs)$/.test(file));
    assert.ok(files.length > 500);
    const found = files.flatMap((file) =>
      headlessLines(readFileSync(join(ROOT, file), 'utf8')).map((line) => `${file}:${line}`),
    );
    assert.deepEqual(found, []);
  });

  it('are found where a sentence has none', () => {
    for (const word of ['Who', 'What', 'Which', 'Whoever', 'Whatever']) {
      for (const text of [
        `/** ${word} is kept. */`,
        `/**\n * ${word} is kept.\n */`,
        `const a = 1; // ${word} is kept.`,
        `// A value. ${word} is kept.`,
        ` * @param a - ${word} is kept.`,
      ]) {
        assert.equal(headlessLines(text).length, 1, text);
      }
      for (const text of [`/** ${word} is it? */`, `const a = '${word} is kept.';`, `// Says ${word}.`]) {
        assert.deepEqual(headlessLines(text), [], text);
      }
    }
  });
});
