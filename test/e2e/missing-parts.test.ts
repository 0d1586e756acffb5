import assert from 'node:assert/strict';
import { after, afterEach, before, describe } from 'node:test';
import type { Browser, ElementHandle } from 'puppeteer-core';
import { BROWSER_NAMES, BROWSERS } from '../support/browsers.js';
import { dealtIt } from '../support/dealt.js';
import { evalAll, evalFirst, findFirst } from '../support/deep.js';
import { waitFor } from '../support/wait-for.js';
import { PatchySite, type Notes } from './support/patchy-site.js';
import { Person } from './support/person.js';

interface Call extends HTMLElement {
  readonly session: { readonly self: { readonly id: string } };
  join(): Promise<void>;
  leave(): Promise<void>;
  takeSnapshot(): Promise<Blob>;
  startRecording(): Promise<void>;
}

const SENTENCE = 'A part of the call could not be loaded';

for (const name of BROWSER_NAMES) {
  const { launch, needs } = BROWSERS[name];
  describe(`a call in ${name} whose page cannot load all of its parts`, needs, () => {
    const test = dealtIt(name);
    let site: PatchySite;
    let browser: Browser;
    let people: Person[] = [];
    let rooms = 0;

    before(async () => {
      [site, browser] = await Promise.all([PatchySite.open(), launch()]);
    });

    after(async () => {
      await browser.close();
      await site.close();
    });

    afterEach(async () => {
      site.repair();
      site.requests.length = 0;
      for (const person of people) {
        assert.deepEqual((await notes(person)).unhandled, []);
        await person.close();
      }
      people = [];
    });

    /** Somebody with a page of the site; alone in a room where it is not said. */
    async function open(attributes = '', room = `room-${(rooms += 1)}`): Promise<Person> {
      const person = await Person.create(browser);
      people.push(person);
      await person.page.goto(site.url(`room="${room}" ${attributes}`), { waitUntil: 'domcontentloaded' });
      return person;
    }

    async function join(attributes = ''): Promise<Person> {
      const person = await open(`autojoin name="Ann" ${attributes}`);
      await person.waitForState('in-call');
      return person;
    }

    const notes = ({ page }: Person): Promise<Notes> =>
      page.evaluate(() => {
        const { told, unhandled, ran } = globalThis as unknown as Notes;
        return { told, unhandled, ran };
      });

    const inCall = <T>({ page }: Person, action: (call: Call) => T): Promise<Awaited<T>> =>
      page.$eval('rtc-call', action as never);

    const appears = ({ page }: Person, selector: string): Promise<ElementHandle> =>
      waitFor(selector, () => findFirst(page, selector));

    const comesBack = ({ page }: Person): Promise<boolean> =>
      page.evaluate(() => dispatchEvent(new Event('online')));

    const asked = (file: string): Promise<unknown> =>
      waitFor(`a request of ${file}`, () => site.requests.some((path) => path.includes(file)));

    /** Every part ran no more than once, whatever address it came from. */
    async function assertSingle(person: Person): Promise<void> {
      const { ran } = await notes(person);
      assert.deepEqual(ran.toSorted(), [...new Set(ran)].toSorted());
    }

    test('says so once, on the screen and to the page, and has everything once it is there', async () => {
      site.missing.add('*');
      const ann = await open('lang="zh"');
      await waitFor('the sentence', async () => (await ann.text()).includes(SENTENCE));
      await Promise.all(['call-controllers.js', 'zh.js', 'rtc-lobby.js'].map(asked));
      // Without the lobby there is a button. A call without a server needs a file, too, and does not begin without it.
      await ann.click('Join call');
      await ann.waitForState('failed');
      assert.deepEqual((await notes(ann)).told, ['load-failed', 'load-failed']);
      site.repair();
      // By its part, and where it is: other buttons and the language may come now, and move it.
      const retry = await appears(ann, '[part~=retry-button]');
      await retry.evaluate((button) => (button as HTMLElement).click());
      await ann.waitForState('in-call');
      await appears(ann, '[part~=tools-button]');
      await appears(ann, '[part~=chat-button][aria-label="聊天"]');
      await appears(ann, '[part~=leave-button][aria-label="断开远程连接"]');
      assert.equal((await notes(ann)).told.length, 2);
      await assertSingle(ann);
    });

    test('says so where the part that speaks with the server is missing, and joins at the next attempt', async () => {
      // Browsers refuse this port: once the part is there, no server answers.
      for (const file of ['membership.js', 'protocol.js']) {
        site.missing.add(file);
        const ann = await open('signaling="ws://127.0.0.1:9/" autojoin name="Ann"');
        await ann.waitForState('failed');
        const code = (): Promise<string | undefined> =>
          inCall(
            ann,
            (call) => (call as unknown as { session: { error?: { code: string } } }).session.error?.code,
          );
        assert.equal(await code(), 'load-failed', file);
        site.repair();
        await (
          await appears(ann, '[part~=retry-button]')
        ).evaluate((button) => (button as HTMLElement).click());
        await waitFor('an answer of the network', async () => (await code()) === 'server-unreachable');
      }
    });

    test('goes on, and has the rest when the page comes back', async () => {
      site.missing.add('call-controllers.js');
      const [room, autojoin] = ['together', 'autojoin layout="spotlight" name='];
      const ann = await open(`${autojoin}"Ann"`, room);
      await ann.waitForState('in-call');
      // Tabs of one browser: they need no server.
      const bob = await Person.inTab(ann.context);
      await bob.page.goto(site.url(`room="${room}" ${autojoin}"Bob"`));
      await bob.sees('Ann');
      await bob.hearsAll();
      await waitFor('the sentence', async () => (await bob.text()).includes(SENTENCE));
      await asked('call-controllers.js');
      assert.deepEqual((await notes(bob)).told, ['load-failed']);
      assert.equal(await findFirst(bob.page, '[part~=tools-button]'), null);
      site.repair();
      await comesBack(bob);
      await appears(bob, '[part~=tools-button]');
      await waitFor('the recordings', () =>
        bob.page.evaluate(() => customElements.get('rtc-recording') !== undefined),
      );
      await waitFor('the menu and the marks of one call', () =>
        evalAll(
          bob.page,
          'rtc-tile-marks',
          (marks) => marks.length === 2 && marks.every((mark) => mark.shadowRoot),
        ),
      );
      await bob.click('Options: ⁨Ann⁩');
      await bob.click('Keep big');
      await appears(bob, 'rtc-remote-video.big');
      assert.deepEqual((await notes(bob)).told, ['load-failed']);
      await assertSingle(bob);
      await bob.seesMotion('Ann');
    });

    test('takes a photo and records at the next attempt', async () => {
      site.missing.add('more-buttons.js').add('recording.js');
      const ann = await join();
      const attempt = (method: 'takeSnapshot' | 'startRecording'): Promise<string> =>
        ann.page.$eval(
          'rtc-call',
          async (call, method) => {
            try {
              await (call as unknown as Call)[method]();
              return 'done';
            } catch (error) {
              const { name, code, recoverable } = error as {
                name: string;
                code: string;
                recoverable: boolean;
              };
              return `${name} ${code} ${recoverable ? 'recoverable' : ''}`;
            }
          },
          method,
        );
      for (const method of ['takeSnapshot', 'startRecording'] as const) {
        assert.equal(await attempt(method), 'RtcError load-failed recoverable');
        assert.equal(await attempt(method), 'RtcError load-failed recoverable');
      }
      // The page was told by the promises; the person once, of what the call did by itself.
      assert.deepEqual((await notes(ann)).told, ['load-failed']);
      site.repair();
      assert.equal(await attempt('takeSnapshot'), 'done');
      // Whether this browser can record is another question.
      assert.doesNotMatch(await attempt('startRecording'), /load-failed/);
      await assertSingle(ann);
    });

    test('says so at each button that needs what is missing, and does it at the next press', async () => {
      const ann = await join();
      await appears(ann, '[part~=chat-button]');
      site.missing.add('rtc-chat.js');
      await ann.click('Chat');
      await waitFor('a word', async () => (await notes(ann)).told.length === 1);
      assert.equal(await findFirst(ann.page, 'rtc-chat'), null);
      await appears(ann, '[part~=chat-button][aria-expanded=false]');
      await ann.click('Chat');
      await waitFor('another word', async () => (await notes(ann)).told.length === 2);
      site.repair();
      await ann.click('Chat');
      await appears(ann, '[part~=log]');
      await appears(ann, '[part~=chat-button][aria-expanded=true]');
      assert.deepEqual((await notes(ann)).told, ['load-failed', 'load-failed']);
      await assertSingle(ann);
    });

    test('does nothing for who has left or gone before a part comes', async () => {
      site.held.add('rtc-chat.js').add('recording.js');
      const ann = await join();
      await appears(ann, '[part~=chat-button]');
      await ann.click('Chat');
      const recording = inCall(ann, async (call) => {
        try {
          await call.startRecording();
          return 'it records';
        } catch (error) {
          return (error as Error).name;
        }
      });
      await Promise.all([...site.held].map(asked));
      await inCall(ann, (call) => call.leave());
      await inCall(ann, (call) => call.join());
      await ann.waitForState('in-call');
      site.repair();
      assert.equal(await recording, 'AbortError');
      await waitFor('the chat', () => ann.page.evaluate(() => customElements.get('rtc-chat') !== undefined));
      assert.equal(await findFirst(ann.page, 'rtc-chat'), null);
      assert.deepEqual((await notes(ann)).told, []);
    });

    test('speaks English until its language is there', async () => {
      site.missing.add('zh.js');
      const ann = await open('lang="zh"');
      await appears(ann, '[part~=join-button]');
      await waitFor('the sentence', async () => (await ann.text()).includes(SENTENCE));
      assert.match(await ann.text(), /Join call/);
      site.repair();
      for (const lang of ['en', 'zh'])
        await ann.page.$eval('rtc-call', (call, lang) => call.setAttribute('lang', lang), lang);
      await waitFor('Chinese', async () => (await ann.text()).includes('加入通话'));
    });

    test('gives the lobby the focus that the button before it had', async () => {
      site.held.add('rtc-lobby.js');
      const ann = await open();
      const button = await appears(ann, '[part~=join-button]');
      // Nothing of an element takes the focus before it is shown.
      await waitFor('the focus', () =>
        button.evaluate((element) => {
          (element as HTMLElement).focus();
          return element.matches(':focus');
        }),
      );
      await asked('rtc-lobby.js');
      site.repair();
      await waitFor('the focus in the lobby', () =>
        evalFirst(ann.page, 'rtc-lobby', ({ shadowRoot }) => Boolean(shadowRoot?.activeElement)),
      );
    });
  });
}
