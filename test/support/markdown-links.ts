import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { anchorOf } from '../../scripts/docs/anchors.js';

/**
 * Every Markdown file below a folder, as a path from there.
 *
 * @param ignored - Names of folders that are not looked into.
 */
export function markdownFiles(root: string, ignored: readonly string[] = []): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter(({ name }) => !ignored.includes(name))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return entry.name.endsWith('.md') ? [entry.name] : [];
      return markdownFiles(join(root, entry.name), ignored).map((file) => `${entry.name}/${file}`);
    });
}

/** The relative links of a Markdown file that lead to no file, or to no heading in it. */
export function brokenLinks(root: string, file: string): string[] {
  return linksOf(readFileSync(join(root, file), 'utf8')).filter((link) => {
    if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(link)) return false;
    const [path = '', anchor] = link.split('#', 2).map(decodeURIComponent);
    const target = path === '' ? file : join(dirname(file), path);
    if (target.startsWith('..') || !existsSync(join(root, target))) return true;
    return anchor !== undefined && !hasAnchor(join(root, target), anchor);
  });
}

/** Whether a Markdown file has a heading with this anchor. */
export const hasAnchor = (file: string, anchor: string): boolean =>
  anchorsOf(readFileSync(file, 'utf8')).includes(anchor);

/** In `[text](link "title")`, in `[text]: link`, and in the HTML that Markdown may hold. */
function linksOf(markdown: string): string[] {
  const text = withoutBlocks(markdown).replace(/`[^`\n]*`/g, '');
  const patterns = [
    /\]\(\s*<?([^\s)>]+)/g,
    /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm,
    /\b(?:href|src|srcset)="([^"]+)"/g,
  ];
  return patterns.flatMap((pattern) => Array.from(text.matchAll(pattern), ([, link = '']) => link));
}

/** As GitHub makes them of headings; a heading that was there before gets a number. */
function anchorsOf(markdown: string): string[] {
  const counts = new Map<string, number>();
  return Array.from(withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm), ([, heading = '']) => {
    const anchor = anchorOf(heading);
    const before = counts.get(anchor) ?? 0;
    counts.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${before}`;
  });
}

const withoutBlocks = (markdown: string): string =>
  markdown.replace(/^\s*```[^]*?^\s*```$/gm, '').replace(/<!--[^]*?-->/g, '');
