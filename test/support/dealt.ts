import { BROWSER_NAMES, type BrowserName } from './browsers.js';

/**
 * Deals variants of a test to the browsers in turn, so that each runs in one of them. In `npm run test:soak` (`SOAK=1`)
 * each runs in every browser.
 */
export function dealt<T>(variants: readonly T[], browser: BrowserName): readonly T[] {
  if (process.env['SOAK'] === '1') return variants;
  return variants.filter((_, i) => BROWSER_NAMES[i % BROWSER_NAMES.length] === browser);
}
