import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { ExampleFolder } from './support/compile.js';
import { Site } from './support/site.js';
import { promisedOutput, snippetsOf } from './support/snippets.js';

const SNIPPETS = snippetsOf('ts node');

describe('every block of TypeScript for Node', () => {
  let site: Site;
  const folder = new ExampleFolder('node');

  before(async () => {
    site = await Site.create();
    for (const snippet of SNIPPETS) folder.write(snippet, site.localize(snippet.code));
  });

  after(() => site.close());

  it('has the right types', () => {
    assert.equal(folder.check({ lib: ['ES2023'], types: ['node'] }), '');
  });

  for (const snippet of SNIPPETS) {
    it(`${snippet.place} prints what it says, and ends by itself or by SIGTERM`, async () => {
      const promised = promisedOutput(snippet);
      assert.ok(promised.length > 0, 'it prints something, so that one sees that it works');
      const child = spawn(process.execPath, ['--import', 'tsx', folder.nameOf(snippet)], {
        cwd: folder.path,
        env: { ...process.env, PORT: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: 120_000,
        killSignal: 'SIGKILL',
      });
      const exit = once(child, 'exit') as Promise<[number | null]>;
      const errors = text(child.stderr);
      const lines: string[] = [];
      for await (const line of createInterface(child.stdout)) {
        if (lines.push(line) === promised.length && snippet.code.includes('SIGTERM')) child.kill('SIGTERM');
      }
      const [status] = await exit;
      assert.equal(await errors, '');
      assert.deepEqual(lines, promised);
      assert.equal(status, 0);
    });
  }
});
