import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

describe('a call whose server dies', () => {
  let server: ProductionServer;
  let browser: Browser;

  before(async () => {
    [server, browser] = await Promise.all([startProductionServer(), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  it('goes on, and is the same call when the server is back: nobody twice, no picture gone', async () => {
    const names = ['Ann', 'Bob', 'Cleo'];
    const people: Person[] = [];
    for (const name of names) people.push(await Person.join(browser, server.url, 'survival', name));
    const others = (name: string): string[] => names.filter((other) => other !== name);
    for (const [i, person] of people.entries()) await person.sees(...others(names[i]!));
    // A tile that is made anew begins to count its frames anew.
    const before = await Promise.all(people.map((person) => person.tiles()));

    await server.kill();
    await Promise.all(people.map((person) => person.waitForState('reconnecting')));
    for (const [i, person] of people.entries()) {
      for (const name of others(names[i]!)) await person.seesMotion(name);
    }

    server = await startProductionServer('--port', String(server.port));
    await Promise.all(people.map((person) => person.waitForState('in-call')));
    for (const [i, person] of people.entries()) {
      await waitFor('nobody is away', async () => !(await person.text()).includes('Connection interrupted'));
      await person.sees(...others(names[i]!));
      for (const tile of await person.tiles()) {
        const earlier = before[i]?.find(({ name }) => name === tile.name);
        assert.ok(earlier && tile.frames > earlier.frames, `${tile.name} began anew`);
      }
    }
    // A change reaches everybody: they are in one room, under the names of before.
    await people[0]?.click('Mute microphone');
    for (const person of people.slice(1)) {
      await waitFor('the mute badge', async () => (await person.tile('Ann'))?.muted);
    }
    for (const person of people) {
      // Errors of the connection are no fault of the page: the server was away.
      assert.deepEqual(
        person.errors.filter((error) => !/WebSocket|ERR_CONNECTION/.test(error)),
        [],
      );
    }
    await Promise.all(people.map((person) => person.close()));
  });
});
