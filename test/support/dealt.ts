import { it } from 'node:test';
import { BROWSER_NAMES, type BrowserName } from './browsers.js';

/** Whether the variant or test with this number runs in this browser: in one of them, and in soak tests in every one. */
const isDealtTo = (browser: BrowserName, index: number): boolean =>
  process.env['SOAK'] === '1' || BROWSER_NAMES[index % BROWSER_NAMES.length] === browser;

/**
 * Deals variants of a test to the browsers in turn, so that each runs in one of them. In `npm run test:soak` (`SOAK=1`)
 * each runs in every browser.
 */
export function dealt<T>(variants: readonly T[], browser: BrowserName): readonly T[] {
  return variants.filter((_, i) => isDealtTo(browser, i));
}

/** The browsers of a suite that is much the same in each: this one, and in `npm run test:soak` every one. */
export const mainly = (browser: BrowserName): readonly BrowserName[] =>
  process.env['SOAK'] === '1' ? BROWSER_NAMES : [browser];

/** An `it` for a suite that every browser has: its tests are dealt to the browsers in turn. */
export function dealtIt(browser: BrowserName): (name: string, run: () => Promise<void>) => void {
  let index = 0;
  return (name, run) => {
    if (isDealtTo(browser, index)) void it(name, run);
    index += 1;
  };
}
