import type { Size } from '../../internal/fit.js';
import { arrangeRows, shownOf, type Box } from '../../internal/rows.js';
import { addOwn, capacityBeside, capacityOf, findFree, placeOwn, type OwnPicture } from './own-place.js';

/** No tile is smaller as long as there is room, in px: a name and a button have room in it. */
export const LEAST: Size = { width: 160, height: 90 };

/** Part of a side of the stage that a strip of two lines takes at most. */
const MOST_STRIP = 0.4;

/** The stage, and what it has to show. Tiles are known by the ratios of their pictures: width by height. */
export interface Stage extends Size {
  /** Between tiles, in px. */
  readonly gap: number;
  /** Height of the buttons that turn pages, in px. */
  readonly pager: number;
  /** Tiles in big places. */
  readonly big: readonly number[];
  /** Number of the other tiles. */
  readonly count: number;
  /** The own picture, unless it is one of the tiles. */
  readonly own: OwnPicture | undefined;
}

/** A stage that is divided between big tiles and the others, and the others into pages. */
export interface Division {
  /** Number of big tiles that have room as such; those that have none come first among the others. */
  readonly big: number;
  readonly perPage: number;
  readonly pages: number;
  /** Everything but the buttons that turn pages. */
  readonly area: Box;
  /** For the big tiles; undefined without any. */
  readonly main: Box | undefined;
  /** For the others; undefined without any. */
  readonly rest: Box | undefined;
  /** The own picture has a place among the others, the last one. */
  readonly hasOwn: boolean;
}

/** A place for each tile, in px. */
export interface Arrangement {
  readonly big: readonly Box[];
  /** Of the tiles on this page. */
  readonly rest: readonly Box[];
  readonly own: Box | undefined;
}

/** Divides a stage: all of it for all tiles, or a strip beside the big ones, wherever that leaves most for these. */
export function divide(stage: Stage): Division {
  const { width, height, gap, pager } = stage;
  const division = divideArea(stage, { x: 0, y: 0, width, height }, false);
  const left = height - pager - gap;
  if (division.pages === 1) return division;
  // Buttons would take more room than they give.
  if (left < LEAST.height / 2) return { ...division, perPage: stage.count + stage.big.length, pages: 1 };
  return divideArea(stage, { x: 0, y: 0, width, height: left }, true);
}

/** Arranges one page of a stage that is divided like this. `ratios` are those of the tiles on it. */
export function arrangePage(
  { gap, own }: Stage,
  { main, rest, area, hasOwn }: Division,
  big: readonly number[],
  ratios: readonly number[],
): Arrangement {
  const options = { gap, least: LEAST };
  if (!main || !rest) {
    const all = main ? big : ratios;
    const scene = own
      ? placeOwn(all, area, own, options)
      : { boxes: arrangeRows(all, area, options), own: undefined };
    return { big: main ? scene.boxes : [], rest: main ? [] : scene.boxes, own: scene.own };
  }
  const places = arrangeRows(big, main, options);
  const strip = hasOwn && own ? [...ratios, own.ratio] : ratios;
  const others = arrangeRows(strip, rest, { ...options, align: 'start' });
  if (!own) return { big: places, rest: others, own };
  const last = hasOwn ? others.pop() : undefined;
  const all = [...places, ...others];
  const free = last ? (findFree(all, area, last, own.at, gap) ?? last) : addOwn(all, area, own, gap).own;
  return { big: places, rest: others, own: free };
}

function divideArea({ big, count, gap, own }: Stage, area: Box, hasPages: boolean): Division {
  const room = capacityOf(area, LEAST, gap);
  const roomBeside = hasPages && own ? capacityBeside(own, area, LEAST, gap) : 0;
  const none = { big: 0, area, main: undefined, rest: area, hasOwn: false };
  if (count === 0 && big.length <= room) {
    return { ...none, big: big.length, main: area, rest: undefined, ...pagesOf(0, room) };
  }
  let found: Division | undefined;
  let most = 0;
  for (const split of big.length > 0 ? splits(area, count + (own ? 1 : 0), gap) : []) {
    const fitting = big.slice(0, capacityOf(split.main, LEAST, gap));
    const boxes = arrangeRows(fitting, split.main, { gap, least: LEAST });
    const { main, rest } = withSpare(split, boxes);
    const capacity = capacityOf(rest, LEAST, gap);
    if (fitting.length === 0 || capacity === 0) continue;
    // Where there is room for one tile only, the own picture stands in front of it, or beside it.
    const hasOwn = own !== undefined && capacity > 1;
    const pages = pagesOf(count + big.length - fitting.length, capacity - (hasOwn ? 1 : 0));
    const shown = shownOf(boxes, fitting);
    // It is worth half of the big pictures that no page has to be turned, and a little that fewer have to be.
    const worth = shown * (pages.pages === 1 ? 2 : 1 + 0.5 / pages.pages);
    if (worth <= most) continue;
    found = { big: fitting.length, area, main, rest, hasOwn, ...pages };
    most = worth;
  }
  return found ?? { ...none, ...pagesOf(count + big.length, roomBeside || room) };
}

const pagesOf = (count: number, perPage: number): Pick<Division, 'perPage' | 'pages'> => ({
  perPage: Math.max(1, perPage),
  pages: Math.max(1, Math.ceil(count / Math.max(1, perPage))),
});

/** A side of the stage from which a strip takes a part; `least` is that of a tile, `most` what a larger part is cut to. */
interface Side {
  readonly length: number;
  readonly least: number;
  readonly part: number;
  readonly most: number;
}

/** An area for the big tiles, and one for the others: below it, or at the end of the lines. */
interface Split {
  readonly main: Box;
  readonly rest: Box;
  readonly isBelow: boolean;
}

/** Divides the area between big tiles and a strip for `count` others, in all ways that may be good. */
function* splits({ x, y, width, height }: Box, count: number, gap: number): Generator<Split> {
  const wide = thicknesses({ length: width, least: LEAST.width, part: 0.19, most: 240 }, gap);
  for (const thick of wide) {
    const main = { x, y, width: width - thick - gap, height };
    const rest = { x: x + main.width + gap, y, width: thick, height };
    yield { main, rest, isBelow: false };
    if (capacityOf(rest, LEAST, gap) >= count) break;
  }
  const high = thicknesses({ length: height, least: LEAST.height, part: 0.17, most: 128 }, gap);
  for (const thick of high) {
    const main = { x, y, width, height: height - thick - gap };
    const rest = { x, y: y + main.height + gap, width, height: thick };
    yield { main, rest, isBelow: true };
    if (capacityOf(rest, LEAST, gap) >= count) break;
  }
}

/** Gives the strip what the big tiles do not need, until it is twice as thick. */
function withSpare({ main, rest, isBelow }: Split, boxes: readonly Box[]): Pick<Split, 'main' | 'rest'> {
  const used = (start: (box: Box) => number, length: (box: Box) => number): number =>
    Math.max(...boxes.map((box) => start(box) + length(box))) - Math.min(...boxes.map(start));
  if (isBelow) {
    const spare = Math.floor(
      Math.min(
        rest.height,
        main.height -
          used(
            ({ y }) => y,
            ({ height }) => height,
          ),
      ),
    );
    return {
      main: { ...main, height: main.height - spare },
      rest: { ...rest, y: rest.y - spare, height: rest.height + spare },
    };
  }
  const spare = Math.floor(
    Math.min(
      rest.width,
      main.width -
        used(
          ({ x }) => x,
          ({ width }) => width,
        ),
    ),
  );
  return {
    main: { ...main, width: main.width - spare },
    rest: { ...rest, x: rest.x - spare, width: rest.width + spare },
  };
}

/** Thicknesses of a strip: of one line, and of two where these leave most of the stage to the big tiles. */
function thicknesses({ length, least, part, most }: Side, gap: number): number[] {
  const one = Math.floor(Math.max(least, Math.min(part * length, Math.max(most, length / 10))));
  const two = Math.max(one, 2 * least + gap);
  return [one, two].filter((thick, i) => thick <= length * (i === 0 ? 0.5 : MOST_STRIP));
}
