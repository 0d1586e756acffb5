import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../scripts/lib/processes.js';
import { PAGES, WEBSITE } from './places.js';

/**
 * Puts together what the generator reads: the pages in docs/, the front pages, and the built script for the examples.
 * docs/README.md, which GitHub shows for the folder, is `contents.md` here, since the site has a front page of its own.
 */
export function gatherPages(): void {
  rmSync(PAGES, { recursive: true, force: true });
  for (const folder of [join(ROOT, 'docs'), join(WEBSITE, 'pages')]) {
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const source = join(folder, file);
      if (statSync(source).isDirectory()) continue;
      const target = join(PAGES, withoutReadme(file));
      mkdirSync(dirname(target), { recursive: true });
      if (file.endsWith('.md')) writeFileSync(target, withOwnLinks(readFileSync(source, 'utf8')));
      else cpSync(source, target);
    }
  }
  cpSync(join(ROOT, 'demo/logo.svg'), join(PAGES, 'public/logo.svg'));
  cpSync(join(ROOT, 'dist/cdn'), join(PAGES, 'public/cdn'), { recursive: true });
}

const withoutReadme = (path: string): string => path.replace(/(^|[/\\])README\.md$/, '$1contents.md');

/** Markdown whose links lead to the contents and not to a README, and from the front pages to the pages beside them. */
export const withOwnLinks = (markdown: string): string =>
  markdown.replaceAll('../../docs/', '').replace(/\]\(((?:\.\.\/)?(?:zh\/)?)README\.md/g, ']($1contents.md');
