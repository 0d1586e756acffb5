import type { Browser } from 'puppeteer-core';
import { animate } from '../../test/support/animate.js';
import { launchChromium } from '../../test/support/browsers.js';
import type { SetUp } from '../pages/call.js';

/** Few pictures a second would hide what is faster than the time between two of them. */
export const launchWithFastCamera = (): Promise<Browser> => launchChromium({ cameraRate: 60 });

/** A call in a page of its own, so that each library finds the browser as fresh as the others do. */
export async function setUpCall(
  browser: Browser,
  page: string,
  signaling: string,
  room: string,
): Promise<SetUp> {
  const tab = await browser.newPage();
  try {
    await animate(tab);
    await tab.goto(page);
    await tab.waitForFunction('globalThis.setUp');
    return await tab.evaluate((...seat) => globalThis.setUp(...seat), signaling, room);
  } finally {
    await tab.close();
  }
}
