import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'puppeteer-core';
import { animate } from '../../test/support/animate.js';
import { launchChromium } from '../../test/support/browsers.js';
import type { CallSite } from '../lib/call-site.js';
import type { Library } from '../libraries.js';
import type { Pictures } from '../pages/mesh.js';
import type { Stream } from '../pages/meter.js';

/** Of the page in a window, in CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** People, window and course of a measured call. */
export interface Setting {
  readonly people: number;
  readonly window: WindowSize;
  /** Whether every second person scrolls away as soon as everybody has seen everybody. */
  readonly halfAway?: boolean;
  /** The pictures that a hand-written page sends; without it those of the camera. */
  readonly pictures?: Pictures;
}

/** Pictures a second of Chromium's fake camera where nothing else is asked for. */
const CAMERA_RATE = 20;

/** Several people in one Chromium, each in a window of their own, so that all of them count as visible. */
export class People {
  readonly pages: readonly Page[];
  readonly #browser: Browser;

  private constructor(browser: Browser, pages: readonly Page[]) {
    this.#browser = browser;
    this.pages = pages;
  }

  /** Everybody has opened the page; nobody is in the call. */
  static async gather(site: CallSite, library: Library, setting: Setting): Promise<People> {
    const browser = await launchChromium({ cameraRate: CAMERA_RATE });
    try {
      const pages: Page[] = [];
      const room = randomUUID();
      for (let index = 0; index < setting.people; index += 1) {
        const seat = {
          signaling: site.signaling(library),
          room,
          index: String(index),
          width: String(setting.pictures?.width ?? ''),
          rate: String(setting.pictures?.rate ?? ''),
        };
        const address = `${site.page(library)}?${new URLSearchParams(seat).toString()}`;
        pages.push(await openWindow(browser, address, setting.window));
      }
      return new People(browser, pages);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** All of them join, one after another. Returns when the last one of them began to, by `performance.now()`. */
  async join(): Promise<number> {
    let last = NaN;
    for (const page of this.pages) {
      last = performance.now();
      await page.evaluate(() => globalThis.joinCall());
    }
    return last;
  }

  /** The pictures that these people receive; those of everybody, if nobody is named. */
  async streams(pages = this.pages): Promise<Stream[]> {
    const all = pages.map(async (page) => {
      const streams = await page.evaluate(() => globalThis.readStreams());
      return streams.map((stream) => ({ ...stream, id: `${this.pages.indexOf(page)} ${stream.id}` }));
    });
    return (await Promise.all(all)).flat();
  }

  /** Processor time of all processes of the browser so far, in seconds. */
  async cpu(): Promise<number> {
    const session = await this.#browser.target().createCDPSession();
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    await session.detach();
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

async function openWindow(browser: Browser, address: string, size: WindowSize): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage({ type: 'window' });
  await page.setViewport(size);
  // The cost of what moves counts, too.
  await animate(page);
  page.on('pageerror', (error) => console.error(`${address}: ${String(error)}`));
  await page.goto(address);
  await page.waitForFunction('globalThis.joinCall');
  return page;
}

/** Moves everything out of sight, as if the person had scrolled down to something else. */
export async function scrollAway(page: Page): Promise<void> {
  await page.evaluate(() => {
    const above = document.createElement('div');
    above.style.height = '300vh';
    document.body.prepend(above);
  });
}
