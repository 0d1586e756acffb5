import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../src/index.js';
import type { RtcCall, RtcLobby } from '../../../src/index.js';
import { appears, call, cleanUp, deep, freshRoom, joined, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('Shortcuts of the page around', () => {
  /** Keys that reached the page: it takes the letters, as pages do that see no field. */
  const heard: string[] = [];
  /** Keys of which it heard on their way down. */
  const early: string[] = [];
  let page: AbortController;

  beforeEach(() => {
    heard.length = early.length = 0;
    page = new AbortController();
    for (const type of ['keydown', 'keypress', 'keyup'] as const) {
      document.addEventListener(
        type,
        (event) => {
          const target = event.target as Element;
          if (['INPUT', 'TEXTAREA'].includes(target.tagName)) return;
          heard.push(`${type} ${event.key}`);
          if (event.key.length === 1 && !event.ctrlKey) event.preventDefault();
        },
        { signal: page.signal },
      );
    }
    // Some listen before anybody else does.
    document.addEventListener(
      'keydown',
      ({ target, key }) => {
        if (!['INPUT', 'TEXTAREA'].includes((target as Element).tagName)) early.push(key);
      },
      { capture: true, signal: page.signal },
    );
  });

  afterEach(() => {
    page.abort();
    cleanUp();
  });

  async function chat(): Promise<{ element: RtcCall; field: HTMLTextAreaElement }> {
    const room = freshRoom();
    const element = await call('autojoin', '', room);
    await reached(element, 'in-call');
    await joined({ room });
    element.dispatchEvent(new Event('rtc-chat-toggle'));
    const field = (await appears(element, 'rtc-chat', 'textarea:enabled')) as HTMLTextAreaElement;
    field.focus();
    return { element, field };
  }

  it('neither fire nor swallow letters while somebody writes in the chat', async () => {
    const { field } = await chat();
    await sendKeys({ type: 'Gm kvp? 1' });
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ press: 'Backspace' });
    expect(field.value).to.equal('Gm kvp?1');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => field.value === '', 'not sent');
    expect(heard).to.deep.equal([]);
    expect(early).to.have.members(['Enter']);
  });

  it('neither in the lobby, where a name is written and a device chosen', async () => {
    const lobby = await fixture<RtcLobby>('<rtc-lobby></rtc-lobby>');
    const name = deep(lobby, 'input') as HTMLInputElement;
    name.focus();
    await sendKeys({ type: 'Mia' });
    expect(name.value).to.equal('Mia');
    const picker = await appears(lobby, 'rtc-device-picker', 'select');
    picker.focus();
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'm' });
    expect(heard).to.deep.equal([]);
    expect(early).to.deep.equal([]);
  });

  it('hear Escape, Tab and combinations also from a field', async () => {
    const { field } = await chat();
    await sendKeys({ press: 'Escape' });
    expect(heard).to.include('keydown Escape');
    field.focus();
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'k' });
    await sendKeys({ up: 'Control' });
    expect(heard).to.include('keydown k');
    await sendKeys({ press: 'Tab' });
    expect(heard).to.include('keydown Tab');
  });

  it('hear keys from a button, as from any other element', async () => {
    const { element } = await chat();
    const button = await appears(element, 'rtc-controls', '[part~=microphone-button]');
    button.focus();
    await sendKeys({ press: 'x' });
    expect(heard).to.include('keydown x');
  });
});
