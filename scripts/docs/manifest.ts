import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../lib/processes.js';

/** The parts of the custom elements manifest (schema 2.1.0, and `cssStates`) that the reference is made of. */
interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Typed extends Named {
  readonly type?: { readonly text: string };
  readonly default?: string;
}

export interface Attribute extends Typed {
  readonly fieldName?: string;
}

export interface Member extends Typed {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly parameters?: readonly (Typed & { readonly optional?: boolean })[];
  readonly return?: { readonly type?: { readonly text: string } };
}

export interface Declaration extends Named {
  readonly tagName?: string;
  readonly summary?: string;
  readonly members?: readonly Member[];
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly Typed[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Typed[];
  readonly cssStates?: readonly Named[];
}

interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

/**
 * Every class of the manifest that `npm run build` wrote, by name: the manifest has them in the order in which the
 * file system lists their files, which is another one on every machine.
 */
export function readDeclarations(): Declaration[] {
  const text = readFileSync(join(ROOT, 'dist/custom-elements.json'), 'utf8');
  return (JSON.parse(text) as Manifest).modules
    .flatMap(({ declarations = [] }) => declarations)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** An element as the reference shows it. */
export type ElementDeclaration = Declaration & { readonly tagName: string };

/** The elements among the classes, by tag. */
export const elementsOf = (declarations: readonly Declaration[]): ElementDeclaration[] =>
  declarations
    .filter((declaration): declaration is ElementDeclaration => declaration.tagName !== undefined)
    .toSorted((a, b) => (a.tagName < b.tagName ? -1 : 1));
