/** Least room between a menu and an edge of the window, in px. */
const MARGIN = 8;

/** Places an open menu below its button, or above it where there is no room below, with its end at that of the button. */
export function placeMenu(menu: HTMLElement, button: HTMLElement, isRightToLeft: boolean): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = anchor.bottom + MARGIN / 2;
  const top = below + height > clientHeight - MARGIN ? anchor.top - MARGIN / 2 - height : below;
  const left = isRightToLeft ? anchor.left : anchor.right - width;
  menu.style.top = `${String(Math.max(MARGIN, Math.min(top, clientHeight - MARGIN - height)))}px`;
  menu.style.left = `${String(Math.max(MARGIN, Math.min(left, clientWidth - MARGIN - width)))}px`;
}
