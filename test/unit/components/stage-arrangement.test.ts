import { expect } from '@open-wc/testing';
import {
  arrangePage,
  divide,
  type Arrangement,
  type Stage,
} from '../../../src/components/rtc-stage/arrange.js';
import type { Point } from '../../../src/components/rtc-stage/own-place.js';
import { PageOrder } from '../../../src/components/rtc-stage/page-order.js';
import type { Box } from '../../../src/internal/rows.js';

const GAP = 8;
const WIDE = 16 / 9;
const PHONE = 9 / 16;
const SHAPES = [WIDE, PHONE, 4 / 3, WIDE, 3 / 4, 1, 1.6];
const mixed = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => SHAPES[(i * count + count) % SHAPES.length]!);

/** Stages of windows from 280 px to 4K, with the chat open and without it. */
const SIZES = [
  [264, 278],
  [344, 560],
  [360, 203],
  [568, 640],
  [752, 360],
  [888, 560],
  [1264, 568],
  [1920, 980],
  [3820, 2000],
] as const;

const CORNERS: readonly Point[] = [
  { x: 1, y: 1 },
  { x: 0, y: 0 },
  { x: 0.4, y: 0.6 },
];

interface Page extends Arrangement {
  readonly pages: number;
  readonly perPage: number;
}

/** A page of a stage with these pictures. */
function show(
  [width, height]: readonly [number, number],
  others: readonly number[],
  {
    big = [],
    own = WIDE,
    at = { x: 1, y: 1 },
    page = 0,
  }: { big?: number[]; own?: number; at?: Point; page?: number } = {},
): Page {
  const stage: Stage = {
    width,
    height,
    gap: GAP,
    pager: 40,
    big,
    count: others.length,
    own: own ? { ratio: own, at } : undefined,
  };
  const division = divide(stage);
  const { perPage, pages } = division;
  const rest = [...big.slice(division.big), ...others].slice(page * perPage, (page + 1) * perPage);
  const arrangement = arrangePage(stage, division, big.slice(0, division.big), rest);
  expect(arrangement.rest).to.have.length(rest.length);
  return { ...arrangement, pages, perPage };
}

const common = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

const isInside = (box: Box, [width, height]: readonly [number, number]): boolean =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;

/** Calls back for every size, number of people and place of the own picture, without and with something big. */
function everywhere(
  callback: (
    page: Page,
    message: string,
    size: readonly [number, number],
    count: number,
    hasBig: boolean,
  ) => void,
): void {
  for (const size of SIZES) {
    for (let count = 1; count <= 12; count += 1) {
      for (const [i, at] of CORNERS.entries()) {
        for (const big of [[], [WIDE]]) {
          const own = i === 1 ? PHONE : WIDE;
          const message = `${String(count)}${big.length > 0 ? ' and one big' : ''} in ${size.join('×')} with the own at ${String(at.x)}, ${String(at.y)}`;
          callback(show(size, mixed(count), { big, own, at }), message, size, count, big.length > 0);
        }
      }
    }
  }
}

describe('the arrangement of a stage', () => {
  it('keeps everything inside, and no tile over another', () => {
    everywhere(({ big, rest, own }, message, size) => {
      const tiles = [...big, ...rest];
      expect(
        [...tiles, own!].every((box) => isInside(box, size)),
        message,
      ).to.equal(true);
      const overlap = tiles.some((tile, i) => tiles.slice(i + 1).some((other) => common(tile, other) > 0));
      expect(overlap, message).to.equal(false);
    });
  });

  it('has no tile below 160×90, and several pages only where not all have room', () => {
    everywhere(({ big, rest, pages, perPage }, message, [width, height], count, hasBig) => {
      const isLarge = [...big, ...rest].every((tile) => tile.width >= 160 && tile.height >= 90);
      expect(isLarge, message).to.equal(true);
      const room = Math.floor((width + GAP) / (160 + GAP)) * Math.floor((height + GAP) / (90 + GAP));
      if (!hasBig) expect(pages, message).to.equal(count <= room ? 1 : Math.ceil(count / perPage));
    });
  });

  it('never has the own picture over more than a ninth of one tile', () => {
    let covering = 0;
    everywhere(({ big, rest, own }, message) => {
      const covered = [...big, ...rest].filter((tile) => common(tile, own!) > 0);
      expect(covered.length, message).to.be.at.most(1);
      for (const tile of covered) {
        covering += 1;
        expect(common(tile, own!), message).to.be.at.most((tile.width * tile.height) / 9);
      }
      expect(own!.width > 0 && own!.height > 0, message).to.equal(true);
    });
    expect(covering).to.be.greaterThan(20);
  });

  it('has the own picture over nobody where there is room for one that can be recognised', () => {
    everywhere(({ big, rest, own }, message, [width, height]) => {
      const tiles = [...big, ...rest];
      if (!tiles.some((tile) => common(tile, own!) > 0)) return;
      // A grid of points is enough: something of this size would be seen by one of them.
      const [across, down] = [
        Math.round(Math.sqrt(5000 * WIDE)) + 2 * GAP,
        Math.round(Math.sqrt(5000 / WIDE)) + 2 * GAP,
      ];
      let free = 0;
      for (let x = 0; x + across <= width; x += 8) {
        for (let y = 0; y + down <= height; y += 8) {
          const box = { x, y, width: across, height: down };
          if (!tiles.some((tile) => common(tile, box) > 0)) free += 1;
        }
      }
      if (own!.width > own!.height) expect(free, message).to.equal(0);
    });
  });

  it('moves the others aside, or makes them smaller, for an own picture that would be too small', () => {
    // Six webcams leave a little above and below them, of use only together.
    const six = show([1264, 640], [WIDE, WIDE, WIDE, WIDE, WIDE, WIDE]);
    expect(six.own!.height).to.be.at.least(100);
    for (const tile of six.rest) expect(common(tile, six.own!)).to.equal(0);
    // Two in a window of 280 px: a ninth of one would be nothing.
    const tiny = show([264, 190], [WIDE, WIDE]);
    expect(tiny.own!.width * tiny.own!.height).to.be.at.least(300);
  });

  it('brings the own picture to where the person wants it, as far as that is free', () => {
    for (const [at, near] of [
      [{ x: 1, y: 1 }, [1264, 568]],
      [{ x: 0, y: 1 }, [0, 568]],
      [{ x: 0, y: 0 }, [0, 0]],
      [{ x: 1, y: 0 }, [1264, 0]],
    ] as const) {
      for (const others of [[WIDE], [WIDE, WIDE], [WIDE, WIDE, WIDE, WIDE]]) {
        const { own } = show([1264, 568], others, { at });
        expect(Math.abs(own!.x + own!.width / 2 - near[0]), String(others.length)).to.be.lessThan(300);
        expect(Math.abs(own!.y + own!.height / 2 - near[1]), String(others.length)).to.be.lessThan(200);
      }
    }
  });

  it('is at its best with one person: all of a phone, with the own picture beside it', () => {
    const { rest, own } = show([1264, 568], [PHONE]);
    expect(rest[0]!.height).to.equal(568);
    expect(rest[0]!.width).to.be.lessThan(400);
    expect(own!.width).to.equal(240);
  });

  it('gives most of the stage to the big tiles, and the strip the side where it costs them least', () => {
    const atSide = show([1264, 568], [WIDE, WIDE], { big: [WIDE] });
    expect(atSide.big[0]!.height).to.equal(568);
    expect(atSide.rest.every(({ x }) => x > atSide.big[0]!.width)).to.equal(true);
    const below = show([344, 560], [WIDE], { big: [WIDE] });
    expect(below.big[0]!.width).to.equal(344);
    expect(below.rest[0]!.y).to.be.greaterThan(below.big[0]!.height);
    for (const page of [atSide, below]) {
      for (const tile of [...page.rest, page.own!]) {
        expect(tile.width * tile.height * 3).to.be.lessThan(page.big[0]!.width * page.big[0]!.height);
      }
    }
    // Nobody else has to be in a strip: the own picture floats.
    const alone = show([1264, 568], [], { big: [WIDE] });
    expect(alone.rest).to.deep.equal([]);
    expect(alone.own!.width).to.be.greaterThan(0);
  });

  it('has the same tiles on as many pages as it takes, and the last ones are not smaller', () => {
    const others = mixed(12);
    const first = show([264, 278], others);
    expect(first.pages).to.equal(6);
    let shown = 0;
    for (let page = 0; page < first.pages; page += 1) shown += show([264, 278], others, { page }).rest.length;
    expect(shown).to.equal(12);
    expect(show([264, 278], mixed(11), { page: 5 }).rest).to.have.length(1);
  });

  it('has no pages where their buttons would leave nothing to see', () => {
    const { rest, pages } = show([264, 80], mixed(4));
    expect(pages).to.equal(1);
    expect(rest).to.have.length(4);
  });

  it('arranges the own picture alone like any other', () => {
    const { rest, own } = show([1264, 568], [PHONE], { own: 0 });
    expect(rest[0]!.height).to.equal(568);
    expect(own).to.equal(undefined);
  });
});

describe('PageOrder', () => {
  const nobody = (): boolean => false;

  it('keeps people where they are when others come and go', () => {
    const order = new PageOrder();
    expect(order.of(['a', 'b', 'c'])).to.deep.equal(['a', 'b', 'c']);
    expect(order.of(['z', 'b', 'c', 'd'])).to.deep.equal(['b', 'c', 'z', 'd']);
  });

  it('exchanges a speaker from a later page for whoever has been silent longest', () => {
    const order = new PageOrder();
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const first = (): readonly string[] => order.of(keys).slice(0, 2);
    order.of(keys);
    order.bringForward('a', first(), nobody);
    expect(first()).to.deep.equal(['a', 'b']);
    order.bringForward('d', first(), nobody);
    expect(order.of(keys)).to.deep.equal(['a', 'd', 'c', 'b', 'e']);
    order.bringForward('e', first(), nobody);
    expect(first()).to.deep.equal(['e', 'd']);
    // They spoke before, and are on the first page already.
    order.bringForward('d', first(), nobody);
    order.bringForward('c', first(), nobody);
    expect(first()).to.deep.equal(['c', 'd']);
  });

  it('moves no tile that the person uses, and nobody who is not there', () => {
    const order = new PageOrder();
    const keys = ['a', 'b', 'c'];
    order.of(keys);
    order.bringForward('c', ['a', 'b'], (key) => key === 'b');
    expect(order.of(keys)).to.deep.equal(['c', 'b', 'a']);
    order.bringForward('a', ['c', 'b'], () => true);
    order.bringForward('x', ['c', 'b'], nobody);
    expect(order.of(keys)).to.deep.equal(['c', 'b', 'a']);
  });
});
