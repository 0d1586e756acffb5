import { transform as minifyStylesheet } from 'lightningcss';
import type { ESTree } from 'vite';
import { apply, visit, type Edit, type Node, type Parser } from './syntax.js';

/**
 * Makes the templates of Lit smaller, which are strings to every other minifier: lightningcss for a `css` template,
 * and one space for every line break with its indentation in `html` and `svg`.
 */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    transform: {
      filter: { id: { include: /\/src\/.*\.ts$/, exclude: /node_modules/ }, code: /\b(css|html|svg)`/ },
      handler(this: Parser, code: string, id: string) {
        const edits: Edit[] = [];
        visit(this.parse(code) as Node, (node) => {
          if (node.type !== 'TaggedTemplateExpression' || node.tag.type !== 'Identifier') return;
          const { quasis } = node.quasi;
          if (node.tag.name === 'html' || node.tag.name === 'svg') edits.push(...minifyMarkup(quasis));
          if (node.tag.name === 'css') edits.push(...minifyStyles(quasis, id));
        });
        return { code: apply(edits, code), map: null };
      },
    },
  };
}

function minifyStyles(quasis: readonly ESTree.TemplateElement[], id: string): Edit[] {
  const [first, ...others] = quasis;
  if (first === undefined) return [];
  // With expressions inside, the parts are no stylesheets; what gzip leaves of their indentation is little.
  if (others.length > 0)
    return quasis.map((quasi) => edit(quasi, quasi.value.raw.replace(/\s*\n\s*/g, '\n')));
  const { code, warnings } = minifyStylesheet({
    filename: id,
    code: Buffer.from(first.value.cooked ?? ''),
    minify: true,
  });
  for (const { message, loc } of warnings)
    console.warn(`${id}: ${message} (line ${loc.line} of the template)`);
  return [edit(first, code.toString().replace(/[\\`]|\$(?=\{)/g, '\\$&'))];
}

function minifyMarkup(quasis: readonly ESTree.TemplateElement[]): Edit[] {
  // White space is text in these elements.
  if (quasis.some(({ value }) => /<(pre|textarea)\b/.test(value.raw))) return [];
  return quasis.map((quasi) => edit(quasi, quasi.value.raw.replace(/\s*\n\s*/g, ' ')));
}

function edit({ start, end }: ESTree.TemplateElement, text: string): Edit {
  return { start, end, text };
}
