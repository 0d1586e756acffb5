import type { ConsoleMessage, Page } from 'puppeteer-core';
import { waitFor } from './wait-for.js';

const MARKER = 'a-misuse-of-the-test';

/** Collects the warnings of a page about mistakes of its author. Call it before the page is opened. */
export class MisuseWarnings {
  readonly #page: Page;
  readonly #texts: string[] = [];

  constructor(page: Page) {
    this.#page = page;
    page.on('console', (message: ConsoleMessage) => {
      if (message.text().startsWith('rtc-elements: ')) this.#texts.push(message.text());
    });
  }

  /** All warnings about the page as it is now: a misuse at its end is told after all others. */
  async all(): Promise<string[]> {
    await this.#page.evaluate((id) => {
      const marker = document.createElement('rtc-controls');
      marker.setAttribute('for', id);
      document.body.append(marker);
    }, MARKER);
    const isMarker = (text: string): boolean => text.includes(MARKER);
    await waitFor('a warning', () => this.#texts.some(isMarker));
    await this.#page.$eval(`[for=${MARKER}]`, (marker) => {
      marker.remove();
    });
    return this.#texts.filter((text) => !isMarker(text));
  }
}
