import type { ElementTypes, TypedName } from './element-types.js';

/** An optional member of an interface, with its documentation. */
export function member({ name, type, description }: TypedName): string {
  const key = /^[\w$]+$/.test(name) ? name : `'${name}'`;
  return `${comment(description, '  ')}  ${key}?: ${type} | undefined;\n`;
}

/** An interface that is exported. */
export function exportInterface(head: string, members: readonly TypedName[], description: string): string {
  return `${comment(description)}export interface ${head} {\n${members.map(member).join('')}}\n`;
}

/** A member for each tag, whose type is the interface of its attributes. */
export function tagMembers(elements: readonly ElementTypes[], indent: string): string {
  return elements.map(({ tag, className }) => `${indent}'${tag}': ${className}Attributes;\n`).join('');
}

/** Imports everything that the types of the elements name. */
export function importElements(elements: readonly ElementTypes[]): string {
  const names = new Set(
    elements.flatMap(({ className, events }) => [className, ...events.map(({ type }) => type)]),
  );
  return `import type {\n${[...names].map((name) => `  ${name},\n`).join('')}} from '../src/index.js';\n`;
}

/** The type of a listener that knows which element it was added to. */
export const LISTENER = `/** A listener, which finds its own element in \`currentTarget\`. */
type Listener<Fired extends Event, Target> = (event: Fired & { readonly currentTarget: Target }) => void;
`;

/** A listener for each event; `nameOf` is how a template names it. */
export function listeners(
  { className, events }: ElementTypes,
  nameOf: (event: string) => string,
  typeOf = (listener: string): string => listener,
): TypedName[] {
  return events.map(({ name, type, description }) => ({
    name: nameOf(name),
    type: typeOf(`Listener<${type}, ${className}>`),
    description,
  }));
}

function comment(text: string, indent = ''): string {
  if (text === '') return '';
  const lines = text.split('\n');
  if (lines.length === 1) return `${indent}/** ${text} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}
