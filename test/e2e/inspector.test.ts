import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { evalAll, evalFirst, findFirst } from '../support/deep.js';
import { needs } from '../support/needs.js';
import { waitFor } from '../support/wait-for.js';
import { controllersLoaded } from './support/keyboard.js';
import { MixedCall } from './support/mixed-call.js';
import type { Person } from './support/person.js';
import { idOf, look } from './support/scene.js';

/** Texts in a view of the inspector. */
const textsOf = ({ page }: Person, view: string, selector: string): Promise<string[]> =>
  evalAll(page, `rtc-inspector-${view} >>> ${selector}`, (elements) =>
    elements.map(({ textContent }) => textContent.trim()),
  );

async function choose({ page }: Person, tab: string): Promise<void> {
  const button = await findFirst(page, `rtc-inspector >>> #tab-${tab}`);
  await button?.evaluate((element) => (element as HTMLElement).click());
  await waitFor(tab, () => findFirst(page, `rtc-inspector-${tab}`));
}

/** Ports of the pair in use, as the browser tells them. */
const selectedPorts = (person: Person, other: string): Promise<unknown[]> =>
  look(
    person,
    async ({ session }, id) => {
      const report = await session.getPeer(id)?.connection.getStats();
      const entries = new Map<string, Record<string, unknown>>();
      report?.forEach((entry: Record<string, unknown>) => entries.set(String(entry['id']), entry));
      const all = [...entries.values()];
      const chosen = all.find(({ type }) => type === 'transport')?.['selectedCandidatePairId'];
      // Firefox marks the pair itself.
      const pair = all.find(({ id: key, type, selected }) =>
        chosen === undefined ? type === 'candidate-pair' && selected === true : key === chosen,
      );
      return ['localCandidateId', 'remoteCandidateId'].map(
        (key) => entries.get(String(pair?.[key]))?.['port'],
      );
    },
    other,
  );

/** Presses the button that exports, and reads what the page hands to the browser. */
const exported = ({ page }: Person): Promise<string> =>
  evalFirst(page, 'rtc-inspector >>> [part~=export-button]', async (button) => {
    const { prototype } = HTMLAnchorElement;
    const urls: string[] = [];
    prototype.click = function (this: HTMLAnchorElement) {
      urls.push(this.href);
    };
    (button as HTMLButtonElement).click();
    Reflect.deleteProperty(prototype, 'click');
    return (await fetch(urls[0] ?? '')).text();
  });

describe('the inspector in Chromium and in Firefox', needs('firefox'), () => {
  let call: MixedCall;
  let ann: Person;
  let bob: Person;

  before(async () => {
    call = await MixedCall.open();
    [ann, bob] = await Promise.all([call.join('Chromium', 'Ann'), call.join('Firefox', 'Bob')]);
    await Promise.all([ann.sees('Bob'), bob.sees('Ann')]);
  });

  after(() => (call as MixedCall | undefined)?.close());

  it('is opened by its key, and shows the first offer on both sides', async () => {
    for (const { page } of [ann, bob]) {
      await controllersLoaded(page);
      await page.keyboard.press('i');
      await waitFor('the timeline', () => findFirst(page, 'rtc-inspector-timeline >>> li.descriptions'));
    }
    const first = await Promise.all(
      [ann, bob].map(async (person) => (await textsOf(person, 'timeline', 'li.descriptions .text'))[0]),
    );
    assert.deepEqual(first.toSorted(), ['Offer received', 'Offer sent']);
  });

  it('shows the pair that the browser has selected', async () => {
    for (const [person, other] of [
      [ann, await idOf(bob)],
      [bob, await idOf(ann)],
    ] as const) {
      await choose(person, 'candidates');
      await waitFor('the pair in use', async () => {
        const [text = ''] = await textsOf(person, 'candidates', 'li.selected');
        const ports = await selectedPorts(person, other);
        return ports.every((port) => typeof port === 'number' && text.includes(`:${port}`));
      });
    }
  });

  it('has the same words to compare on both screens once one of them asks', async () => {
    for (const person of [ann, bob]) await choose(person, 'verification');
    const button = await waitFor('the button', () =>
      findFirst(ann.page, 'rtc-inspector-verification >>> button'),
    );
    await button.evaluate((element) => (element as HTMLElement).click());
    const words = (person: Person): Promise<string[]> => textsOf(person, 'verification', '[part=word]');
    await waitFor(
      'the words',
      async () => (await words(ann)).length === 4 && (await words(bob)).length === 4,
    );
    assert.deepEqual(await words(ann), await words(bob));
  });

  it('shows in a page without a call what the other browser has exported', async () => {
    await choose(ann, 'timeline');
    const file = await exported(ann);
    const records = await textsOf(ann, 'timeline', 'li .text');
    await bob.page.goto(call.server.url);
    await bob.page.$eval('rtc-call', (element) => {
      element.replaceWith(document.createElement('rtc-inspector'));
    });
    const input = await waitFor('the inspector', () =>
      findFirst(bob.page, 'rtc-inspector >>> input[type=file]'),
    );
    await input.evaluate((element, content) => {
      const chosen = new DataTransfer();
      chosen.items.add(new File([content], 'connections.json'));
      element.files = chosen.files;
      element.dispatchEvent(new Event('change'));
    }, file);
    await waitFor('the timeline', () => findFirst(bob.page, 'rtc-inspector-timeline >>> li'));
    const shown = await textsOf(bob, 'timeline', 'li .text');
    assert.deepEqual(shown.slice(0, records.length), records.slice(0, shown.length));
  });

  it('caused no error in either page', () => {
    assert.deepEqual([...ann.errors, ...bob.errors], []);
  });
});
