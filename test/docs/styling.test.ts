import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readDeclarations } from '../../scripts/docs/manifest.js';
import { ICONS } from '../../src/components/misuse/child-rules.js';
import { ROOT } from './support/snippets.js';

const ELEMENTS = readDeclarations().filter(({ tagName }) => tagName !== undefined);
const FOLDER = join(ROOT, 'src/components');

/** All code of the elements, without comments. */
const CODE = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.includes('misuse'))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8').replace(/\/\*\*?[^]*?\*\//g, ''))
  .join('\n');

/** Every word that a pattern captures in the code. */
const inCode = (pattern: RegExp): Set<string> =>
  new Set(Array.from(CODE.matchAll(pattern), ([, words = '']) => words.split(/\s+/)).flat());

const documented = (key: 'cssParts' | 'cssProperties' | 'cssStates' | 'slots'): Set<string> =>
  new Set(ELEMENTS.flatMap((element) => element[key] ?? []).map(({ name }) => name));

/** Parts with a row of their own, and those that an element passes on: "also `tile`, `video` of it". */
const documentedParts = (): Set<string> => {
  const descriptions = ELEMENTS.flatMap(({ cssParts = [] }) =>
    cssParts.map(({ description = '' }) => description),
  );
  const passedOn = descriptions.flatMap((text) =>
    Array.from(text.matchAll(/`([a-z-]+)`/g), ([, name = '']) => name),
  );
  return new Set([...documented('cssParts'), ...passedOn]);
};

/** Words of the first that the second does not have. */
const missing = (some: Iterable<string>, from: ReadonlySet<string>): string[] =>
  [...some].filter((name) => !from.has(name)).toSorted();

describe('the tables of what can be styled', () => {
  it('have every custom property that the styles read, and no others', () => {
    const read = inCode(/var\((--rtc-[a-z-]+)/g);
    assert.deepEqual(missing(read, documented('cssProperties')), []);
    assert.deepEqual(missing(documented('cssProperties'), read), []);
  });

  it('have every part', () => {
    const parts = [...inCode(/\bpart="([a-z -]+)"/g)].filter(Boolean);
    assert.ok(parts.length > 50);
    assert.deepEqual(missing(parts, documentedParts()), []);
  });

  it('have every state', () => {
    const toggled = inCode(/\b(?:states\.toggle|toggleState)\(\s*'([a-z-]+)'/g);
    // Whether there is a layout of the page shows in the page itself.
    const inner = new Set(['default-ui', 'provider']);
    assert.deepEqual(missing(missing(toggled, inner), documented('cssStates')), []);
  });

  it('have every icon and every screen as a slot', () => {
    const icons = new Set(ICONS.map((name) => `icon-${name}`));
    const slots = new Set([...documented('slots')].filter((name) => name.startsWith('icon-')));
    assert.deepEqual(slots, icons);
    const named = [...inCode(/\bicon\(\[?'([a-z-]+)'/g), ...inCode(/\['([a-z-]+)', [A-Z]\w+\]/g)];
    assert.ok(named.length > 20);
    assert.deepEqual(
      missing(
        named.map((name) => `icon-${name}`),
        icons,
      ),
      [],
    );
    const call = ELEMENTS.find(({ tagName }) => tagName === 'rtc-call');
    const ofCall = new Set(call?.slots?.map(({ name }) => name));
    assert.deepEqual(missing([...icons, '', 'lobby', 'joining', 'left', 'failed', 'empty'], ofCall), []);
  });
});
