import type { LitElement, PropertyDeclaration } from 'lit';
import type { Found } from './found.js';
import type { PageElement } from './page-elements.js';

/** Attributes of all elements of HTML that resemble some of ours. */
const GLOBAL: readonly string[] = [
  'class',
  'id',
  'style',
  'slot',
  'part',
  'is',
  'title',
  'role',
  'dir',
  'nonce',
];

/** Attributes that an element does not have, as far as it is plain what was meant, and `false` as a value. */
export function attributeMisuses(element: PageElement): Found[] {
  const { observedAttributes, elementProperties } = element.constructor as typeof LitElement;
  const properties = [...elementProperties].filter(([, { state }]) => !state);
  const booleans = properties.filter(([, { type }]) => type === Boolean).map(attributeOf);
  const withoutAttribute = properties
    .filter(([, { attribute }]) => attribute === false)
    .map(([name]) => String(name));

  return [...element.attributes].flatMap(({ name, value }): Found[] => {
    if (booleans.includes(name)) return value === 'false' ? [['false-attribute', name]] : [];
    if (observedAttributes.includes(name) || GLOBAL.includes(name)) return [];
    const property = withoutAttribute.find((one) => plain(one) === plain(name));
    if (property) return [['property-only', name, property]];
    const meant = observedAttributes.find((one) => isMisspelt(name, one));
    return meant ? [['misspelt-attribute', name, meant]] : [];
  });
}

const attributeOf = ([name, { attribute }]: [PropertyKey, PropertyDeclaration]): string =>
  typeof attribute === 'string' ? attribute : String(name).toLowerCase();

/** `no-camera`, `noCamera` and `no_camera` are the same here. */
const plain = (name: string): string => name.replace(/[-_]/g, '').toLowerCase();

/** Whether a name is another one with a letter or two wrong; short names have too many neighbours. */
function isMisspelt(name: string, meant: string): boolean {
  if (meant.length < 4) return false;
  return distance(plain(name), plain(meant)) <= (meant.length < 7 ? 1 : 2);
}

/** Number of letters to add, remove or replace (Levenshtein distance). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
