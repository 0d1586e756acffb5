import { composedAncestors } from '../../internal/composed-tree.js';

/** An element that takes the focus only from a program. From there the next Tab goes on, and the keys of a call are heard. */
const PLACE = '[tabindex="-1"]:not(button)';

/**
 * Gives the focus to a place in this element or around it, after it was lost with something that has gone from there. In a
 * layout of the page, which may have no such place, the element itself is one until the focus goes on.
 */
export function keepFocus(element: HTMLElement): void {
  if (document.activeElement !== document.body) return;
  let place =
    element.shadowRoot?.querySelector<HTMLElement>(PLACE) ??
    [...composedAncestors(element)].find((one) => one.matches(PLACE));
  if (!place) {
    place = element;
    element.tabIndex = -1;
    element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  }
  (place as HTMLElement).focus({ preventScroll: true });
}
