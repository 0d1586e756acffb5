import { format, resolveConfig } from 'prettier';
import { ROOT } from '../lib/processes.js';
import type { Declaration, Member } from './manifest.js';
import { code, table } from './markdown.js';
import type { Cell } from './markdown.js';

const INTRODUCTION = `# Reference of the elements

<!-- Written by \`npm run docs\` from the comments in the code. Changes made here are lost. -->

Properties that have an attribute can be set by either. Nothing else is public: what is not listed here may change.
Every element also has the static method \`define(tag?, registry?)\`, which registers its class unless the name is
taken. Importing \`rtc-elements\` does that for all of them. Colours without a default follow the colour scheme.
`;

const EVENTS = `## Events

All events bubble, leave shadow roots (\`composed\`) and have read-only fields. The classes are exported by
\`rtc-elements\`, and \`addEventListener\` knows their types.
`;

/** The text of docs/elements.md. */
export async function elementReference(declarations: readonly Declaration[]): Promise<string> {
  const elements = declarations.filter(({ tagName }) => tagName !== undefined);
  const events = declarations.filter(({ name }) => /^Rtc\w+Event$/.test(name) && name !== 'RtcEvent');
  const text = [INTRODUCTION, ...elements.map(elementSection), EVENTS, eventTable(events)].join('\n');
  const options = await resolveConfig(`${ROOT}docs/elements.md`);
  return format(text, { ...options, parser: 'markdown' });
}

function elementSection(element: Declaration): string {
  const { tagName = '', description = '', slots, cssParts, cssProperties, cssStates } = element;
  const members = (element.members ?? []).filter(isForPages);
  const sections = [
    table(
      ['property', 'attribute', 'type', 'default', ''],
      members.filter(({ kind }) => kind === 'field').map((member) => propertyRow(member)),
    ),
    table(
      ['method', 'returns', ''],
      members
        .filter(({ kind }) => kind === 'method')
        .map((member) => [signature(member), code(member.return?.type?.text), member.description]),
    ),
    table(
      ['event', 'class', ''],
      element.events?.map((event) => [code(event.name), code(event.type?.text), event.description]),
    ),
    table(
      ['slot', ''],
      slots?.map(({ name, description: what }) => [name === '' ? '(default)' : code(name), what]),
    ),
    table(
      ['part', ''],
      cssParts?.map((part) => [code(part.name), part.description]),
    ),
    table(
      ['custom property', 'default', ''],
      cssProperties?.map((property) => [code(property.name), code(property.default), property.description]),
    ),
    table(
      ['state', ''],
      cssStates?.map(({ name, description: what }) => [code(`:state(${name})`), what]),
    ),
  ];
  return [`## \`<${tagName}>\``, description, ...sections].filter((section) => section !== '').join('\n\n');
}

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
