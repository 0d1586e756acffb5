import type { ConsoleMessage, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.js';

const MARKER = 'a-misuse-of-the-test';

/** Collects the warnings of a page about mistakes of its author. Call it before the page is opened. */
export class MisuseWarnings {
  readonly #page: Page;
  readonly #texts: string[] = [];
  #looks = 0;

  constructor(page: Page) {
    this.#page = page;
    page.on('console', (message: ConsoleMessage) => {
      if (message.text().startsWith('rtc-elements: ')) this.#texts.push(message.text());
    });
  }

  /** All warnings about the page as it is now: a misuse at its end is told after all others. */
  async all(): Promise<string[]> {
    // One of an earlier look tells nothing.
    this.#looks += 1;
    const id = `${MARKER}-${String(this.#looks)}`;
    await this.#page.evaluate((id) => {
      const marker = document.createElement('rtc-controls');
      marker.setAttribute('for', id);
      document.body.append(marker);
    }, id);
    await waitFor('a warning', () => this.#texts.some((text) => text.includes(`"${id}"`)));
    await this.#page.$eval(`[for=${id}]`, (marker) => {
      marker.remove();
    });
    return this.#texts.filter((text) => !text.includes(MARKER));
  }
}
