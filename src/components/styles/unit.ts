/**
 * Makes `--_rtc-rem` a length, the unit of all sizes in the elements. So it is computed where it is set, from the text size of
 * the browser's settings, and does not depend on the root element as `rem` does. Without this (before Firefox 128) it depends on the text
 * around it.
 *
 * @param css - Of another window, whose document the styles are used in.
 */
export function registerUnit(css: typeof CSS | undefined = (globalThis as { CSS?: typeof CSS }).CSS): void {
  try {
    css?.registerProperty({ name: '--_rtc-rem', syntax: '<length>', inherits: true, initialValue: '16px' });
  } catch {
    // Another copy of this package was here before, or the browser has no such function.
  }
}
