import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SidebarItem } from 'vitepress';
import { ROOT } from '../../scripts/lib/processes.js';

/** The sidebar of a language, made of the contents that its README lists; the pages of the elements stand below theirs. */
export function sidebar(folder: '' | 'zh/'): SidebarItem[] {
  const text = readFileSync(join(ROOT, 'docs', folder, 'README.md'), 'utf8');
  const groups = text.split(/^## /m).slice(1);
  return groups.map((group) => {
    const [title = ''] = group.split('\n', 1);
    const links = Array.from(group.matchAll(/^- \[([^\]]+)\]\(([^)]+)\.md\)/gm));
    // A page in another language has a menu of its own.
    const pages = links.filter(([, , path = '']) => !path.includes('README'));
    return {
      text: title,
      items: pages.map(([, name = '', path = '']) => ({
        text: name,
        link: `/${folder}${path}`,
        ...(path === 'elements' ? { collapsed: true, items: elementPages() } : {}),
      })),
    };
  });
}

function elementPages(): SidebarItem[] {
  return readdirSync(join(ROOT, 'docs/elements'))
    .toSorted()
    .map((file) => file.replace('.md', ''))
    .map((tag) => ({ text: `&lt;${tag}&gt;`, link: `/elements/${tag}` }));
}
