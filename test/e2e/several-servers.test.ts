import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { findProgram } from '../../scripts/programs.mjs';
import { launchChromium } from '../support/browsers.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { RedisServer } from '../support/redis.js';
import { TcpGate } from '../support/tcp-gate.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';

interface Call extends HTMLElement {
  readonly session: {
    readonly self: { readonly id: string };
    readonly participants: readonly { readonly away: boolean }[];
  };
}

const program = findProgram('redis');

if (program !== undefined) {
  describe('a call over two servers and one Redis', () => {
    let redis: RedisServer;
    let browser: Browser;
    let servers: ProductionServer[] = [];
    /** The pages of some connect through it, whichever server stands behind it. */
    let gate: TcpGate;
    let people: Person[] = [];

    before(async () => {
      [redis, browser] = await Promise.all([RedisServer.start(program), launchChromium()]);
      servers = await Promise.all([1, 2].map(() => startProductionServer('--redis', redis.url)));
      gate = await TcpGate.start(servers[0]?.port ?? 0);
    });

    after(async () => {
      await browser.close();
      gate.stop();
      await Promise.all(servers.map((server) => server.stop()));
      await redis.remove();
    });

    afterEach(async () => {
      await Promise.all(people.map((person) => person.close()));
      people = [];
    });

    async function join(room: string, name: string, url: string): Promise<Person> {
      const person = await Person.join(browser, url, room, name);
      people.push(person);
      return person;
    }

    const look = <T>(person: Person, at: (call: Call) => T): Promise<T> =>
      person.page.$eval('rtc-call', at as (call: Element) => T);

    const idOf = (person: Person): Promise<string> => look(person, ({ session }) => session.self.id);

    /** Each tile with its frames, to see that none began anew. */
    async function framesOf(person: Person): Promise<Record<string, number>> {
      return Object.fromEntries((await person.tiles()).map(({ name, frames }) => [name, frames]));
    }

    const nobodyIsAway = (person: Person): Promise<unknown> =>
      waitFor('nobody is away', () =>
        look(person, ({ session }) => session.participants.every(({ away }) => !away)),
      );

    /** Waits until the call is interrupted from now on and back, however short that is. */
    async function interruption(person: Person): Promise<() => Promise<void>> {
      await look(person, (call) => {
        const states: string[] = [];
        Reflect.set(call, 'states', states);
        call.addEventListener('rtc-state-change', (event) =>
          states.push(String(Reflect.get(event, 'state'))),
        );
      });
      return async () => {
        await waitFor('an interruption, and its end', () =>
          look(person, (call) => String(Reflect.get(call, 'states')).includes('reconnecting,in-call')),
        );
      };
    }

    /** Mutes one person, and waits until the other one sees it: messages by the server arrive. */
    async function mutesFor(speaker: Person, name: string, listener: Person): Promise<void> {
      await speaker.click('Mute microphone');
      await waitFor('the mute badge', async () => (await listener.tile(name))?.muted);
    }

    it('has its members on either, and goes on when Redis is killed and started again', async () => {
      const [one, two] = servers as [ProductionServer, ProductionServer];
      const [ann, bob] = [await join('redis', 'Ann', one.url), await join('redis', 'Bob', two.url)];
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      const [ids, frames] = [await Promise.all([ann, bob].map(idOf)), await framesOf(ann)];

      await redis.kill();
      await waitFor('the servers notice', async () =>
        (await Promise.all(servers.map(({ url }) => fetch(`${url}healthz`)))).every(
          ({ status }) => status === 503,
        ),
      );
      await Promise.all([ann.seesMotion('Bob'), bob.seesMotion('Ann')]);
      const interruptions = await Promise.all([ann, bob].map(interruption));
      await redis.start();
      await Promise.all(interruptions.map((over) => over()));
      for (const person of [ann, bob]) await nobodyIsAway(person);
      assert.deepEqual(await Promise.all([ann, bob].map(idOf)), ids);
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      assert.ok(((await framesOf(ann))['Bob'] ?? 0) > (frames['Bob'] ?? 0), 'the picture never stopped');
      await mutesFor(bob, 'Bob', ann);
    });

    it('has them all on the other one when one of them is killed', async () => {
      const [one, two] = servers as [ProductionServer, ProductionServer];
      gate.target = one.port;
      const front = `http://localhost:${gate.port}/`;
      const [ann, bob] = [await join('killed', 'Ann', two.url), await join('killed', 'Bob', front)];
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      const [id, frames] = [await idOf(bob), await framesOf(ann)];

      const over = await interruption(bob);
      gate.target = two.port;
      await one.kill();
      await over();
      assert.equal(await idOf(bob), id);
      await nobodyIsAway(ann);
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      assert.ok(((await framesOf(ann))['Bob'] ?? 0) > (frames['Bob'] ?? 0), 'the picture never stopped');
      await mutesFor(bob, 'Bob', ann);
    });
  });
}
