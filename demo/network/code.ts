import source from './lesson.ts?raw';
import type { StepName } from './step-names.js';

/** The lines of the lesson that one step runs: its part of the generator, and the functions that belong to it. */
export function codeOf(name: StepName): string {
  const [, step = ''] = new RegExp(`// step: ${name}\\n([^]*?)\\n *yield`).exec(source) ?? [];
  const [, part = ''] = new RegExp(`// part of: ${name}\\n([^]*?)\\n// end`).exec(source) ?? [];
  return [part.replace(/^export /, ''), withoutIndent(step)].filter((text) => text !== '').join('\n\n');
}

function withoutIndent(code: string): string {
  return code.replace(/^ {4}/gm, '');
}

/** The words of the language that the page sets apart. */
const TOKENS =
  /(\/\/.*)|('[^']*')|\b(const|await|for|of|if|new|return|function|void|null)\b|\b([a-zA-Z]\w*)(?=\()/g;
const CLASSES = ['comment', 'string', 'keyword', 'call'] as const;

/** The code as text with a class for each kind of word. */
export function highlighted(code: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of code.matchAll(TOKENS)) {
    const kind = CLASSES.find((_, index) => match[index + 1] !== undefined);
    const token = document.createElement('span');
    token.className = kind ?? '';
    token.textContent = match[0];
    fragment.append(code.slice(end, match.index), token);
    end = match.index + match[0].length;
  }
  fragment.append(code.slice(end));
  return fragment;
}
