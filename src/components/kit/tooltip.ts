import { composedAncestors } from '../../internal/composed-tree.js';

/** Least distance of a tooltip from an edge, in px. */
const MARGIN = 4;

/** Moves the tooltip of the round button at or around `target` away from the edges that would cut it off. */
export function keepTipInside({ target }: { readonly target: EventTarget | null }): void {
  const tip = target instanceof Element && target.closest('.round')?.querySelector<HTMLElement>('.tip');
  if (!tip) return;
  tip.style.left = '';
  let [start, end] = [0, document.documentElement.clientWidth];
  for (const element of composedAncestors(tip)) {
    if (getComputedStyle(element).overflowX === 'visible') continue;
    const edge = element.getBoundingClientRect();
    start = Math.max(start, edge.left);
    end = Math.min(end, edge.right);
  }
  const { left, right } = tip.getBoundingClientRect();
  const shift = Math.max(start + MARGIN - left, Math.min(end - MARGIN - right, 0));
  if (shift) tip.style.left = `calc(50% + ${String(shift)}px)`;
}
