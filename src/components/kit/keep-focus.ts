import { composedAncestors } from '../../internal/composed-tree.js';

/** An element that takes the focus only from a program. From there the next Tab goes on, and the keys of a call are heard. */
const PLACE = '[tabindex="-1"]:not(button)';

/** Gives the focus to a place in this element or around it, after it was lost with something that has gone from there. */
export function keepFocus(element: Element): void {
  if (document.activeElement !== document.body) return;
  const place =
    element.shadowRoot?.querySelector<HTMLElement>(PLACE) ??
    [...composedAncestors(element)].find((one) => one.matches(PLACE));
  (place as HTMLElement | undefined)?.focus({ preventScroll: true });
}
