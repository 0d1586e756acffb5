import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cruise } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

/** Files with their code, and the names of the rules that they break. */
interface Case {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly broken: readonly string[];
}

const importing = (specifier: string): string => `import '${specifier}';\n`;

const CASES: readonly Case[] = [
  {
    what: 'a circle of two files',
    files: { 'src/components/a.ts': importing('./b.js'), 'src/components/b.ts': importing('./a.js') },
    broken: ['no-circle'],
  },
  {
    what: 'a circle that a type closes',
    files: {
      'server/a.ts': "import { b } from './b.js';\nexport type A = typeof b;\n",
      'server/b.ts': "import type { A } from './a.js';\nexport const b: A | number = 1;\n",
    },
    broken: ['no-circle'],
  },
  {
    what: 'a circle that a later import closes',
    files: {
      'src/internal/a.ts': "export const a = () => import('./b.js');\n",
      'src/internal/b.ts': importing('./a.js'),
    },
    broken: ['no-circle'],
  },
  {
    what: 'a connection that knows the call',
    files: { 'src/core/peer/a.ts': importing('../call/b.js'), 'src/core/call/b.ts': '' },
    broken: ['core: below the call'],
  },
  {
    what: 'devices that know the channels',
    files: { 'src/core/media/a.ts': importing('../channels/b.js'), 'src/core/channels/b.ts': '' },
    broken: ['core: below the call'],
  },
  {
    what: 'a call that knows a feature',
    files: { 'src/core/call/a.ts': importing('../features/chat/b.js'), 'src/core/features/chat/b.ts': '' },
    broken: ['core: below the features'],
  },
  {
    what: 'a feature that knows another one',
    files: {
      'src/core/features/files/a.ts': importing('../chat/b.js'),
      'src/core/features/chat/b.ts': '',
    },
    broken: ['core: features apart'],
  },
  {
    what: 'a feature that knows itself, the channels, the call and a connection',
    files: {
      'src/core/features/files/a.ts':
        importing('./b.js') +
        importing('../../channels/b.js') +
        importing('../../call/b.js') +
        importing('../../peer/b.js'),
      'src/core/features/files/b.ts': '',
      'src/core/channels/b.ts': '',
      'src/core/call/b.ts': '',
      'src/core/peer/b.ts': '',
    },
    broken: [],
  },
];

describe('the rooms: which files may import which', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rooms-'));
  });

  after(() => rm(folder, { recursive: true }));

  for (const [i, { what, files, broken }] of CASES.entries()) {
    it(`${what} ${broken.length === 0 ? 'is allowed' : `breaks ${broken.join(', ')}`}`, async () => {
      const root = join(folder, String(i));
      for (const [name, code] of Object.entries(files)) {
        await mkdir(dirname(join(root, name)), { recursive: true });
        await writeFile(join(root, name), code);
      }
      const { output } = await cruise(['.'], {
        ...config.options,
        baseDir: root,
        validate: true,
        ruleSet: { forbidden: config.forbidden ?? [] },
      });
      assert.ok(typeof output === 'object');
      const names = output.summary.violations.map(({ rule }) => rule.name);
      assert.deepEqual([...new Set(names)], broken);
    });
  }
});
