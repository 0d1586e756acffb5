import { expect } from '@open-wc/testing';
import { fitOf, shownArea } from '../../../src/internal/fit.js';
import { Ratios } from '../../../src/internal/ratios.js';
import { arrangeRows, shownOf, type Box } from '../../../src/internal/rows.js';

const LEAST = { width: 160, height: 90 };
const GAP = 8;
const WIDE = 16 / 9;
const PHONE = 9 / 16;

/** Phones, old cameras, webcams, and the other way round; in another order for each number. */
const SHAPES = [WIDE, PHONE, 4 / 3, WIDE, 3 / 4, 1, 1.6];
const mixed = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => SHAPES[(i * count + count) % SHAPES.length]!);

const SIZES = [
  [264, 278],
  [344, 560],
  [640, 480],
  [752, 360],
  [1264, 568],
  [1920, 980],
  [3820, 2000],
] as const;

const area = (width: number, height: number): Box => ({ x: 0, y: 0, width, height });

const fits = (count: number, width: number, height: number): boolean =>
  Math.floor((width + GAP) / (LEAST.width + GAP)) * Math.floor((height + GAP) / (LEAST.height + GAP)) >=
  count;

/** Area of the pictures that equal tiles of 16:9 show in the best number of columns: an arrangement that knows no shapes. */
function shownByGrid(ratios: readonly number[], width: number, height: number): number {
  let most = 0;
  for (let columns = 1; columns <= ratios.length; columns += 1) {
    const rows = Math.ceil(ratios.length / columns);
    const cell = Math.min(
      (width - (columns - 1) * GAP) / columns,
      ((height - (rows - 1) * GAP) / rows) * WIDE,
    );
    const tile = { width: cell, height: cell / WIDE };
    most = Math.max(
      most,
      ratios.reduce((sum, ratio) => sum + shownArea(tile, { width: ratio, height: 1 }), 0),
    );
  }
  return most;
}

describe('fitOf', () => {
  it('fills a tile with a picture that loses a tenth of a side at most, whatever the units are', () => {
    const picture = { width: 1280, height: 720 };
    for (const [tile, fit] of [
      [{ width: 640, height: 360 }, 'cover'],
      [{ width: 640, height: 400 }, 'cover'],
      [{ width: 640, height: 401 }, 'contain'],
      [{ width: 711, height: 360 }, 'cover'],
      [{ width: 712, height: 360 }, 'contain'],
      [{ width: 3, height: 5 }, 'contain'],
    ] as const) {
      expect(fitOf(tile, picture), `${String(tile.width)}×${String(tile.height)}`).to.equal(fit);
    }
    expect(fitOf({ width: 640, height: 360 }, { width: 640, height: 480 })).to.equal('contain');
  });

  it('counts what is seen: all of the tile, or all of the picture', () => {
    expect(shownArea({ width: 100, height: 50 }, { width: 4, height: 2 })).to.equal(5000);
    expect(shownArea({ width: 105, height: 50 }, { width: 4, height: 2 })).to.equal(5250);
    expect(shownArea({ width: 200, height: 50 }, { width: 4, height: 2 })).to.equal(5000);
    expect(shownArea({ width: 100, height: 400 }, { width: 4, height: 2 })).to.equal(5000);
  });
});

describe('Ratios', () => {
  it('remember a ratio through another resolution and a picture that is gone, not through a turn', () => {
    const ratios = new Ratios<object>();
    const picture = {};
    expect(ratios.of(picture, { width: 0, height: 0 })).to.equal(WIDE);
    expect(ratios.of(picture, { width: 1280, height: 720 })).to.equal(WIDE);
    expect(ratios.of(picture, { width: 212, height: 120 })).to.equal(WIDE);
    expect(ratios.of(picture, { width: 720, height: 1280 })).to.equal(PHONE);
    expect(ratios.of(picture, { width: 0, height: 0 })).to.equal(PHONE);
    expect(ratios.of({}, { width: 640, height: 480 })).to.equal(4 / 3);
  });
});

describe('arrangeRows', () => {
  it('has a place inside of the area for each, in whole pixels and none over another', () => {
    for (const [width, height] of SIZES) {
      for (let count = 1; count <= 24; count += 1) {
        const boxes = arrangeRows(mixed(count), { x: 7, y: 3, width, height }, { gap: GAP, least: LEAST });
        const message = `${String(count)} in ${String(width)}×${String(height)}`;
        expect(boxes, message).to.have.length(count);
        const isGood = boxes.every((box, i) => {
          const isWhole = Object.values(box).every(Number.isInteger) && box.width > 0 && box.height > 0;
          const isInside =
            box.x >= 7 && box.y >= 3 && box.x + box.width <= 7 + width && box.y + box.height <= 3 + height;
          const isApart = boxes
            .slice(i + 1)
            .every(
              (other) =>
                box.x + box.width <= other.x ||
                other.x + other.width <= box.x ||
                box.y + box.height <= other.y,
            );
          return isWhole && isInside && isApart;
        });
        expect(isGood, message).to.equal(true);
      }
    }
  });

  it('makes no tile smaller than the least size while that has room', () => {
    let tried = 0;
    for (const [width, height] of SIZES) {
      for (let count = 1; count <= 24; count += 1) {
        if (!fits(count, width, height)) continue;
        tried += 1;
        for (const box of arrangeRows(mixed(count), area(width, height), { gap: GAP, least: LEAST })) {
          const message = `${String(count)} in ${String(width)}×${String(height)}`;
          expect(box.width, message).to.be.at.least(LEAST.width);
          expect(box.height, message).to.be.at.least(LEAST.height);
        }
      }
    }
    expect(tried).to.be.greaterThan(80);
  });

  it('fills tiles with their pictures, which lose a tenth of a side at most, where no least size is in the way', () => {
    for (const [width, height] of SIZES) {
      for (let count = 1; count <= 12; count += 1) {
        const ratios = mixed(count);
        const boxes = arrangeRows(ratios, area(width, height), { gap: GAP });
        for (const [i, box] of boxes.entries()) {
          // The smallest tiles have too few pixels for the right shape.
          if (box.height < 60 || box.width < 60) continue;
          const message = `${String(ratios[i])} of ${String(count)} in ${String(width)}×${String(height)}`;
          expect(fitOf(box, { width: ratios[i]!, height: 1 }), message).to.equal('cover');
        }
      }
    }
  });

  it('shows at least as much as the best grid of equal tiles, and more of mixed shapes', () => {
    for (const [width, height] of SIZES) {
      for (let count = 1; count <= 12; count += 1) {
        if (!fits(count, width, height)) continue;
        const message = `${String(count)} in ${String(width)}×${String(height)}`;
        for (const ratios of [mixed(count), mixed(count).map(() => WIDE), mixed(count).map(() => PHONE)]) {
          const shown = shownOf(arrangeRows(ratios, area(width, height), { gap: GAP }), ratios);
          expect(shown, message).to.be.at.least(shownByGrid(ratios, width, height) * 0.97);
        }
      }
    }
    const phones = [WIDE, PHONE, PHONE];
    const shown = shownOf(arrangeRows(phones, area(360, 560), { gap: GAP }), phones);
    expect(shown).to.be.greaterThan(shownByGrid(phones, 360, 560) * 2);
  });

  it('shows no less in a larger area', () => {
    for (const count of [1, 2, 3, 5, 7, 12]) {
      const ratios = mixed(count);
      for (const grow of [
        (step: number): Box => area(400 + 20 * step, 400),
        (step: number): Box => area(640, 200 + 20 * step),
        (step: number): Box => area(320 + 32 * step, 180 + 18 * step),
      ]) {
        let before = 0;
        for (let step = 0; step < 60; step += 1) {
          const shown = shownOf(arrangeRows(ratios, grow(step), { gap: GAP }), ratios);
          expect(shown, `${String(count)}, step ${String(step)}`).to.be.at.least(before * 0.98);
          before = Math.max(before, shown);
        }
      }
    }
  });

  it('gives the same size to the same shape, and lets narrow pictures grow in rows of their own', () => {
    const boxes = arrangeRows([WIDE, WIDE, WIDE, WIDE, WIDE], area(1264, 568), { gap: GAP, least: LEAST });
    expect(new Set(boxes.map(({ width, height }) => `${String(width)}×${String(height)}`)).size).to.equal(1);
    const [wide, phone, other] = arrangeRows([WIDE, PHONE, PHONE], area(360, 560), { gap: GAP });
    expect(wide!.width).to.equal(360);
    expect(phone!.y).to.equal(other!.y);
    expect(phone!.height).to.be.greaterThan(wide!.height * 1.4);
    // They are narrow, not more important.
    expect(phone!.width * phone!.height).to.be.at.most(wide!.width * wide!.height);
  });

  it('has rows in the middle, or at the start', () => {
    const ratios = [WIDE, WIDE, WIDE];
    const centred = arrangeRows(ratios, area(1264, 568), { gap: GAP });
    expect(centred[0]!.x + centred[1]!.x + centred[1]!.width).to.be.closeTo(1264, 2);
    expect(2 * centred[2]!.x + centred[2]!.width).to.be.closeTo(1264, 2);
    const atStart = arrangeRows(ratios, area(1264, 568), { gap: GAP, align: 'start' });
    expect([atStart[0]!.x, atStart[0]!.y, atStart[2]!.x]).to.deep.equal([0, 0, 0]);
  });

  it('shows everybody somehow where nothing has room', () => {
    const boxes = arrangeRows(mixed(12), area(120, 60), { gap: 2, least: LEAST });
    expect(boxes).to.have.length(12);
    expect(boxes.every(({ width, height }) => width > 0 && height > 0)).to.equal(true);
    expect(arrangeRows([], area(120, 60), { gap: 2 })).to.deep.equal([]);
  });
});
