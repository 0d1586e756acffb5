import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import { collectErrors } from '../../support/browsers.js';
import { evalAll, evalFirst, findFirst } from '../../support/deep.js';
import { press } from '../../support/press.js';
import { useSmallPictures } from '../../support/small-pictures.js';
import { waitFor } from '../../support/wait-for.js';

/** A person, as another one sees and hears them. */
export interface Tile {
  readonly name: string;
  /** Frames that were decoded for the `<video>` so far. */
  readonly frames: number;
  /** The picture is there to be seen: not covered by the avatar. */
  readonly picture: boolean;
  readonly muted: boolean;
  /** Of the tile on the screen, in square pixels. */
  readonly area: number;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** For a page to load, and what else Puppeteer waits for, in ms: a machine that is busy is slow. */
const PATIENCE = 100_000;

/** Somebody with a browser of their own: cookies, storage, permissions. */
export class Person {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors of the page. */
  readonly errors: string[];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    this.errors = collectErrors(page);
    page.setDefaultTimeout(PATIENCE);
  }

  /** Somebody with this page, which is there already. */
  static of(context: BrowserContext, page: Page): Person {
    return new Person(context, page);
  }

  /** Another page of the same browser: what is in one is in the other, too. */
  static async inTab(context: BrowserContext): Promise<Person> {
    return Person.#prepared(context, await context.newPage());
  }

  /** Somebody in a window of their own: Firefox slows down what is in a tab behind another one. */
  static async inWindow(context: BrowserContext): Promise<Person> {
    return Person.#prepared(context, await context.newPage({ type: 'window' }));
  }

  static async create(browser: Browser): Promise<Person> {
    return Person.inTab(await browser.createBrowserContext());
  }

  static async #prepared(context: BrowserContext, page: Page): Promise<Person> {
    await page.evaluateOnNewDocument(useSmallPictures);
    return new Person(context, page);
  }

  /** Opens the demo straight in the call. */
  static async join(browser: Browser, url: string, room: string, name: string): Promise<Person> {
    const person = await Person.create(browser);
    await person.page.goto(`${url}?room=${room}&name=${name}&autojoin`);
    await person.waitForState('in-call');
    return person;
  }

  waitForState(state: string): Promise<unknown> {
    return waitFor(`the state ${state}`, () =>
      this.page.evaluate(
        (wanted) => document.querySelector('rtc-call')?.getAttribute('state') === wanted,
        state,
      ),
    );
  }

  /** All tiles of the others, in their order, as they are rendered. */
  tiles(): Promise<Tile[]> {
    return evalAll(this.page, 'rtc-remote-video', (elements) =>
      elements.map((element) => {
        const { shadowRoot } = element;
        const video = shadowRoot?.querySelector('video');
        const { width, height } = element.getBoundingClientRect();
        return {
          name: shadowRoot?.querySelector('[part~=name]')?.textContent.trim() ?? '',
          // Firefox counts the frames of a call elsewhere.
          frames: video
            ? Number(
                Reflect.get(video, 'mozPaintedFrames') ?? video.getVideoPlaybackQuality().totalVideoFrames,
              )
            : 0,
          picture: !shadowRoot?.querySelector('[part~=avatar]'),
          muted: shadowRoot?.querySelector('[part~=muted-icon]') !== null,
          area: width * height,
        };
      }),
    );
  }

  async tile(name: string): Promise<Tile | undefined> {
    return (await this.tiles()).find((tile) => tile.name === name);
  }

  /** Waits until exactly these people have a tile, each with a picture that moves. */
  async sees(...names: string[]): Promise<void> {
    const expected = names.toSorted().join();
    await waitFor(`tiles of ${expected}`, async () => {
      const tiles = await this.tiles();
      return (
        tiles
          .map(({ name }) => name)
          .toSorted()
          .join() === expected
      );
    });
    for (const name of names) await this.seesMotion(name);
  }

  async seesMotion(name: string): Promise<void> {
    const before = (await this.tile(name))?.frames ?? 0;
    await waitFor(`frames of ${name}`, async () => {
      const tile = await this.tile(name);
      return tile?.picture && tile.frames > before + 3;
    });
  }

  /** Waits until the picture of this tile has one colour, as far as a codec keeps it. */
  async seesColour(name: string, colour: Colour): Promise<void> {
    await waitFor(`the colour ${colour.join()}`, () => this.showsColour(name, colour));
  }

  /** Whether the middle of the picture of this tile has this colour now. */
  showsColour(name: string, colour: Colour): Promise<boolean> {
    return evalAll(
      this.page,
      'rtc-remote-video',
      (tiles, name, colour) => {
        const root = tiles.find(
          ({ shadowRoot }) => shadowRoot?.querySelector('[part~=name]')?.textContent.trim() === name,
        )?.shadowRoot;
        const video = root?.querySelector('video');
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [3, 3];
        const context = canvas.getContext('2d');
        if (!video || !context) return false;
        context.drawImage(video, 0, 0, 3, 3);
        const { data } = context.getImageData(1, 1, 1, 1);
        return colour.every((value, i) => Math.abs(value - (data[i] ?? 0)) < 40);
      },
      name,
      colour,
    );
  }

  /** Waits until sound with energy has come from each of the others. */
  async hearsAll(): Promise<void> {
    await waitFor('sound of everybody', () =>
      evalFirst(this.page, 'rtc-call', async (call) => {
        const { session } = call as unknown as {
          session: { getStats(): Promise<{ participants: Map<string, RTCStatsReport> }> };
        };
        const { participants } = await session.getStats();
        return [...participants.values()].every((report) =>
          [...(report as unknown as Map<string, Record<string, unknown>>).values()].some(
            (stats) =>
              stats['type'] === 'inbound-rtp' &&
              stats['kind'] === 'audio' &&
              Number(stats['totalAudioEnergy']) > 0,
          ),
        );
      }),
    );
  }

  /** Clicks the button with this name, wherever in the page it is. */
  async click(label: string): Promise<void> {
    await press(`the button "${label}"`, () =>
      // Not by `aria/…`, which puppeteer does not have for Firefox.
      findFirst(
        this.page,
        'button',
        (buttons, label) =>
          buttons.find((button) => {
            const name = button.getAttribute('aria-label') ?? button.textContent;
            return name.trim() === label && button.checkVisibility({ visibilityProperty: true });
          }),
        label,
      ),
    );
  }

  /** All text of the page, shadow roots included. */
  text(): Promise<string> {
    return evalAll(this.page, ':not(style, script)', (elements) =>
      elements
        .flatMap(({ childNodes }) =>
          Array.from(childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? node.nodeValue : '')),
        )
        .join(' ')
        .replace(/\s+/g, ' '),
    );
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
