import type { Browser } from 'puppeteer-core';
import { Person } from '../e2e/support/person.js';
import { evalAll } from '../support/deep.js';
import { waitFor } from '../support/wait-for.js';
import type { LabBrowserName } from './namespaces.js';
import type { Client } from './client.js';
import type { Lab } from './lab.js';
import type { NatType } from '../../src/core/network/nat-types.js';

/** Time for which frames have to go on until a call counts, in ms: a path can die after its first packets. */
const LASTING = 2000;

interface Place {
  readonly client: Client;
  readonly browser: Browser;
}

/** Ann and Bob, each with a machine and a browser, who call each other again and again from behind other NATs. */
export class Pair {
  readonly #places: readonly [Place, Place];
  #people: Person[] = [];
  #room = 0;

  private constructor(places: readonly [Place, Place]) {
    this.#places = places;
  }

  /** @param browsers - Ann's and Bob's. */
  static async create(lab: Lab, browsers: readonly [LabBrowserName, LabBrowserName]): Promise<Pair> {
    const place = async (name: LabBrowserName): Promise<Place> => {
      const client = await lab.client('open');
      return { client, browser: await client.browser(name) };
    };
    return new Pair([await place(browsers[0]), await place(browsers[1])]);
  }

  /** Ann's machine. */
  get ann(): Client {
    return this.#places[0].client;
  }

  /** Joins both in a new room of this server, each behind a NAT of these types. */
  async join(url: string, ...types: readonly [NatType, NatType]): Promise<[ann: Person, bob: Person]> {
    await this.hangUp();
    this.#room += 1;
    const [first, second] = this.#places;
    await first.client.move(types[0]);
    await second.client.move(types[1]);
    return Promise.all([this.#enter(first.browser, url, 'Ann'), this.#enter(second.browser, url, 'Bob')]);
  }

  /** Ends the call. */
  async hangUp(): Promise<void> {
    await Promise.all(this.#people.splice(0).map((person) => person.close()));
  }

  async #enter(browser: Browser, url: string, name: string): Promise<Person> {
    const person = await Person.create(browser);
    this.#people.push(person);
    // Chromium gives up what it is loading when it notices that the network is another one.
    await waitFor('the page', async () => {
      await person.page.goto(`${url}?room=lab-${this.#room}&name=${name}&autojoin`);
      await waitFor(
        'the call',
        () => person.page.$eval('rtc-call', (call) => 'session' in (call as object)),
        {
          timeoutMs: 5000,
        },
      );
      return true;
    });
    await person.waitForState('in-call');
    return person;
  }
}

/** Waits until both see each other, and go on seeing each other. */
export async function callLasts(ann: Person, bob: Person): Promise<void> {
  await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
  const end = Date.now() + LASTING;
  await waitFor('a while', () => Date.now() > end);
  await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
}

/** The words over the picture of somebody. */
export const hintOf = (person: Person, name: string): Promise<string> =>
  evalAll(
    person.page,
    'rtc-remote-video',
    (tiles, name) => {
      const root = tiles.find(
        ({ shadowRoot }) => shadowRoot?.querySelector('[part=name]')?.textContent === name,
      )?.shadowRoot;
      const problem = root?.querySelector('rtc-path-problem')?.shadowRoot?.textContent;
      return (problem ?? root?.querySelector('[part~=hint]')?.textContent ?? '').replace(/\s+/g, ' ').trim();
    },
    name,
  );

/** Waits until this is said over the picture of somebody. */
export const saysOf = (person: Person, name: string, words: RegExp): Promise<unknown> =>
  waitFor(`${String(words)} in the tile of ${name}`, async () => {
    const hint = await hintOf(person, name);
    // Read where it is waited for in vain.
    if (!words.test(hint)) throw new Error(hint);
    return true;
  });
