import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { animate } from '../support/animate.js';
import { launchChromium } from '../support/browsers.js';
import { evalAll } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

/** Work on the page, as Chromium's timeline names it. */
const WORK = /^(UpdateLayoutTree|Layout|Paint)$/;

/** Pictures of the other one during which the page is watched. */
const PICTURES = 20;

describe('a call in which nothing changes', () => {
  let server: ProductionServer;
  let browser: Browser;

  before(async () => {
    [server, browser] = await Promise.all([startProductionServer(), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  /** Number of times that the page works while something happens. */
  async function work(page: Page, happens: () => Promise<unknown>): Promise<number> {
    await page.tracing.start({ categories: ['devtools.timeline'] });
    await happens();
    const trace = new TextDecoder().decode(await page.tracing.stop());
    const { traceEvents } = JSON.parse(trace) as { traceEvents: { name: string }[] };
    return traceEvents.filter(({ name }) => WORK.test(name)).length;
  }

  it('is neither laid out nor painted again while its pictures move', async () => {
    const [ann, bob] = [
      await Person.join(browser, server.url, 'idle', 'Ann'),
      await Person.join(browser, server.url, 'idle', 'Bob'),
    ];
    await ann.sees('Bob');
    // A tile marks somebody who speaks.
    for (const person of [ann, bob]) await person.click('Mute microphone');
    const pictures = async (): Promise<void> => {
      const start = (await ann.tile('Bob'))?.frames ?? 0;
      await waitFor('pictures', async () => ((await ann.tile('Bob'))?.frames ?? 0) > start + PICTURES);
    };
    await waitFor('rest', async () => (await work(ann.page, pictures)) === 0);

    const change = (): Promise<void> =>
      ann.page.evaluate(() => {
        document.body.style.padding = '1px';
        return new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            requestAnimationFrame(() => {
              resolve();
            });
          });
        });
      });
    assert.notEqual(await work(ann.page, change), 0);
  });

  it('moves nothing but its pictures while people speak', async () => {
    const ann = await Person.create(browser);
    await animate(ann.page);
    await ann.page.goto(`${server.url}?room=speaking&name=Ann&autojoin`);
    await Person.join(browser, server.url, 'speaking', 'Bob');
    await ann.sees('Bob');
    await waitFor('two who speak, and rest', () =>
      evalAll(ann.page, '*', (elements) => {
        const speaking = elements.filter((element) => element.matches('[part~=speaking-icon]')).length;
        const animations = elements.flatMap((element) => element.getAnimations({ subtree: true }));
        return speaking === 2 && animations.every(({ playState }) => playState === 'finished');
      }),
    );
  });
});
