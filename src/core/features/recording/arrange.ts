import { arrangeRows, type Box } from '../../../internal/rows.js';

/** Share of the width that the strip of the small ones takes beside a big one. */
const STRIP = 0.2;

/** Between tiles, as a part of the height. */
const GAP = 1 / 90;

/**
 * Places for the big and for the small ones, by the ratios of their pictures: a strip at the right of the big ones, all the
 * same where there are none.
 */
export function arrange(
  big: readonly number[],
  small: readonly number[],
  width: number,
  height: number,
): [Box[], Box[]] {
  const gap = Math.round(height * GAP);
  const whole = { x: gap, y: gap, width: width - 2 * gap, height: height - 2 * gap };
  const rows = (ratios: readonly number[], area: Box): Box[] => arrangeRows(ratios, area, { gap });
  if (big.length === 0) return [[], rows(small, whole)];
  if (small.length === 0) return [rows(big, whole), []];
  const strip = Math.round(whole.width * STRIP);
  const main = { ...whole, width: whole.width - strip - gap };
  return [rows(big, main), rows(small, { ...whole, x: main.x + main.width + gap, width: strip })];
}
