import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { installPacked, pack } from '../support/pack.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CASES = join(ROOT, 'test/frameworks/types');

/** Files of examples/ with the framework that their JSX is of. */
const EXAMPLES = [
  ['react/src/Call.tsx', 'react'],
  ['preact/src/Call.tsx', 'preact'],
  ['solid/src/Call.tsx', 'solid-js'],
  ['vue/src/Call.vue', undefined],
  ['svelte/src/Call.svelte', undefined],
] as const;

/** Strict compiler options of a page with a framework. */
const OPTIONS = {
  target: 'ES2022',
  module: 'ESNext',
  moduleResolution: 'bundler',
  lib: ['ES2023', 'DOM', 'DOM.Iterable'],
  types: [],
  jsx: 'react-jsx',
  strict: true,
  exactOptionalPropertyTypes: true,
  // The generated types themselves have no error either.
  skipLibCheck: false,
  noEmit: true,
} as const;

interface Checker {
  readonly name: string;
  /** Endings of the files that it checks. */
  readonly ending: string;
  readonly command: readonly string[];
  /** Settings that it reads from tsconfig.json beside the options of the compiler. */
  readonly settings?: object;
}

const CHECKERS: readonly Checker[] = [
  { name: 'React, Preact and Solid', ending: 'tsx', command: ['typescript-native/bin/tsc', '-p', '.'] },
  {
    name: 'Vue',
    ending: 'vue',
    command: ['vue-tsc/bin/vue-tsc.js', '-p', '.'],
    settings: { vueCompilerOptions: { strictTemplates: true } },
  },
  {
    name: 'Svelte',
    ending: 'svelte',
    command: ['svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--output', 'machine'],
  },
];

describe('the types for frameworks, out of the package', () => {
  // Inside of the repository, where the frameworks are found, but with a package.json between: `rtc-elements` is the packed one.
  const folder = join(ROOT, 'build/framework-types');

  before(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    // Without it svelte-check takes the vite.config.ts of the repository, which knows nothing of Svelte.
    writeFileSync(join(folder, 'svelte.config.js'), 'export default {};');
    installPacked(pack(folder).tarball, folder);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const { name, ending, command, settings = {} } of CHECKERS) {
    it(`in ${name}: what is right passes, and every line that is wrong is refused`, () => {
      const files = readdirSync(CASES).filter((file) => file.endsWith(`.${ending}`));
      assert.ok(files.length > 0);
      for (const file of files) cpSync(join(CASES, file), join(folder, file));
      for (const [file, jsx] of EXAMPLES.filter(([path]) => path.endsWith(`.${ending}`))) {
        const code = readFileSync(join(ROOT, 'examples', file), 'utf8');
        const head = jsx === undefined ? '' : `/** @jsxImportSource ${jsx} */\n`;
        writeFileSync(join(folder, file.replaceAll('/', '-')), head + code);
      }
      const include = [`*.${ending}`];
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: OPTIONS, include, ...settings }),
      );
      const [program = '', ...flags] = command;
      const args = [join(ROOT, 'node_modules', program), ...flags];
      const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      assert.deepEqual(linesWithErrors(stdout), files.flatMap(linesMarkedWrong).toSorted(), stdout);
    });
  }
});

/** `file:line` of each error that a checker prints. */
function linesWithErrors(output: string): string[] {
  // `react.tsx(3,5): error …`, or `123 ERROR "svelte.svelte" 3:5 …`.
  const places = output.matchAll(/^(?:([\w-]+\.\w+)\((\d+),\d+\): error|\d+ ERROR "([^"]+)" (\d+):)/gm);
  return Array.from(places, ([, file, line, svelteFile, svelteLine]) =>
    file ? `${file}:${line ?? ''}` : `${svelteFile ?? ''}:${svelteLine ?? ''}`,
  ).toSorted();
}

/** `file:line` of each line below a comment that tells what is wrong with it. */
function linesMarkedWrong(file: string): string[] {
  const lines = readFileSync(join(CASES, file), 'utf8').split('\n');
  return lines.flatMap((line, i) => (line.includes(' wrong: ') ? `${file}:${i + 2}` : []));
}
