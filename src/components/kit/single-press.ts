/**
 * For a button in whose place another one may appear: the second click of a double click is not meant for that one.
 *
 * @returns A listener to `click`.
 */
export const single =
  (press: () => void) =>
  ({ detail }: MouseEvent): void => {
    if (detail < 2) press();
  };

/** Listener to `keydown`: Enter that is held presses a button once, and not the one that has the focus next. */
export function preventRepeat(event: KeyboardEvent): void {
  const isButton = event.composedPath()[0] instanceof HTMLButtonElement;
  if (isButton && event.repeat && event.key === 'Enter') event.preventDefault();
}
