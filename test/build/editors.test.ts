import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'valibot';
import type { HTMLDataV1, MarkupContent } from 'vscode-html-languageservice';
import html from 'vscode-html-languageservice';
import { readDeclarations } from '../../scripts/docs/manifest.js';
import { QUALITY_PRESETS } from '../../src/core/features/quality/index.js';
import { webTypes, type WebType } from './support/web-types-schema.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));

const TAGS = readDeclarations().flatMap(({ tagName }) => tagName ?? []);

describe('Visual Studio Code, in HTML', () => {
  const data = readJson('dist/vscode.html-custom-data.json') as HTMLDataV1;
  const service = html.getLanguageService({
    customDataProviders: [html.newHTMLDataProvider('rtc-elements', data)],
  });

  /** Completions that it offers at the `|`: label and text that is inserted. */
  function completionsAt(marked: string): Map<string, string> {
    const { document, position } = open(marked);
    const { items } = service.doComplete(document, position, service.parseHTMLDocument(document));
    return new Map(items.map(({ label, textEdit }) => [label, textEdit?.newText ?? '']));
  }

  /** The help that it shows for the word at the `|`. */
  function hoverAt(marked: string): string {
    const { document, position } = open(marked);
    const hover = service.doHover(document, position, service.parseHTMLDocument(document));
    return (hover?.contents as MarkupContent | undefined)?.value ?? '';
  }

  it('completes every tag', () => {
    const offered = [...completionsAt('<rtc|').keys()].filter((label) => label.startsWith('rtc-'));
    assert.deepEqual(offered.toSorted(), TAGS.toSorted());
  });

  it('completes the attributes of a tag, those that are true or false without a value', () => {
    const offered = completionsAt('<rtc-call |>');
    assert.equal(offered.get('signaling'), 'signaling="$1"');
    assert.equal(offered.get('no-camera'), 'no-camera');
    assert.ok(!offered.has('participant'), 'an attribute of another tag');
  });

  it('completes the values of an attribute, and nothing that is none', () => {
    const valuesOf = (marked: string): string[] => [...completionsAt(marked).keys()].toSorted();
    assert.deepEqual(valuesOf('<rtc-stage layout="|">'), ['grid', 'spotlight']);
    assert.deepEqual(valuesOf('<rtc-call quality="|">'), QUALITY_PRESETS.toSorted());
    assert.deepEqual(valuesOf('<rtc-call token="|">'), []);
  });

  it('tells about a tag, an attribute and its property of the same name', () => {
    const call = hoverAt('<rtc-c|all room="standup">');
    for (const part of ['A complete call in one tag', 'rtc-state-change', 'takeSnapshot'])
      assert.ok(call.includes(part), part);
    assert.match(hoverAt('<rtc-call ro|om="standup">'), /Name of the room/);
    for (const tag of TAGS) assert.notEqual(hoverAt(`<${tag.slice(0, -1)}|${tag.slice(-1)}>`), '', tag);
  });
});

describe('WebStorm, by web-types.json', () => {
  const { name, version, 'web-types': path } = readJson('package.json') as Record<string, string>;
  const content = parse(webTypes, readJson(path!));
  const { elements } = content.contributions.html;

  it('is told of the package, and of every element', () => {
    assert.deepEqual([content.name, content.version], [name, version]);
    assert.deepEqual(elements.map((element) => element.name).toSorted(), TAGS.toSorted());
  });

  it('finds everything that is referred to, as the types of the package', () => {
    const types = elements.flatMap(({ source, attributes, events, js }) => [
      `typeof import('${source.module}').${source.symbol}`,
      ...attributes.flatMap(({ value }) => asTypeScript(value.type)),
      ...[...events, ...js.events, ...js.properties].flatMap(({ type }) => asTypeScript(type)),
    ]);
    assert.ok(types.includes("import('rtc-elements').RtcErrorEvent"));
    // Inside of the package, where `rtc-elements` means what is published.
    const folder = join(ROOT, 'build/web-types');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'types.ts'), `export type All = [\n${[...new Set(types)].join(',\n')}\n];\n`);
    const compilerOptions = {
      module: 'nodenext',
      target: 'es2022',
      strict: true,
      skipLibCheck: true,
      noEmit: true,
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    assert.equal(stdout, '');
  });
});

/** The types that an entry has, as TypeScript reads them. */
function asTypeScript(type: WebType | undefined): string[] {
  if (type === undefined) return [];
  if (Array.isArray(type)) return type.flatMap(asTypeScript);
  if (typeof type === 'string') return [type];
  return [`import('${type.module ?? 'rtc-elements'}').${type.name}`];
}

function open(marked: string) {
  const document = html.TextDocument.create('file:///index.html', 'html', 1, marked.replace('|', ''));
  return { document, position: document.positionAt(marked.indexOf('|')) };
}
