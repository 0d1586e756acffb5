import { format, resolveConfig } from 'prettier';
import { ROOT } from '../lib/processes.js';
import { fill, place } from './fill.js';
import { elementsOf } from './manifest.js';
import type { Declaration, ElementDeclaration, Member } from './manifest.js';
import { code, table } from './markdown.js';
import type { Cell } from './markdown.js';

const INTRODUCTION = `# Reference of the elements

<!-- Written by \`npm run docs\` from the comments in the code. Changes made here are lost. -->

Every element has a page of its own, with an example and with everything that is public: what is not listed there may change.
`;

const COMMON = `An element belongs to the \`<rtc-call>\` around it, to the call that \`for="id-of-the-call"\` names, or to the session in its
\`session\` property. Properties that have an attribute can be set by either. Every element also has the static method
\`define(tag?, registry?)\`, which registers its class unless the name is taken. Importing \`rtc-elements\` does that for all of
them. Colours without a default follow the colour scheme.
`;

const EVENTS = `## Events

All events bubble, leave shadow roots (\`composed\`) and have read-only fields. The classes are exported by
\`rtc-elements\`, and \`addEventListener\` knows their types.
`;

/** The text of docs/elements.md. */
export async function elementIndex(declarations: readonly Declaration[]): Promise<string> {
  const elements = table(
    ['element', 'is'],
    elementsOf(declarations).map(({ tagName, summary }) => [
      `[${code(`<${tagName}>`)}](elements/${tagName}.md)`,
      summary,
    ]),
  );
  const events = declarations.filter(({ name }) => /^Rtc\w+Event$/.test(name) && name !== 'RtcEvent');
  return pretty([INTRODUCTION, elements, '', COMMON, EVENTS, eventTable(events)].join('\n'));
}

/** A new page of an element; what stands outside of the two places is written by hand. */
export const newElementPage = (tagName: string): string =>
  [`# \`<${tagName}>\``, place('description', ''), place('reference', '')].join('\n\n');

/** The page of an element with its description and its tables written anew. */
export async function withReference(page: string, element: ElementDeclaration): Promise<string> {
  const { description = '', slots, cssParts, cssProperties, cssStates } = element;
  const members = (element.members ?? []).filter(isForPages);
  const sections: [string, string][] = [
    [
      'Properties and attributes',
      table(
        ['property', 'attribute', 'type', 'default', ''],
        members.filter(({ kind }) => kind === 'field').map((member) => propertyRow(member)),
      ),
    ],
    [
      'Methods',
      table(
        ['method', 'returns', ''],
        members
          .filter(({ kind }) => kind === 'method')
          .map((member) => [signature(member), code(member.return?.type?.text), member.description]),
      ),
    ],
    [
      'Events',
      table(
        ['event', 'class', ''],
        element.events?.map(({ name, type, description: what }) => [
          code(name),
          `[${code(type?.text)}](../elements.md#events)`,
          what,
        ]),
      ),
    ],
    [
      'Slots',
      table(
        ['slot', ''],
        slots?.map(({ name, description: what }) => [name === '' ? '(default)' : code(name), what]),
      ),
    ],
    [
      'Parts',
      table(
        ['part', ''],
        cssParts?.map((part) => [code(part.name), part.description]),
      ),
    ],
    [
      'Custom properties',
      table(
        ['custom property', 'default', ''],
        cssProperties?.map((property) => [code(property.name), code(property.default), property.description]),
      ),
    ],
    [
      'States',
      table(
        ['state', ''],
        cssStates?.map(({ name, description: what }) => [code(`:state(${name})`), what]),
      ),
    ],
  ];
  const tables = sections.filter(([, text]) => text !== '').map(([title, text]) => `## ${title}\n\n${text}`);
  return pretty(fill(fill(page, 'description', description), 'reference', tables.join('\n\n')));
}

const pretty = async (text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(`${ROOT}docs/elements.md`)), parser: 'markdown' });

/** Members without a description are there for a reason of the code's own, such as a method of HTMLElement. */
const isForPages = ({ static: isStatic, description }: Member): boolean =>
  isStatic !== true && description !== undefined;

function propertyRow({ name, attribute, type, default: byDefault, description, readonly }: Member): Cell[] {
  const known = byDefault?.startsWith('new ') ? byDefault.slice(4).replace('()', '') : type?.text;
  const value = /^(new |undefined)|\(/.test(byDefault ?? '') ? undefined : byDefault;
  const property = `${code(name)}${readonly ? ' (read-only)' : ''}`;
  return [property, code(attribute), code(known), code(value), description];
}

const signature = ({ name, parameters = [] }: Member): string =>
  code(
    `${name}(${parameters.map((p) => `${p.name}${p.optional ? '?' : ''}: ${p.type?.text ?? ''}`).join(', ')})`,
  );

function eventTable(events: readonly Declaration[]): string {
  return table(
    ['event', 'class', 'fields', ''],
    events.map(({ name, description, members = [] }) => {
      const fields = members.filter((member) => member.kind === 'field' && member.name !== 'type');
      const type = members.find((member) => member.name === 'type')?.type?.text ?? '';
      return [code(type.slice(1, -1)), code(name), fields.map(fieldText).join('<br>'), description];
    }),
  );
}

const fieldText = ({ name, type, description }: Member): string =>
  `${code(`${name}: ${type?.text ?? ''}`)}${description === undefined ? '' : ` ${description}`}`;
