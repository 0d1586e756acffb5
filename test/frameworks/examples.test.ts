// npm run test:soak: installs what the examples need, which takes minutes and a registry.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { Person } from '../e2e/support/person.js';
import { launchChromium } from '../support/browsers.js';
import { pack } from '../support/pack.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Example, ROOT } from './support/example.js';

const CDN = /^https:\/\/cdn\.jsdelivr\.net\/npm\/rtc-elements@[\d.]+\/(.+)$/;

/** The only room for which the page of Eleventy is rendered with this address. */
const ROOM = 'standup';

/** The file of each example with a framework that holds the call. */
const CALL_FILES = {
  angular: 'src/call.ts',
  lit: 'src/app-call.ts',
  preact: 'src/Call.tsx',
  react: 'src/Call.tsx',
  solid: 'src/Call.tsx',
  svelte: 'src/Call.svelte',
  vue: 'src/Call.vue',
};

const NAMES = readdirSync(join(ROOT, 'examples'));
const EVERYWHERE = join(ROOT, 'test/frameworks/everywhere');

describe('the examples for frameworks', () => {
  const place = join(ROOT, 'build/examples');
  const site = join(place, 'site');
  let server: ProductionServer;
  let browser: Browser;
  let examples: Map<string, Example>;

  before(async () => {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(site, { recursive: true });
    examples = new Map(NAMES.map((name) => [name, new Example(name, place)]));
    server = await startProductionServer('--static', site, '--grace', '1');
    browser = await launchChromium();
  });

  after(async () => {
    await browser.close();
    await server.stop();
    rmSync(place, { recursive: true });
  });

  async function open(name: string): Promise<Person> {
    const person = await Person.create(browser);
    const installed = join(examples.get(name)!.folder, 'node_modules/rtc-elements');
    await serveFromPackage(person.page, installed);
    const path = name === 'eleventy' ? `${name}/${ROOM}/` : `${name}/`;
    await person.page.goto(`${server.url}${path}?room=${ROOM}&name=${name}`);
    return person;
  }

  it('install from the packed package, have the right types and can be built', () => {
    const { tarball } = pack(place);
    for (const [name, example] of examples) {
      example.install(tarball);
      example.build(...(name === 'eleventy' ? ['--pathprefix=/eleventy/'] : []));
      example.publish(site);
    }
  });

  for (const [i, name] of NAMES.entries()) {
    const other = NAMES[(i + 1) % NAMES.length]!;

    it(`${name} is in a call with ${other}, and both sees and shows it`, { timeout: 300_000 }, async () => {
      const [first, second] = [await open(name), await open(other)];
      await first.sees(other);
      await second.sees(name);

      // Attributes and properties arrived, also one that is an object.
      assert.deepEqual(await first.page.$eval('>>> rtc-call', propertiesOf), {
        signaling: '/signal',
        room: ROOM,
        name,
        autojoin: true,
        noMicrophone: true,
        width: 640,
      });
      // The event whose name has a dash.
      await waitFor('the state in the page', async () => (await textOf(first.page, 'output')) === 'in-call');
      // An event from one of the children adds a child, and sets a property whose name has a capital.
      for (const isOpen of [true, false]) {
        await first.click('Chat');
        const expected = ['rtc-lobby', 'rtc-stage', ...(isOpen ? ['rtc-chat'] : []), 'rtc-controls', isOpen];
        await waitFor('the chat among the children', async () => {
          assert.deepEqual(await first.page.$eval('>>> rtc-call', childrenOf), expected);
          return true;
        });
      }
      // The element itself, as the page refers to it.
      await first.page.$$eval('>>> p > button', ([button]) => button!.click());
      await waitFor('the end', async () => (await textOf(first.page, 'output')) === 'left');
      await second.sees();

      assert.deepEqual([...first.errors, ...second.errors], []);
      await Promise.all([first.close(), second.close()]);
    });
  }

  it('React has a call in one tag, from the one import that it needs', { timeout: 300_000 }, async () => {
    const example = examples.get('react')!;
    example.rebuild(CALL_FILES.react, join(example.folder, 'src/OneTag.tsx'));
    example.publish(site, 'one-tag');
    const people: Person[] = [];
    for (const name of ['Ann', 'Bob']) {
      const person = await Person.create(browser);
      people.push(person);
      await person.page.goto(`${server.url}one-tag/?room=one-tag&name=${name}`);
      await person.click('Join call');
    }
    await people[0]!.sees('Bob');
    await people[1]!.sees('Ann');
    for (const { errors } of people) assert.deepEqual(errors, []);
    await Promise.all(people.map((person) => person.close()));
  });

  // The questions of https://custom-elements-everywhere.com to a framework, asked with our elements.
  for (const [name, file] of Object.entries(CALL_FILES)) {
    it(
      `${name} sets, changes, listens and renders as the elements need it`,
      { timeout: 300_000 },
      async () => {
        const example = examples.get(name)!;
        example.rebuild(file, join(EVERYWHERE, `${name}${extname(file)}`));
        example.publish(site, `${name}-everywhere`);
        const { page, errors, context } = await Person.create(browser);
        await page.goto(`${server.url}${name}-everywhere/?room=${ROOM}`);

        const constant = {
          room: ROOM,
          iceServers: [{ urls: 'stun:127.0.0.1' }],
          constraints: { audio: { channelCount: 1 } },
          token: 'token',
        };
        const off = { noCamera: true, noMicrophone: true, muted: true };
        const first = { ...constant, ...off, volume: 0.5, participant: 'first', text: 'one' };
        await waitFor('the first rendering', async () => {
          assert.deepEqual(await page.$eval('>>> rtc-call', everythingOf), first);
          return true;
        });
        await page.$eval('>>> rtc-call + button', (button) => button.click());
        const on = { noCamera: false, noMicrophone: false, muted: false };
        const second = { ...constant, ...on, volume: 0.25, participant: 'second', text: 'onetwo' };
        await waitFor('the second rendering', async () => {
          assert.deepEqual(await page.$eval('>>> rtc-call', everythingOf), second);
          return true;
        });
        const types = ['lowercase', 'kebab-event', 'camelEvent', 'PascalEvent', 'CAPSEVENT'];
        for (const type of types) {
          await page.$eval('>>> rtc-call', (call, type) => call.dispatchEvent(new Event(type)), type);
        }
        // Preact listens to `click` for `onClick`, and so to `pascalevent` for `onPascalEvent`.
        const heard = name === 'preact' ? types.filter((type) => !/^[A-Z]/.test(type)) : types;
        await waitFor('the events', async () => (await textOf(page, 'output')) === heard.join(' '));
        assert.deepEqual(errors, []);
        await context.close();
      },
    );
  }
});

/** Answers requests for the package at a CDN with the files of an installed one. */
async function serveFromPackage(page: Page, folder: string): Promise<void> {
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const path = CDN.exec(request.url())?.[1];
    if (path === undefined) {
      void request.continue();
      return;
    }
    const file = join(folder, path);
    void request.respond(
      existsSync(file)
        ? {
            contentType: 'text/javascript',
            headers: { 'access-control-allow-origin': '*' },
            body: readFileSync(file),
          }
        : { status: 404 },
    );
  });
}

const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(`>>> ${selector}`, ({ textContent }) => textContent.trim());

/** Runs in the page. */
function propertiesOf(element: Element) {
  const { signaling, room, name, autojoin, noMicrophone, constraints } = element as unknown as {
    readonly signaling: string;
    readonly room: string;
    readonly name: string;
    readonly autojoin: boolean;
    readonly noMicrophone: boolean;
    readonly constraints: { readonly video: { readonly width: number | { readonly ideal: number } } };
  };
  const { width } = constraints.video;
  return {
    ...{ signaling, room, name, autojoin, noMicrophone },
    width: typeof width === 'number' ? width : width.ideal,
  };
}

/** The tags of the children, and whether the controls know of the chat. Runs in the page. */
function childrenOf(element: Element): (string | boolean | undefined)[] {
  const controls = element.querySelector('rtc-controls') as { chatOpen?: boolean } | null;
  return [...Array.from(element.children, ({ localName }) => localName), controls?.chatOpen];
}

/** Runs in the page. */
function everythingOf(element: Element) {
  type Video = Element & { readonly volume: number; readonly muted: boolean; readonly participant: string };
  const { room, noCamera, noMicrophone, iceServers, constraints, token } = element as unknown as {
    readonly room: string;
    readonly noCamera: boolean;
    readonly noMicrophone: boolean;
    readonly iceServers: unknown;
    readonly constraints: unknown;
    readonly token: () => string;
  };
  const { volume, muted, participant } = element.querySelector<Video>('rtc-remote-video')!;
  // JSX drops the white space between lines.
  const text = element.textContent.replace(/\s/g, '');
  return {
    ...{ room, noCamera, noMicrophone, iceServers, constraints, token: token() },
    ...{ volume, muted, participant, text },
  };
}
