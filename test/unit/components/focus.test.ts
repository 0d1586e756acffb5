import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RtcCall } from '../../../src/index.js';
import '../../../src/index.js';
import { RtcChatToggleEvent } from '../../../src/components/events.js';
import { Chat } from '../../../src/core/features/chat/index.js';
import { startSignalingServer } from '../../support/signaling.js';
import { appears, call, cleanUp, deep, exists, freshRoom, joined, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('the focus in a call', () => {
  afterEach(cleanUp);

  async function withChat(element: RtcCall): Promise<HTMLElement> {
    await element.join();
    element.dispatchEvent(new RtcChatToggleEvent());
    return appears(element, 'rtc-chat', 'textarea');
  }

  it('stays in the chat when the server goes away', async () => {
    const server = await startSignalingServer();
    const element = await call('no-camera no-microphone');
    element.signaling = server.url;
    const field = await withChat(element);
    field.focus();
    await server.stop();
    await reached(element, 'reconnecting');
    await nextFrame();
    expect(deep(element, 'rtc-chat').shadowRoot?.activeElement).to.equal(field);
  });

  it('goes to the toolbar when the chat that has it is hidden, so that the same key shows it again', async () => {
    const element = await call('no-camera no-microphone');
    await withChat(element);
    // Both are loaded while the person decides: keys, and the button without which there is no key for the chat.
    await waitUntil(() => element.session.features.shortcuts, 'there are no keys');
    await appears(element, 'rtc-controls', '[part~=chat-button]');
    deep(element, 'rtc-chat', '.log').focus();
    for (const hidden of [true, false]) {
      await sendKeys({ press: 'c' });
      await waitUntil(() => deep(element, 'rtc-chat').hidden === hidden, 'the key does nothing');
      await waitUntil(() => deep(element, 'rtc-controls').matches(':focus'), 'the focus is lost');
    }
  });

  it('stays in the call when the button that has it goes away', async () => {
    const element = await call('no-camera no-microphone');
    await element.join();
    await element.toggleScreen(true);
    (await appears(element, 'rtc-stage', '[part~=stop-button]')).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => !exists(element, 'rtc-stage', '[part~=stop-button]'), 'it is still there');
    expect(deep(element, '.ui').matches(':focus')).to.equal(true);
  });

  it('stays in an element of a layout of the page, until it goes on', async () => {
    const element = await call('no-camera no-microphone', '<rtc-stage></rtc-stage>');
    await element.join();
    await element.toggleScreen(true);
    const stage = element.querySelector('rtc-stage')!;
    (await appears(stage, '[part~=stop-button]')).focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => stage.matches(':focus'), 'the focus is lost');
    stage.blur();
    expect(stage).not.to.have.attribute('tabindex');
  });

  it('presses no button by Enter that is held, whichever has it by then', async () => {
    const element = await call('no-camera no-microphone');
    const hold = (target: HTMLElement): boolean => {
      const init = { key: 'Enter', repeat: true, bubbles: true, composed: true, cancelable: true };
      return target.dispatchEvent(new KeyboardEvent('keydown', init));
    };
    expect(hold(deep(element, 'rtc-lobby', '[part~=join-button]'))).to.equal(false);
    expect(hold(deep(element, 'rtc-lobby', 'input'))).to.equal(true);
    await element.join();
    expect(hold(await appears(element, 'rtc-controls', '[part~=microphone-button]'))).to.equal(false);
  });
});

describe('what is new in a chat that is not shown', () => {
  afterEach(cleanUp);

  it('is announced, but not while it is shown', async () => {
    const room = freshRoom();
    const element = await call('no-camera no-microphone', '', room);
    const [bob] = await Promise.all([joined({ room, name: 'Bob' }), element.join()]);
    await waitUntil(() => element.participants[0]?.connectionState === 'connected', 'no call');
    const said = (text: string): boolean => deep(element, '[role=status]').textContent.includes(text);
    Chat.of(bob).send('hello');
    await waitUntil(() => said('Chat, 1 new message'), 'nothing is said');
    element.dispatchEvent(new RtcChatToggleEvent());
    await appears(element, 'rtc-chat', '.bubble');
    Chat.of(bob).send('again');
    await waitUntil(() => deep(element, 'rtc-chat').shadowRoot?.querySelectorAll('.bubble').length === 2);
    await element.updateComplete;
    expect(said('Chat, 2 new messages')).to.equal(false);
    expect(exists(element, 'rtc-chat')).to.equal(true);
  });

  it('is announced where the page hides what the chat is in', async () => {
    const room = freshRoom();
    const children = '<rtc-stage></rtc-stage><div hidden><rtc-chat></rtc-chat></div>';
    const element = await call('no-camera no-microphone', children, room);
    const [bob] = await Promise.all([joined({ room, name: 'Bob' }), element.join()]);
    await waitUntil(() => element.participants[0]?.connectionState === 'connected', 'no call');
    Chat.of(bob).send('hello');
    await waitUntil(
      () => deep(element, '[role=status]').textContent.includes('Chat, 1 new message'),
      'nothing is said',
    );
  });
});
