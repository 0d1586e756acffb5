import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS } from '../support/browsers.js';
import { dealtIt } from '../support/dealt.js';
import { findFirst } from '../support/deep.js';
import { startProductionServer, type ProductionServer } from '../support/production-server.js';
import { waitFor } from '../support/wait-for.js';
import { Person } from './support/person.js';
import type { Call } from './support/scene.js';

/** Number of looks in a row that have to find that nothing was sent. */
const LOOKS = 5;

for (const name of BROWSER_NAMES) {
  const { launch, needs } = BROWSERS[name];
  describe(`pictures that nobody looks at, in ${name}`, needs, () => {
    const test = dealtIt(name);
    let server: ProductionServer;
    let browser: Browser;
    let people: Person[] = [];
    let rooms = 0;

    before(async () => {
      [server, browser] = await Promise.all([startProductionServer(), launch()]);
    });

    after(async () => {
      await browser.close();
      await server.stop();
    });

    afterEach(async () => {
      await Promise.all(people.map((person) => person.close()));
      people = [];
    });

    /** Somebody in a window of their own: a tab behind another one is not looked at. */
    async function join(room: string, name: string): Promise<Person> {
      const person = await Person.inWindow(await browser.createBrowserContext());
      people.push(person);
      await person.page.goto(`${server.url}?room=${room}&name=${name}&autojoin`);
      await person.waitForState('in-call');
      return person;
    }

    /** Two who see each other, each with tiles that say what is seen of them. */
    async function pair(): Promise<[Person, Person]> {
      const room = `looking-${(rooms += 1)}`;
      const [ann, bob] = [await join(room, 'Ann'), await join(room, 'Bob')];
      await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
      for (const { page } of people) {
        await waitFor('the tools of the tile', () =>
          findFirst(page, 'rtc-remote-video >>> [part~=tools-button]'),
        );
      }
      return [ann, bob];
    }

    /** Bytes of pictures and of sound that somebody has sent. */
    const sent = ({ page }: Person): Promise<{ video: number; audio: number }> =>
      page.$eval('rtc-call', async (call) => {
        const bytes = { video: 0, audio: 0 };
        const { participants } = await (call as Call).session.getStats();
        for (const report of participants.values()) {
          report.forEach(({ type, kind, bytesSent = 0 }: RTCOutboundRtpStreamStats) => {
            if (type === 'outbound-rtp') bytes[kind as 'video' | 'audio'] += bytesSent;
          });
        }
        return bytes;
      });

    /** Waits until somebody sends sound, and no picture. */
    async function sendsNoPicture(person: Person): Promise<void> {
      let before = await sent(person);
      let looks = 0;
      await waitFor('sound without a picture', async () => {
        const now = await sent(person);
        if (now.audio > before.audio) looks = now.video === before.video ? looks + 1 : 0;
        before = now;
        return looks >= LOOKS;
      });
    }

    const style = ({ page }: Person, css: string): Promise<void> =>
      page.$eval('rtc-call', (call, css) => call.setAttribute('style', css), css);

    for (const [way, css] of [
      ['hidden by the page', 'display: none'],
      ['scrolled away', 'margin-block-start: 300vh'],
    ] as const) {
      test(`are not sent while they are ${way}, and are at once when they are back`, async () => {
        const [ann, bob] = await pair();
        await style(ann, css);
        await sendsNoPicture(bob);
        // The other way nothing has changed.
        await bob.seesMotion('Ann');
        await style(ann, '');
        await ann.seesMotion('Bob');
        await ann.hearsAll();
        for (const person of people) assert.deepEqual(person.errors, []);
      });
    }

    test('are sent on to a page that takes the track itself', async () => {
      const [ann, bob] = await pair();
      await ann.page.$eval('rtc-call', (call) => {
        const { session } = call as Call;
        session.getTrack(session.participants[0]?.id ?? '', 'camera');
      });
      await style(ann, 'display: none');
      const before = await sent(bob);
      await waitFor('more pictures', async () => (await sent(bob)).video > before.video + 20_000);
      await ann.page.$eval('rtc-call', async (call) => {
        const { session } = call as Call & {
          readonly session: { setView(id: string, source: string, view: null): Promise<void> };
        };
        await session.setView(session.participants[0]?.id ?? '', 'camera', null);
      });
      await sendsNoPicture(bob);
    });

    if (name === 'Chromium') {
      it('are not sent to a page in the background, and are at once when it comes to the front', async () => {
        const [ann, bob] = await pair();
        const front = await ann.context.newPage();
        await front.bringToFront();
        await sendsNoPicture(bob);
        await bob.seesMotion('Ann');
        await front.close();
        await ann.seesMotion('Bob');
      });
    }
  });
}
