import type { Page } from 'puppeteer-core';

/** Lets a page move what it moves for most people: the browsers of tests ask it not to. */
export const animate = (page: Page): Promise<void> =>
  page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'no-preference' }]);
