import type { Page } from 'puppeteer-core';
import { waitFor } from '../../support/wait-for.js';

/** Name of the element that has the focus. */
export const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
  });

/** Presses Tab until an element of such a name has the focus; it may come to be meanwhile. */
export async function tabTo(page: Page, name: RegExp): Promise<void> {
  const reached = async (): Promise<boolean> => {
    if (name.test(await focused(page))) return true;
    await page.keyboard.press('Tab');
    return false;
  };
  await waitFor(`the focus on ${String(name)}`, reached, { pollMs: 20 });
}

/** Waits for the part of the script that listens to keys and announces what happens; it defines this element, too. */
export const controllersLoaded = (page: Page): Promise<unknown> =>
  waitFor('the controllers of the call', () =>
    page.evaluate(() => customElements.get('rtc-elapsed') !== undefined),
  );
