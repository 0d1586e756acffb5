import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { markdownFiles } from '../../support/markdown-links.js';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Kinds of fenced blocks; each kind has a test that runs it (`coturn` has test/e2e/turn.test.ts). */
export const KINDS = [
  'html',
  'css',
  'ts',
  'ts node',
  'sh',
  'json',
  'coturn',
  'nginx',
  'nginx upstream',
  'nginx inner',
  'caddy',
  'systemd',
  'tsx example',
  'vue example',
  'svelte example',
  'ts example',
  'js example',
] as const;
export type Kind = (typeof KINDS)[number];

/** A fenced block of the documentation. */
export interface Snippet {
  /** Such as `docs/server.md:12`. */
  readonly place: string;
  readonly file: string;
  /** Words after the fence, without `file=…`, `continue`, `live` and `autostart`. */
  readonly kind: string;
  /** The name under which the text tells its reader to save it. */
  readonly saveAs: string | undefined;
  /** The block of the same kind before it goes on here. */
  readonly continues: boolean;
  /** The site runs it, and lets its readers change it. */
  readonly isLive: boolean;
  readonly code: string;
  /** The last `html` block before it below the same heading: the page that it is about. */
  readonly page: Snippet | undefined;
}

/** Every page of the documentation, as a path from the root of the repository. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...['docs', 'website/pages'].flatMap((folder) =>
    markdownFiles(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  ),
];

export const readPage = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** All fenced blocks, in their order. */
export const SNIPPETS: readonly Snippet[] = PAGES.flatMap(readSnippets);

/** Blocks of one kind; the text of those that continue others is added to these. */
export function snippetsOf(kind: Kind): Snippet[] {
  const found: Snippet[] = [];
  for (const snippet of SNIPPETS.filter((candidate) => candidate.kind === kind)) {
    const before = found.at(-1);
    if (!snippet.continues) found.push(snippet);
    else if (before?.file === snippet.file)
      found.splice(-1, 1, { ...before, code: before.code + snippet.code });
    else throw new Error(`${snippet.place} continues nothing`);
  }
  return found;
}

/** Lines that a block says it prints: the comments `// → …` in it, one line each. */
export function promisedOutput({ code }: Snippet): string[] {
  return Array.from(code.matchAll(/\/\/ → (.*)$/gm), ([, text = '']) => text);
}

function readSnippets(file: string): Snippet[] {
  const snippets: Snippet[] = [];
  let page: Snippet | undefined;
  let open: { readonly indent: string; readonly info: string; readonly line: number } | undefined;
  let lines: string[] = [];
  for (const [index, line] of readPage(file).split('\n').entries()) {
    const [, indent = '', info = ''] = /^(\s*)```(.*)$/.exec(line) ?? [];
    if (!open && /^#+ /.test(line)) page = undefined;
    if (!line.trimStart().startsWith('```')) {
      if (open) lines.push(line.slice(open.indent.length));
    } else if (open) {
      const snippet = {
        ...describe(open.info),
        file,
        place: `${file}:${open.line}`,
        code: `${lines.join('\n')}\n`,
        page,
      };
      snippets.push(snippet);
      if (snippet.kind === 'html') page = snippet;
      open = undefined;
    } else {
      open = { indent, info: info.trim(), line: index + 1 };
      lines = [];
    }
  }
  if (open) throw new Error(`${file}:${open.line} is not closed`);
  return snippets;
}

function describe(info: string): Pick<Snippet, 'kind' | 'saveAs' | 'continues' | 'isLive'> {
  const words = info.split(/\s+/);
  const saveAs = words.find((word) => word.startsWith('file='))?.slice('file='.length);
  const kind = words.filter((word) => !/^(continue|live|autostart|file=.*)$/.test(word)).join(' ');
  return { kind, saveAs, continues: words.includes('continue'), isLive: words.includes('live') };
}
