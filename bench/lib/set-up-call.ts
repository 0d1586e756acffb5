import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../test/support/browsers.js';
import type { SetUp } from '../pages/call.js';

/** Its usual 20 pictures a second would hide what is faster than a twentieth of a second. */
const FAST_CAMERA = '--use-fake-device-for-media-stream=fps=60';

export const launchWithFastCamera = (): Promise<Browser> => launchChromium({ args: [FAST_CAMERA] });

/** A call in a page of its own, so that each library finds the browser as fresh as the others do. */
export async function setUpCall(
  browser: Browser,
  page: string,
  signaling: string,
  room: string,
): Promise<SetUp> {
  const tab = await browser.newPage();
  try {
    await tab.goto(page);
    await tab.waitForFunction('globalThis.setUp');
    return await tab.evaluate((...seat) => globalThis.setUp(...seat), signaling, room);
  } finally {
    await tab.close();
  }
}
