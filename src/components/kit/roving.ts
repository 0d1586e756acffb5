/**
 * Index of the item in a row that a key moves the focus to: arrow keys, around the ends, Home and End. Undefined for all
 * other keys.
 */
export function indexByKey(key: string, row: Element, current: number, count: number): number | undefined {
  const isRtl = getComputedStyle(row).direction === 'rtl';
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === (isRtl ? 'ArrowLeft' : 'ArrowRight')) return (current + 1) % count;
  if (key === (isRtl ? 'ArrowRight' : 'ArrowLeft')) return (current - 1 + count) % count;
  return undefined;
}
