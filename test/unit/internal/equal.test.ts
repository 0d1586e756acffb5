import { expect } from '@open-wc/testing';
import { equal } from '../../../src/internal/equal.js';

describe('equal', () => {
  const same: [unknown, unknown][] = [
    [1, 1],
    [Number.NaN, Number.NaN],
    ['a', 'a'],
    [undefined, undefined],
    [null, null],
    [[], []],
    [{}, {}],
    [
      { width: { ideal: 640 }, facingMode: ['user', 'environment'] },
      { facingMode: ['user', 'environment'], width: { ideal: 640 } },
    ],
  ];
  for (const [a, b] of same) {
    it(`holds of ${JSON.stringify(a)} and another one of the kind`, () => {
      expect(equal(a, b)).to.equal(true);
    });
  }

  const different: [unknown, unknown][] = [
    [1, '1'],
    [0, false],
    [null, undefined],
    [null, {}],
    [[], {}],
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: undefined }, {}],
    [{ a: { b: [1, 2] } }, { a: { b: [2, 1] } }],
    [{ toString: undefined }, { valueOf: undefined }],
  ];
  for (const [a, b] of different) {
    it(`does not hold of ${JSON.stringify(a)} and ${JSON.stringify(b)}`, () => {
      expect(equal(a, b)).to.equal(false);
      expect(equal(b, a)).to.equal(false);
    });
  }
});
