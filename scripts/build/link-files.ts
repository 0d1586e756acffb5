import { createHash } from 'node:crypto';
import type { OutputChunk, Plugin } from 'rollup';
import type { ESTree } from 'vite';
import { apply, visit, type Edit, type Node } from './syntax.js';

/** Name of the export by which the first file imports the others; see src/internal/import-file.ts. */
const IMPORT_FILE = 'importFile';

/**
 * Links a first file with those beside it in a way that does not depend on addresses, which browsers take for the names
 * of modules. The first file leaves what the others need in a global place: they would load it a second time where the
 * page has it from `rtc-elements.js?v=2`, or by way of a redirection. And each of the others is imported by `importFile`,
 * which can use another address after a failure, also where it stood at the top of a file, which then waits for it.
 */
export function linkFiles(): Plugin {
  return {
    name: 'link-files',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const first = chunks.find(({ isEntry }) => isEntry);
      // The core alone has no files of its own: who bundles it bundles what it imports.
      if (!first?.exports.includes(IMPORT_FILE)) return;
      const parse = (code: string): ESTree.Program => this.parse(code) as ESTree.Program;
      const hash = createHash('sha256').update(first.code).digest('hex').slice(0, 8);
      const place = `globalThis[Symbol.for("rtc-elements ${hash}")]`;
      for (const chunk of chunks)
        if (chunk !== first) chunk.code = linkFile(chunk, parse(chunk.code), first, place);
      first.code = linkFirst(first, parse(first.code), place);
    },
  };
}

function linkFirst({ code, fileName }: OutputChunk, program: ESTree.Program, place: string): string {
  const statement = program.body.find((node) => node.type === 'ExportNamedDeclaration');
  const names = statement?.specifiers.map(
    ({ local, exported }) => [nameOf(exported), nameOf(local)] as const,
  );
  const importFile = new Map(names).get(IMPORT_FILE);
  if (!statement || !names || !importFile) {
    throw new Error(`${fileName} does not export a function of its own as ${IMPORT_FILE}`);
  }
  // Rollup gives short names to what only the other files need.
  const exported = names.filter(([name]) => name.length > 2).map(([name, local]) => `${local} as ${name}`);
  const { start, end } = statement;
  const edits = [
    ...importsLater(program, importFile, (path) => path),
    { start, end, text: `export {${exported.join()}};` },
  ];
  return `${apply(edits, code)}\n${place} ??= {${names.map((name) => name.join(':')).join()}};\n`;
}

function linkFile(
  { code, fileName }: OutputChunk,
  program: ESTree.Program,
  first: OutputChunk,
  place: string,
): string {
  const fromFirst = (path: string): string => `.${new URL(path, `file:///${fileName}`).pathname}`;
  const edits = importsLater(program, IMPORT_FILE, fromFirst);
  const patterns: string[] = [];
  const files: string[] = [];
  let taken = '';
  for (const node of program.body) {
    if ('source' in node && node.type !== 'ImportDeclaration' && node.source) {
      throw new Error(`${fileName} passes on exports of another file, which cannot be awaited`);
    }
    if (node.type !== 'ImportDeclaration') continue;
    const { source, specifiers, start, end } = node;
    const path = fromFirst(source.value);
    const pattern = specifiers.map((specifier) => property(specifier, fileName)).join();
    edits.push({ start, end, text: '' });
    if (path === `./${first.fileName}`) taken = pattern;
    else {
      patterns.push(`{${pattern}}`);
      files.push(importCall(IMPORT_FILE, path, source.raw ?? ''));
    }
  }
  if (edits.length === 0) return code;
  return [
    `const {${[IMPORT_FILE, taken].filter(Boolean).join()}} = ${place};`,
    files.length > 0 ? `const [${patterns.join()}] = await Promise.all([${files.join()}]);` : '',
    apply(edits, code),
  ].join('\n');
}

/** `import('./x.js')` becomes a call of `importFile`. */
function importsLater(program: Node, importFile: string, fromFirst: (path: string) => string): Edit[] {
  const edits: Edit[] = [];
  visit(program, (node) => {
    if (node.type !== 'ImportExpression' || node.source.type !== 'Literal') return;
    const { start, end, source } = node;
    edits.push({
      start,
      end,
      text: importCall(importFile, fromFirst(String(source.value)), source.raw ?? ''),
    });
  });
  return edits;
}

const importCall = (importFile: string, path: string, literal: string): string =>
  `${importFile}(${JSON.stringify(path)}, () => import(${literal}))`;

/** One name out of the braces of an import, as it stands in those of a `const`. */
function property(specifier: ESTree.ImportDeclaration['specifiers'][number], fileName: string): string {
  if (specifier.type !== 'ImportSpecifier') throw new Error(`${fileName} imports more than names`);
  return `${nameOf(specifier.imported)}:${specifier.local.name}`;
}

const nameOf = (name: ESTree.ModuleExportName | ESTree.IdentifierName): string =>
  'value' in name ? name.value : name.name;
