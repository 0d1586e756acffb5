import { readPage } from './snippets.js';

/**
 * Entries in the first column of a table: every piece of code in it, or the text where there is none.
 *
 * @param heading - The heading above the table, without `#`.
 * @param index - Index of the table between that heading and the next one.
 */
export function firstColumn(file: string, heading: string, index = 0): string[] {
  const [, section] = readPage(file).split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [body = ''] = section?.split(/^#+ /m) ?? [];
  const table = body.split(/\n\n+/).filter((block) => block.startsWith('|'))[index];
  if (table === undefined) throw new Error(`${file} has no such table below "${heading}"`);
  return table
    .trim()
    .split('\n')
    .slice(2)
    .flatMap((row) => {
      const cell = row.split('|')[1]?.trim() ?? '';
      const code = Array.from(cell.matchAll(/`([^`]+)`/g), ([, text = '']) => text);
      return code.length > 0 ? code : [cell];
    });
}
