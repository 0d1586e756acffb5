/** A place in the picture, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Shape of a tile that is free to have any. */
const RATIO = 16 / 9;

/** How much of the width the strip of the small ones takes beside a big one. */
const STRIP = 0.2;

/** Between tiles, as a part of the height. */
const GAP = 1 / 90;

/** Places for the big and for the small ones: a strip at the right of the big ones, a grid where there are none. */
export function arrange(big: number, small: number, width: number, height: number): [Box[], Box[]] {
  const gap = Math.round(height * GAP);
  const whole = { x: gap, y: gap, width: width - 2 * gap, height: height - 2 * gap };
  if (big === 0) return [[], grid(small, whole, gap)];
  if (small === 0) return [grid(big, whole, gap), []];
  const strip = Math.round(whole.width * STRIP);
  const main = { ...whole, width: whole.width - strip - gap };
  return [grid(big, main, gap), column(small, { ...whole, x: main.x + main.width + gap, width: strip }, gap)];
}

/** As many columns as make the tiles largest; the last row is centred. */
function grid(count: number, area: Box, gap: number): Box[] {
  let best = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cell = (area.width - (columns - 1) * gap) / columns;
    const width = Math.min(cell, ((area.height - (rows - 1) * gap) / rows) * RATIO);
    if (width > best.width) best = { columns, width, height: width / RATIO };
  }
  const { columns, width, height } = best;
  const rows = Math.ceil(count / columns);
  const top = area.y + (area.height - rows * (height + gap) + gap) / 2;
  return Array.from({ length: count }, (_, i) => {
    const row = Math.floor(i / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - inRow * (width + gap) + gap) / 2;
    return round({ x: left + (i % columns) * (width + gap), y: top + row * (height + gap), width, height });
  });
}

/** From top to bottom, in the middle; lower than 16:9 where there are many. */
function column(count: number, area: Box, gap: number): Box[] {
  const height = Math.min(area.width / RATIO, (area.height - (count - 1) * gap) / count);
  const top = area.y + (area.height - count * (height + gap) + gap) / 2;
  return Array.from({ length: count }, (_, i) =>
    round({ x: area.x, y: top + i * (height + gap), width: area.width, height }),
  );
}

const round = ({ x, y, width, height }: Box): Box => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.round(width),
  height: Math.round(height),
});
