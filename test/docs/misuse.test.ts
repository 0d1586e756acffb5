import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { readDeclarations } from '../../scripts/docs/manifest.js';
import { TEXTS } from '../../src/components/misuse/misuse-texts.js';
import { VALUES } from '../../src/components/misuse/value-rules.js';
import { hasAnchor } from '../support/markdown-links.js';
import { ROOT } from './support/snippets.js';

const ELEMENTS = readDeclarations().filter(({ tagName }) => tagName !== undefined);

describe('the warnings about misuses', () => {
  for (const [code, [, see]] of Object.entries(TEXTS)) {
    it(`name a place in the documentation that is there: ${code}`, () => {
      const places = ELEMENTS.map(({ tagName = '' }) => see.replace('TAG', tagName));
      for (const place of new Set(places)) {
        const [file = '', anchor] = place.split('#');
        const path = join(ROOT, file);
        assert.ok(existsSync(path) && (anchor === undefined || hasAnchor(path, anchor)), place);
      }
    });
  }

  it('know the values of every attribute that takes one of several', () => {
    const typed = ELEMENTS.flatMap(({ tagName = '', attributes = [] }) =>
      attributes.flatMap(({ name, type }) => {
        const values = Array.from((type?.text ?? '').matchAll(/'([^']+)'/g), ([, value]) => value);
        return values.length > 0 ? [[`${tagName} ${name}`, values] as const] : [];
      }),
    );
    assert.ok(typed.length > 0);
    for (const [attribute, values] of typed) {
      const [tag = '', name = ''] = attribute.split(' ');
      assert.deepEqual(VALUES[tag]?.[name], values, attribute);
    }
  });
});
