import { MOST_CROPPED, shownArea, type Size } from './fit.js';

/** A place, from the upper corner at the start of a line. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface RowsOptions {
  /** Between tiles. */
  readonly gap: number;
  /** No tile becomes smaller, as long as there is room. */
  readonly least?: Size;
  /** Alignment of rows and tiles in the room that they leave. Default `center`. */
  readonly align?: 'center' | 'start';
}

/** A row, by the ratios of its tiles. */
type Row = readonly number[];

/** A tile may be this much wider or narrower than its picture. A little less than may be cropped: sizes are rounded. */
const NARROWER = 1 - MOST_CROPPED + 0.02;
const WIDER = 1 / NARROWER;

/** Tiles of the least size, 160×90, are never narrower than this allows; panoramas are shown whole in them. */
const WIDEST = 16 / 9 / NARROWER;
/** Phones that are longer get a tile of this ratio. */
const NARROWEST = 0.5;

const NO_SIZE: Size = { width: 0, height: 0 };

/**
 * Arranges pictures in rows, in their order, so that the most of them is seen: tiles have the shape of their pictures, or crop
 * a little of them. All rows have the same height; rows of narrow pictures then grow until these are as large as the others.
 *
 * @param ratios - Width by height of each picture.
 * @returns A place for each of them, in whole pixels.
 */
export function arrangeRows(ratios: readonly number[], area: Box, options: RowsOptions): Box[] {
  const shapes = ratios.map((ratio) => Math.min(WIDEST, Math.max(NARROWEST, ratio)));
  // Where nothing else has room, in a tiny area, tiles are as small as they have to be.
  return (
    best(shapes, ratios, area, options) ?? best(shapes, ratios, area, { ...options, least: NO_SIZE }) ?? []
  );
}

/** The arrangement that shows most; the one with fewer rows of two that show the same. */
function best(shapes: Row, ratios: Row, area: Box, options: RowsOptions): Box[] | undefined {
  let found: Box[] | undefined;
  let most = 0;
  for (const rows of waysToBreak(shapes)) {
    const boxes = place(rows, area, options);
    const shown = boxes && shownOf(boxes, ratios);
    if (shown === undefined || shown <= most + 1) continue;
    found = boxes;
    most = shown;
  }
  return found;
}

/** Area of all pictures that is seen in these places. */
export const shownOf = (boxes: readonly Size[], ratios: readonly number[]): number =>
  boxes.reduce((sum, box, i) => sum + shownArea(box, { width: ratios[i] ?? 1, height: 1 }), 0);

/** For each number of rows: those whose widest one is narrowest, and those with the same number of tiles. */
function* waysToBreak(shapes: Row): Generator<readonly Row[]> {
  for (let rows = 1; rows <= shapes.length; rows += 1) {
    yield breakInto(rows, shapes, shapes);
    yield breakInto(
      rows,
      shapes,
      shapes.map(() => 1),
    );
  }
}

/** Breaks the tiles into at most so many rows, none of them wider than necessary. */
function breakInto(count: number, shapes: Row, widths: Row): Row[] {
  let [low, high] = [Math.max(...widths), widths.reduce((sum, width) => sum + width, 0)];
  for (let step = 0; step < 24; step += 1) {
    const middle = (low + high) / 2;
    if (fill(middle, shapes, widths).length > count) low = middle;
    else high = middle;
  }
  return fill(high, shapes, widths);
}

/** Fills row after row up to this width. */
function fill(most: number, shapes: Row, widths: Row): number[][] {
  const rows: number[][] = [];
  let width = Infinity;
  for (const [i, shape] of shapes.entries()) {
    width += widths[i] ?? 0;
    // One that is wider by a rounding error has room, too.
    if (width > most + 1e-6) {
      rows.push([]);
      width = widths[i] ?? 0;
    }
    rows.at(-1)?.push(shape);
  }
  return rows;
}

/** Places for these rows; undefined where the tiles would be too small. */
function place(
  rows: readonly Row[],
  area: Box,
  { gap, least = NO_SIZE, align }: RowsOptions,
): Box[] | undefined {
  const room = area.height - (rows.length - 1) * gap;
  const spaces = rows.map((row) => area.width - (row.length - 1) * gap);
  const reaches = rows.map((row, i) => reach(row, spaces[i] ?? 0, least.width));
  const narrowest = Math.min(...reaches);
  const height = Math.min(room / rows.length, narrowest / NARROWER);
  // Sizes that are computed may miss by a rounding error.
  if (!(height > 0) || height < least.height - 1e-6) return undefined;
  const stretch = Math.min(WIDER, narrowest / height);
  const widest = Math.max(...rows.flat());
  const limits = rows.map((row, i) =>
    Math.min((reaches[i] ?? 0) / stretch, height * Math.sqrt(widest / Math.max(...row))),
  );
  const heights = grow(height, limits, room);
  const used = heights.reduce((sum, one) => sum + one, (rows.length - 1) * gap);
  const boxes: Box[] = [];
  let y = area.y + (align === 'start' ? 0 : (area.height - used) / 2);
  for (const [i, row] of rows.entries()) {
    const rowHeight = heights[i] ?? height;
    const widths = row.map((shape) => Math.max(least.width, shape * stretch * rowHeight));
    const free = (spaces[i] ?? 0) - widths.reduce((sum, width) => sum + width, 0);
    let x = area.x + (align === 'start' ? 0 : free / 2);
    for (const width of widths) {
      boxes.push({ x: whole(x), y: whole(y), width: whole(width), height: whole(rowHeight) });
      x += width + gap;
    }
    y += rowHeight + gap;
  }
  return boxes;
}

/** The height at which tiles with these ratios fill this width, none of them narrower than `least`; 0 where they do not fit. */
function reach(row: Row, width: number, least: number): number {
  let shapes = row;
  let space = width;
  while (shapes.length > 0) {
    const height = space / shapes.reduce((sum, shape) => sum + shape, 0);
    const wide = shapes.filter((shape) => shape * height >= least);
    if (wide.length === shapes.length) return height;
    space -= (shapes.length - wide.length) * least;
    shapes = wide;
  }
  // All are as narrow as they may be, however high the row is.
  return space > -1e-6 ? Infinity : 0;
}

/** Gives each row the same share of what is left of the room, up to its limit. */
function grow(height: number, limits: readonly number[], room: number): number[] {
  const heights = limits.map(() => height);
  let growing = [...limits.keys()];
  let left = room - height * limits.length;
  while (left > 0.5 && growing.length > 0) {
    const share = left / growing.length;
    for (const i of growing) {
      const step = Math.max(0, Math.min(share, (limits[i] ?? 0) - (heights[i] ?? 0)));
      heights[i] = (heights[i] ?? 0) + step;
      left -= step;
    }
    growing = growing.filter((i) => (heights[i] ?? 0) < (limits[i] ?? 0) - 0.5);
  }
  return heights;
}

/** Down, so that no two tiles overlap; a number that misses a whole one by a rounding error is that one. */
const whole = (length: number): number => Math.floor(length + 1e-6);
