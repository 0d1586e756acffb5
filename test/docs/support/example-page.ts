import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { collectErrors } from '../../support/browsers.js';
import { MisuseWarnings } from '../../support/misuse-warnings.js';
import { useSmallPictures } from '../../support/small-pictures.js';
import { waitFor } from '../../support/wait-for.js';

interface Call {
  join(): Promise<void>;
  toggleMicrophone(force: boolean): Promise<void>;
  toggleCamera(force: boolean): Promise<void>;
}

/** A page of an example, open in a browser of its own. */
export class ExamplePage {
  readonly page: Page;
  /** Errors in it. */
  readonly errors: string[];
  /** Lines that it wrote with `console.log`. */
  readonly output: string[] = [];
  /** Mistakes that the elements find in it. */
  readonly warnings: MisuseWarnings;
  readonly #context: BrowserContext;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.errors = collectErrors(page);
    this.warnings = new MisuseWarnings(page);
    page.on('console', (message) => {
      if (message.type() === 'log') this.output.push(message.text());
    });
  }

  /** @param small - Whether the pictures of cameras are: large ones take most of the machine. */
  static async open(browser: Browser, url: string, { small = true } = {}): Promise<ExamplePage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    if (small) await page.evaluateOnNewDocument(useSmallPictures);
    const example = new ExamplePage(context, page);
    await page.goto(url);
    return example;
  }

  /** Waits until every custom element is defined, also in frames. */
  async allDefined(): Promise<void> {
    for (const frame of this.page.frames()) {
      await waitFor('every element to be defined', () =>
        frame.evaluate(() => document.querySelector(':not(:defined)') === null),
      );
    }
  }

  /** Joins every call that does not join by itself, and waits until all are in the call. */
  async join(): Promise<void> {
    for (const frame of this.page.frames()) {
      await frame.$$eval('rtc-call:not([autojoin])', (calls) =>
        Promise.all(calls.map((call) => (call as unknown as Call).join())),
      );
      await waitFor('the call', () =>
        frame.$$eval('rtc-call', (calls) => calls.every((call) => call.getAttribute('state') === 'in-call')),
      );
    }
  }

  /** Mutes microphone and camera of every call. */
  async switchOff(): Promise<void> {
    await this.page.$$eval('rtc-call', (elements) => {
      const calls = elements as unknown as Call[];
      return Promise.all(calls.flatMap((call) => [call.toggleMicrophone(false), call.toggleCamera(false)]));
    });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
