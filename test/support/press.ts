import type { ElementHandle } from 'puppeteer-core';
import { waitFor } from './wait-for.js';

/**
 * Clicks a button once it is there. Where it moves or is rendered anew between the two, the click goes elsewhere, and is
 * repeated.
 *
 * @param what - Names the button in the message when it does not come.
 */
export async function press(
  what: string,
  find: () => Promise<ElementHandle | null | undefined>,
): Promise<void> {
  await waitFor(what, async () => {
    const button = await find();
    if (!button) return false;
    await button.evaluate((element) => {
      element.addEventListener('click', () => Reflect.set(element, 'wasPressed', true), { once: true });
    });
    await button.click();
    return button.evaluate((element) => Reflect.get(element, 'wasPressed') === true);
  });
}
