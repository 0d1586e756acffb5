import type { Size } from '../../internal/fit.js';
import { arrangeRows, shownOf, type Box, type RowsOptions } from '../../internal/rows.js';

/** A point of the stage, as parts of the way that a box can go: 0 at the start and at the top, 1 at the end and at the bottom. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The picture of this participant, which stands in front of the others or beside them. */
export interface OwnPicture {
  /** Width by height. */
  readonly ratio: number;
  /** Position that the person has chosen. */
  readonly at: Point;
}

/** Tiles of the others, and the own one. */
export interface Scene {
  readonly boxes: readonly Box[];
  readonly own: Box;
}

/** Area of the own picture: this part of the stage, within these limits in square px. */
const SHARE = 1 / 22;
const MOST = 90_000;
const LEAST = 5000;

/** Most of a tile that it covers. */
const COVERED = 1 / 9;

/** The own picture shrinks by this factor until it has room. */
const STEP = 0.8;

/** From this part of the wanted area on, no tile moves to make the own picture larger. */
const ENOUGH = 0.35;

/** Least distance to the edges of the tile that it covers, in px. */
const MARGIN = 8;

/** A box of this area and ratio, in whole pixels. */
function boxOf(area: number, ratio: number): Box {
  const width = Math.floor(Math.sqrt(area * ratio));
  return { x: 0, y: 0, width, height: Math.floor(width / ratio) };
}

/** The area that the own picture should have on this stage, and the least one with which it is still of use. */
function sizesIn({ width, height }: Size): [wanted: number, least: number] {
  const wanted = Math.min(MOST, width * height * SHARE);
  return [wanted, Math.min(LEAST, wanted)];
}

/**
 * Finds a place for the own picture: beside the tiles as long as there is room, also after they moved aside; else in front of a
 * tile, of which it covers a ninth; else, where a ninth would be too small, beside tiles that become smaller for it.
 */
export function placeOwn(ratios: readonly number[], area: Box, own: OwnPicture, options: RowsOptions): Scene {
  const boxes = arrangeRows(ratios, area, options);
  const found = addOwn(boxes, area, own, options.gap, [boxes, ...movedAside(boxes, area, own.at)]);
  const [wanted, least] = sizesIn(area);
  if (found.own.width * found.own.height >= least * STEP) return found;
  return makeRoom(ratios, area, own, options, Math.sqrt(wanted * least)) ?? found;
}

/**
 * Adds the own picture to these tiles: beside them, or in front of one.
 *
 * @param ways - Places of the tiles that are as good; the first of them is preferred.
 */
export function addOwn(
  boxes: readonly Box[],
  area: Box,
  own: OwnPicture,
  gap: number,
  ways: readonly (readonly Box[])[] = [boxes],
): Scene {
  const [wanted, least] = sizesIn(area);
  let found: Scene | undefined;
  let largest = 0;
  for (const way of ways) {
    for (let size = wanted; size >= least && size > largest; size *= STEP) {
      const free = findFree(way, area, boxOf(size, own.ratio), own.at, gap);
      if (!free) continue;
      found = { boxes: way, own: free };
      largest = size;
    }
    if (largest >= wanted * ENOUGH) break;
  }
  return found ?? { boxes, own: placeBefore(boxes, area, own, wanted) };
}

/** The tiles as far as possible from where the own picture is to stand: all of them up or down, each row to a side, or both. */
function movedAside(boxes: readonly Box[], area: Box, at: Point): (readonly Box[])[] {
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const top = Math.min(...boxes.map(({ y }) => y));
  const down = at.y < 0.5 ? area.y + area.height - bottom : area.y - top;
  const vertically = boxes.map((box) => ({ ...box, y: box.y + down }));
  const sideways = (all: readonly Box[]): Box[] =>
    all.map((box) => {
      const row = all.filter(({ y }) => y === box.y);
      const end = Math.max(...row.map(({ x, width }) => x + width));
      const start = Math.min(...row.map(({ x }) => x));
      return { ...box, x: box.x + (at.x < 0.5 ? area.x + area.width - end : area.x - start) };
    });
  return [vertically, sideways(boxes), sideways(vertically)];
}

/** The free place for a box that is nearest to the wanted one. */
export function findFree(
  boxes: readonly Box[],
  area: Box,
  { width, height }: Box,
  at: Point,
  gap: number,
): Box | undefined {
  const [lastX, lastY] = [area.x + area.width - width, area.y + area.height - height];
  const wantedX = Math.round(area.x + at.x * (lastX - area.x));
  const wantedY = Math.round(area.y + at.y * (lastY - area.y));
  const columns = new Set([wantedX, area.x, lastX]);
  const rows = new Set([wantedY, area.y, lastY]);
  for (const box of boxes) {
    columns.add(box.x + box.width + gap).add(box.x - gap - width);
    rows.add(box.y + box.height + gap).add(box.y - gap - height);
  }
  let nearest: Box | undefined;
  let distance = Infinity;
  for (const x of columns) {
    if (x < area.x || x > lastX) continue;
    for (const y of rows) {
      const way = Math.hypot(x - wantedX, y - wantedY);
      if (y < area.y || y > lastY || way >= distance) continue;
      const box = { x, y, width, height };
      if (boxes.some((other) => overlap(box, other, gap))) continue;
      nearest = box;
      distance = way;
    }
  }
  return nearest;
}

/** Whether two boxes are nearer to each other than `gap`. */
const overlap = (a: Box, b: Box, gap: number): boolean =>
  a.x < b.x + b.width + gap &&
  b.x < a.x + a.width + gap &&
  a.y < b.y + b.height + gap &&
  b.y < a.y + a.height + gap;

/** In front of the tile that is nearest to the wanted place. */
function placeBefore(boxes: readonly Box[], area: Box, { ratio, at }: OwnPicture, wanted: number): Box {
  let nearest = boxOf(0, ratio);
  let distance = Infinity;
  for (const tile of boxes) {
    const box = boxOf(Math.min(wanted, tile.width * tile.height * COVERED), ratio);
    const wantedX = area.x + at.x * (area.width - box.width);
    const wantedY = area.y + at.y * (area.height - box.height);
    const x = within(wantedX, tile.x, tile.width, box.width);
    const y = within(wantedY, tile.y, tile.height, box.height);
    const way = Math.hypot(x - wantedX, y - wantedY);
    if (way >= distance) continue;
    nearest = { ...box, x, y };
    distance = way;
  }
  return nearest;
}

/** The place nearest to `wanted` for something `long` in a tile from `start`, away from its edges where there is room. */
function within(wanted: number, start: number, length: number, long: number): number {
  const margin = Math.max(0, Math.min(MARGIN, (length - long) / 2));
  return Math.round(Math.max(start + margin, Math.min(wanted, start + length - margin - long)));
}

/** The tiles in what a band for the own picture leaves, at the side or above or below, whichever shows more of them. */
function makeRoom(
  ratios: readonly number[],
  area: Box,
  own: OwnPicture,
  options: RowsOptions,
  size: number,
): Scene | undefined {
  const { gap, least } = options;
  const box = boxOf(size, own.ratio);
  let found: Scene | undefined;
  let most = 0;
  for (const rest of besides(box, area, own.at, gap)) {
    if (least && capacityOf(rest, least, gap) < ratios.length) continue;
    const boxes = arrangeRows(ratios, rest, options);
    const free = findFree(boxes, area, box, own.at, gap);
    const shown = shownOf(boxes, ratios);
    if (!free || shown <= most) continue;
    found = { boxes, own: free };
    most = shown;
  }
  return found;
}

/** The rest of the area beside a band of the size of this box: above or below it, and at its side. */
const besides = ({ width, height }: Size, area: Box, at: Point, gap: number): Box[] => [
  { ...area, height: area.height - height - gap, y: at.y < 0.5 ? area.y + height + gap : area.y },
  { ...area, width: area.width - width - gap, x: at.x < 0.5 ? area.x + width + gap : area.x },
];

/** Number of tiles of the least size that have room. */
export const capacityOf = (area: Size, least: Size, gap: number): number =>
  fitting(area.width, least.width, gap) * fitting(area.height, least.height, gap);

/** Number of tiles that have room beside an own picture that is large enough to be of use. */
export function capacityBeside(own: OwnPicture, area: Box, least: Size, gap: number): number {
  const [wanted, smallest] = sizesIn(area);
  const box = boxOf(Math.sqrt(wanted * smallest), own.ratio);
  return Math.max(...besides(box, area, own.at, gap).map((rest) => capacityOf(rest, least, gap)));
}

const fitting = (length: number, least: number, gap: number): number =>
  Math.max(0, Math.floor((length + gap) / (least + gap)));
