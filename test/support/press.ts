import type { ElementHandle } from 'puppeteer-core';
import { waitFor } from './wait-for.js';

/**
 * Clicks a button once it is there. Where it is rendered anew between the two, the click is for the one in its place.
 *
 * @param what - Names the button in the message when it does not come.
 */
export async function press(
  what: string,
  find: () => Promise<ElementHandle | null | undefined>,
): Promise<void> {
  for (;;) {
    const button = await waitFor(what, find);
    try {
      await button.click();
      return;
    } catch (error) {
      if (await button.evaluate(({ isConnected }) => isConnected)) throw error;
    }
  }
}
