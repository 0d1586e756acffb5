/** Markdown; nothing for an empty cell. */
export type Cell = string | undefined;

/** A table in Markdown; nothing where it has no rows. */
export function table(header: readonly string[], rows: readonly (readonly Cell[])[] = []): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly Cell[]): string =>
    `| ${cells.map((cell = '') => cell.replace(/\n/g, ' ').replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

export const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
