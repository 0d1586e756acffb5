import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { RtcCall } from '../../../src/index.js';
import '../../../src/index.js';
import { prefer } from '../../../src/components/kit/preferences.js';
import { HoldToTalk } from '../../../src/components/rtc-shortcuts/hold-to-talk.js';
import { appears, call, cleanUp, deep, exists, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('hold to talk', () => {
  afterEach(async () => {
    await sendKeys({ up: ' ' });
    cleanUp();
  });

  /** A call whose person is muted, wants to hold the space bar, and has clicked a picture. */
  async function muted(attributes = '', children = ''): Promise<RtcCall> {
    const element = await call(`autojoin no-camera ${attributes}`, children);
    await reached(element, 'in-call');
    await waitUntil(() => element.session.features.shortcuts, 'no keys');
    // As the services of the call do once it has settled.
    new HoldToTalk(element);
    prefer(element.session, { holdToTalk: true });
    await element.toggleMicrophone(false);
    if (!children) deep(element, '.ui').focus();
    return element;
  }

  const talks = (element: RtcCall, is: boolean): Promise<void> =>
    waitUntil(() => element.session.media.microphone === is, `the microphone is not ${String(is)}`);

  it('unmutes as long as the key is held', async () => {
    const element = await muted();
    await sendKeys({ down: ' ' });
    await talks(element, true);
    await sendKeys({ up: ' ' });
    await talks(element, false);
  });

  it('takes the repetitions of a held key for what they are, and does not scroll by them', async () => {
    const element = await muted();
    const keys: KeyboardEvent[] = [];
    element.addEventListener('keydown', (event) => keys.push(event));
    await sendKeys({ down: ' ' });
    await talks(element, true);
    await sendKeys({ down: ' ' });
    await sendKeys({ down: ' ' });
    expect(keys.map(({ repeat, defaultPrevented }) => [repeat, defaultPrevented])).to.deep.equal([
      [false, true],
      [true, true],
      [true, true],
    ]);
    expect(element.session.media.microphone).to.equal(true);
    await sendKeys({ up: ' ' });
    await talks(element, false);
  });

  it('opens a microphone that was never open', async () => {
    const element = await muted('no-microphone');
    expect(element.session.media.getTrack('microphone')).to.equal(null);
    await sendKeys({ down: ' ' });
    await talks(element, true);
    await sendKeys({ up: ' ' });
    await talks(element, false);
  });

  for (const [what, happens] of Object.entries<(element: RtcCall) => unknown>({
    'the window loses the focus': () => window.dispatchEvent(new Event('blur')),
    'the page is hidden': () => document.dispatchEvent(new Event('visibilitychange')),
    'the focus goes into a field, which keeps its keys from the page': async (element) => {
      element.dispatchEvent(new Event('rtc-chat-toggle'));
      (await appears(element, 'rtc-chat', 'textarea')).focus();
    },
    'the focus leaves the call': () => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    },
    'the call is moved': (element) => element.parentElement?.append(element),
  })) {
    it(`mutes again when ${what}`, async () => {
      const element = await muted();
      await sendKeys({ down: ' ' });
      await talks(element, true);
      await happens(element);
      await talks(element, false);
      // The repetitions of a key that is still held do not begin again.
      await sendKeys({ down: ' ' });
      expect(element.session.media.microphone).to.equal(false);
    });
  }

  it('leaves the microphone muted for the next call when this one ends', async () => {
    const element = await muted();
    await sendKeys({ down: ' ' });
    await talks(element, true);
    await element.leave();
    expect(element.session.media.wanted.microphone).to.equal(false);
  });

  it('stays muted when somebody mutes while the key is held', async () => {
    const element = await muted();
    await sendKeys({ down: ' ' });
    await talks(element, true);
    await element.toggleMicrophone(false);
    await sendKeys({ up: ' ' });
    expect(element.session.media.microphone).to.equal(false);
  });

  /** Presses the key, which has another meaning, and then where it does count. */
  async function doesNothing(element: RtcCall): Promise<void> {
    const begun: unknown[] = [];
    element.session.addEventListener('change', () => begun.push(element.session.isOn('microphone')));
    await sendKeys({ down: ' ' });
    await sendKeys({ up: ' ' });
    await element.updateComplete;
    expect(begun).not.to.include(true);
  }

  it('leaves the key to a focused button', async () => {
    const element = await muted();
    deep(element, 'rtc-controls', '[part~=camera-button]').focus();
    await doesNothing(element);
    await waitUntil(() => element.session.media.camera, 'the button was not pressed');
  });

  it('leaves the key to a focused field', async () => {
    const element = await muted('', '<textarea aria-label="a"></textarea>');
    const field = element.querySelector('textarea')!;
    field.focus();
    await doesNothing(element);
    expect(field.value).to.equal(' ');
  });

  it('leaves the key to the field of the chat', async () => {
    const element = await muted();
    element.dispatchEvent(new Event('rtc-chat-toggle'));
    (await appears(element, 'rtc-chat', 'textarea:enabled')).focus();
    await waitUntil(() => deep(element, 'rtc-chat').shadowRoot?.activeElement?.localName === 'textarea');
    await doesNothing(element);
  });

  for (const html of [
    '<a href="#there">there</a>',
    '<input type="checkbox" aria-label="a">',
    '<select aria-label="a"><option>a</option></select>',
    '<details><summary>more</summary></details>',
    '<div role="switch" tabindex="0" aria-checked="false">a</div>',
    '<p contenteditable="true">a</p>',
  ]) {
    it(`leaves the key to ${html}`, async () => {
      const element = await muted('', html);
      element.querySelector<HTMLElement>('a, input, select, summary, div, p')?.focus();
      expect(element.matches(':focus-within')).to.equal(true);
      await doesNothing(element);
    });
  }

  it('leaves the key to the page while the focus is not in the call', async () => {
    const element = await muted();
    deep(element, '.ui').blur();
    await doesNothing(element);
  });

  it('leaves Shift and the space bar to the browser', async () => {
    const element = await muted();
    await sendKeys({ down: 'Shift' });
    await doesNothing(element);
    await sendKeys({ up: 'Shift' });
  });

  it('is off by default, and where the page has switched off the keys', async () => {
    const element = await muted();
    prefer(element.session, { holdToTalk: undefined });
    await doesNothing(element);
    const other = await muted('shortcuts="off"');
    await doesNothing(other);
  });

  it('does nothing where the microphone is on', async () => {
    const element = await muted();
    await element.toggleMicrophone(true);
    const keys: KeyboardEvent[] = [];
    element.addEventListener('keydown', (event) => keys.push(event));
    await sendKeys({ down: ' ' });
    await sendKeys({ up: ' ' });
    expect(keys.map(({ defaultPrevented }) => defaultPrevented)).to.deep.equal([false]);
    expect(element.session.media.microphone).to.equal(true);
  });

  it('is in the list of keys', async () => {
    const element = await muted();
    await sendKeys({ type: '?' });
    const list = await appears(element, 'rtc-shortcuts', 'dl');
    await waitUntil(() => list.textContent.includes('Talk as long as it is held'), 'not listed');
    await sendMouse({ type: 'click', position: [3, 3] });
    await waitUntil(() => !exists(element, 'rtc-shortcuts'), 'the list stays');
    prefer(element.session, { holdToTalk: undefined });
    deep(element, '.ui').focus();
    await sendKeys({ type: '?' });
    const other = await appears(element, 'rtc-shortcuts', 'dl');
    expect(other.textContent).not.to.include('Talk as long as it is held');
  });
});
