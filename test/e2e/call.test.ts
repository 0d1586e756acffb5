import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { focused, tabTo } from './support/keyboard.js';
import { Person } from './support/person.js';

describe('a call between browsers, over the production server', () => {
  let server: ProductionServer;
  let browser: Browser;
  let people: Person[] = [];
  let browsers: Browser[] = [];
  let rooms = 0;
  let room: string;

  before(async () => {
    [server, browser] = await Promise.all([startProductionServer('--grace', '1'), launchChromium()]);
  });

  after(async () => {
    await browser.close();
    await server.stop();
  });

  afterEach(async () => {
    await Promise.all(people.map((person) => person.close()));
    people = [];
    await Promise.all(browsers.map((other) => other.close()));
    browsers = [];
  });

  async function join(name: string): Promise<Person> {
    if (people.length === 0) room = `room-${(rooms += 1)}`;
    const person = await Person.join(browser, server.url, room, name);
    people.push(person);
    return person;
  }

  it('shows and plays everybody to everybody, as they come and go', async () => {
    const ann = await join('Ann');
    const bob = await join('Bob');
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
    await Promise.all([ann.hearsAll(), bob.hearsAll()]);

    const cleo = await join('Cleo');
    const dan = await join('Dan');
    await ann.sees('Bob', 'Cleo', 'Dan');
    await bob.sees('Ann', 'Cleo', 'Dan');
    await cleo.sees('Ann', 'Bob', 'Dan');
    await dan.sees('Ann', 'Bob', 'Cleo');
    await Promise.all(people.map((person) => person.hearsAll()));

    await dan.click('Leave call');
    await dan.waitForState('left');
    for (const person of [ann, bob, cleo]) {
      await waitFor('the tile to go', async () => (await person.tiles()).length === 2);
    }

    // pagehide says good-bye at once; the grace period is for those who cannot.
    await cleo.page.close();
    for (const person of [ann, bob]) {
      await waitFor('the tile to go', async () => (await person.tiles()).length === 1);
    }
    await ann.seesMotion('Bob');
    for (const person of [ann, bob, dan]) assert.deepEqual(person.errors, []);
  });

  it('shows mute and camera off, and both on again', async () => {
    const ann = await join('Ann');
    const bob = await join('Bob');
    await bob.sees('Ann');
    await ann.click('Mute microphone');
    await waitFor('the mute badge', async () => (await bob.tile('Ann'))?.muted);
    await ann.click('Turn camera off');
    await waitFor('the avatar', async () => (await bob.tile('Ann'))?.picture === false);
    await ann.click('Unmute microphone');
    await waitFor('no mute badge', async () => (await bob.tile('Ann'))?.muted === false);
    await ann.click('Turn camera on');
    await bob.seesMotion('Ann');
  });

  it('ends for the others after the grace period when a browser dies', async () => {
    const ann = await join('Ann');
    const other = await launchChromium();
    browsers.push(other);
    await Person.join(other, server.url, room, 'Bob');
    await ann.sees('Bob');
    other.process()?.kill('SIGKILL');
    await waitFor('the tile to go', async () => (await ann.tiles()).length === 0);
  });

  it('is made and ended with the keyboard alone', async () => {
    const ann = await join('Ann');
    const bob = await Person.create(browser);
    people.push(bob);
    await bob.page.goto(`${server.url}?room=${room}`);
    await bob.waitForState('idle');
    await waitFor('the lobby', async () => (await bob.text()).includes('Join'));
    await tabTo(bob.page, /^Join/);
    await bob.page.keyboard.press('Enter');
    await bob.waitForState('in-call');
    await ann.sees('Guest');
    await tabTo(bob.page, /^(Mute microphone|Turn camera off|Leave)/);
    await bob.page.keyboard.press('End');
    assert.match(await focused(bob.page), /^Leave/);
    await bob.page.keyboard.press('Enter');
    await bob.waitForState('left');
    await waitFor('the tile to go', async () => (await ann.tiles()).length === 0);
  });
});
