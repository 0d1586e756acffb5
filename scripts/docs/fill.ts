/** Puts a text between the two comments with its name. */
export function fill(page: string, name: string, content: string): string {
  const [before, rest] = page.split(`<!-- ${name}: written by \`npm run docs\` -->`);
  const [, after] = rest?.split(`<!-- end of ${name} -->`) ?? [];
  if (before === undefined || after === undefined) throw new Error(`The page has no place for ${name}.`);
  return `${before}${place(name, content)}${after}`;
}

/** A text between the two comments with its name. */
export const place = (name: string, content: string): string =>
  `<!-- ${name}: written by \`npm run docs\` -->\n\n${content}\n\n<!-- end of ${name} -->`;
