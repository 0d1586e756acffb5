import { composedAncestors } from '../../internal/composed-tree.js';

/** What takes the focus only from a program: the next Tab goes on from there, and the keys of a call are heard. */
const PLACE = '[tabindex="-1"]:not([role=tab])';

/** After what had the focus has gone from this element: gives it to a place in it or around it, unless it is somewhere already. */
export function keepFocus(element: Element): void {
  if (document.activeElement !== document.body) return;
  const place =
    element.shadowRoot?.querySelector<HTMLElement>(PLACE) ??
    [...composedAncestors(element)].find((one) => one.matches(PLACE));
  (place as HTMLElement | undefined)?.focus({ preventScroll: true });
}
