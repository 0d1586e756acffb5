import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { brokenLinks, markdownFiles } from '../support/markdown-links.js';
import { pack } from '../support/pack.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Member {
  readonly name: string;
  readonly privacy?: string;
  readonly type?: { readonly text: string };
  readonly parameters?: readonly { readonly name: string; readonly type?: { readonly text: string } }[];
}

interface Declaration {
  readonly tagName?: string;
  readonly name: string;
  readonly members?: readonly Member[];
  readonly events?: readonly { readonly name?: string; readonly type?: { readonly text: string } }[];
}

interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}

const readManifest = (): Manifest =>
  JSON.parse(readFileSync(join(ROOT, 'dist/custom-elements.json'), 'utf8')) as Manifest;

describe('the package', () => {
  let folder: string;
  let tarball: string;
  let files: readonly string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rtc-elements-'));
    ({ tarball, files } = pack(folder));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds the licence, the pages about it, and nothing else beside what is built', () => {
    const others = files.filter((path) => !path.startsWith('dist/') && !path.startsWith('docs/'));
    assert.deepEqual(others.toSorted(), [
      'ARCHITECTURE.md',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'package.json',
    ]);
    const pages = files.filter((path) => path.startsWith('docs/'));
    assert.deepEqual(
      pages.filter(
        (path) =>
          !/^docs\/(README\.md|[a-z-]+\.md|(elements|zh)\/[A-Za-z-]+\.md|network\/[a-z-]+\.svg|pictures\/[a-z-]+\.webp)$/.test(
            path,
          ),
      ),
      [],
    );
  });

  it('holds of what is built each module with its types, the bundles, and data for editors', () => {
    const built = files.filter((path) => path.startsWith('dist/'));
    const kinds = [
      /^dist\/(src|server|frameworks)\/[\w./-]+\.(js|d\.ts)$/,
      /^dist\/cdn\/(rtc-elements|rtc-elements\.all|frame-clock-worker|rtc-elements\/[\w./-]+)\.js$/,
      /^dist\/(cdn\/rtc-elements\/effects-[\d.]+|src\/core\/features\/effects)\/[\w.-]+\.(wasm|tflite)$/,
      /^dist\/(cdn|src\/core\/features\/effects)\/licences\.txt$/,
      /^dist\/(custom-elements|web-types|vscode\.(html|css)-custom-data)\.json$/,
    ];
    assert.deepEqual(
      built.filter((path) => !kinds.some((kind) => kind.test(path))),
      [],
    );
    for (const kind of kinds)
      assert.ok(
        built.some((path) => kind.test(path)),
        String(kind),
      );
    const modules = built.filter((path) => /^dist\/(src|server)\/.*\.js$/.test(path));
    const untyped = modules.filter((path) => !built.includes(path.replace(/\.js$/, '.d.ts')));
    assert.deepEqual(untyped, []);
    const sources = modules.filter((path) => !existsSync(join(ROOT, path.slice(5).replace(/\.js$/, '.ts'))));
    assert.deepEqual(sources, [], 'built from a file that is no longer there');
  });

  it('links from its pages only to what is in it', () => {
    execFileSync('tar', ['-xzf', tarball, '-C', folder]);
    const unpacked = join(folder, 'package');
    const pages = markdownFiles(unpacked);
    assert.ok(pages.includes('README.md'));
    for (const page of pages) assert.deepEqual(brokenLinks(unpacked, page), [], page);
  });

  it('satisfies publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: ROOT, pack: 'npm', strict: true });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('satisfies attw: TypeScript finds the types of every entry', () => {
    const cli = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        cli,
        tarball,
        '--profile',
        'esm-only',
        '--format',
        'ascii',
        '--exclude-entrypoints',
        'custom-elements.json',
      ],
      { encoding: 'utf8' },
    );
    assert.equal(status, 0, stdout);
  });

  for (const entry of [
    'rtc-elements',
    'rtc-elements/core',
    'rtc-elements/protocol',
    'rtc-elements/define',
    'rtc-elements/server',
    'rtc-elements/cdn',
    'rtc-elements/components/rtc-call/define.js',
    'rtc-elements/components/rtc-call/rtc-call.js',
  ]) {
    it(`lets plain Node import ${entry}, as rendering on a server does`, () => {
      // By its own name, which goes through the `exports` as it does for others.
      const { status, stderr } = spawnSync(
        process.execPath,
        ['--input-type=module', '--eval', `await import('${entry}');`],
        { cwd: ROOT, encoding: 'utf8', timeout: 120_000 },
      );
      assert.equal(stderr, '');
      assert.equal(status, 0);
    });
  }

  it('has two commands', { skip: process.platform === 'win32' }, () => {
    const { bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    for (const [name, argument, output] of [
      ['rtc-signal', '--version', /^\d+\.\d+\.\d+/],
      ['rtc-nat', '--help', /^Usage: rtc-nat HOST/],
    ] as const) {
      const file = join(ROOT, bin[name]!);
      assert.ok(statSync(file).mode & 0o100, 'executable');
      assert.match(execFileSync(file, [argument], { encoding: 'utf8' }), output);
    }
  });

  it('describes every element for editors', () => {
    const manifest = readManifest();
    const tags = manifest.modules.flatMap(({ path, declarations = [] }) => {
      assert.ok(existsSync(join(ROOT, path)), `${path} is published`);
      return declarations.flatMap(({ tagName }) => tagName ?? []);
    });
    const index = readFileSync(join(ROOT, 'src/index.ts'), 'utf8');
    const defined = [...index.matchAll(/components\/(rtc-[a-z-]+)\/define\.js/g)].map(([, tag]) => tag);
    assert.ok(defined.length > 0);
    assert.deepEqual(tags.toSorted(), defined.toSorted());
    for (const file of ['vscode.html-custom-data.json', 'vscode.css-custom-data.json', 'web-types.json']) {
      const text = readFileSync(join(ROOT, 'dist', file), 'utf8');
      if (file !== 'vscode.css-custom-data.json')
        for (const tag of tags) assert.ok(text.includes(tag), `${tag} in ${file}`);
    }
  });

  it('names every event there, and tells nothing that is private', () => {
    const declarations = readManifest().modules.flatMap(({ declarations: some = [] }) => some);
    const classes = declarations.filter(({ name }) => /^Rtc\w+Event$/.test(name));
    const typeOf = new Map(
      classes.map(({ name, members = [] }) => [
        name,
        members.find((member) => member.name === 'type')?.type?.text.replaceAll("'", ''),
      ]),
    );
    const fired = declarations.flatMap(({ events = [] }) => events);
    for (const { name, type } of fired) assert.equal(name, typeOf.get(type?.text ?? ''), type?.text);
    assert.deepEqual(new Set(fired.map(({ name }) => name)), new Set(typeOf.values()));

    const members = declarations.flatMap((declaration) => declaration.members ?? []);
    const secrets = members.filter(
      ({ name, privacy }) => (privacy !== undefined && privacy !== 'public') || name.startsWith('#'),
    );
    assert.deepEqual(secrets, []);
    for (const { name, parameters = [] } of members) {
      for (const parameter of parameters) assert.ok(parameter.type, `${name}: the type of ${parameter.name}`);
    }
  });

  it('shows nothing in an editor that is not there', () => {
    for (const file of ['vscode.html-custom-data.json', 'web-types.json']) {
      const text = readFileSync(join(ROOT, 'dist', file), 'utf8');
      assert.doesNotMatch(text, /default: undefined|"name": null|\*\*(from|own|undefined|null|)\*\*/, file);
    }
  });
});
