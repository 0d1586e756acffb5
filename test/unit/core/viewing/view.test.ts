import { expect } from '@open-wc/testing';
import { grows, readViews, union, type View } from '../../../../src/core/viewing/view.js';

const SIZE = { width: 320, height: 180 };

describe('readViews', () => {
  it('reads sizes, nothing, and what is not said', () => {
    expect(readViews({})).to.deep.equal({});
    expect(readViews({ camera: null, screen: SIZE })).to.deep.equal({ camera: null, screen: SIZE });
    expect(readViews({ camera: { ...SIZE, depth: 3 }, hologram: SIZE })).to.deep.equal({ camera: SIZE });
  });

  it('refuses what no page of this program says', () => {
    const wrong: unknown[] = [
      undefined,
      null,
      'camera',
      7,
      { camera: 'full' },
      { camera: [320, 180] },
      { camera: { width: 320 } },
      { camera: { width: '320', height: 180 } },
      { camera: { width: 0, height: 180 } },
      { camera: { width: -320, height: 180 } },
      { camera: { width: NaN, height: 180 } },
      { camera: { width: 1e9, height: 180 } },
      { camera: SIZE, screen: 1 },
    ];
    for (const data of wrong) expect(readViews(data), JSON.stringify(data)).to.equal(undefined);
  });
});

describe('views', () => {
  it('are united to the smallest that holds both', () => {
    const cases: [View, View, View][] = [
      [null, null, null],
      [null, SIZE, SIZE],
      [SIZE, 'full', 'full'],
      ['full', null, 'full'],
      [SIZE, { width: 100, height: 400 }, { width: 320, height: 400 }],
    ];
    for (const [a, b, both] of cases) {
      expect(union(a, b)).to.deep.equal(both);
      expect(union(b, a)).to.deep.equal(both);
    }
  });

  it('grow where anything is seen that was not', () => {
    expect(grows(null, SIZE)).to.equal(true);
    expect(grows(SIZE, 'full')).to.equal(true);
    expect(grows(SIZE, { width: 321, height: 90 })).to.equal(true);
    expect(grows(SIZE, SIZE)).to.equal(false);
    expect(grows(SIZE, null)).to.equal(false);
    expect(grows('full', SIZE)).to.equal(false);
    expect(grows('full', 'full')).to.equal(false);
  });
});
