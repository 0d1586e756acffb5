import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { RtcCall } from '../../../src/index.js';
import { RtcInspectToggleEvent } from '../../../src/index.js';
import { Sampler } from '../../../src/core/features/inspect/index.js';
import '../../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { appears, call, cleanUp, deep, exists, freshRoom, joined, reached } from './support.js';

const WIDE = 'style="inline-size: 1200px; block-size: 600px"';
const NARROW = 'style="inline-size: 600px; block-size: 600px"';

describe('the inspector in <rtc-call>', () => {
  afterEach(cleanUp);

  async function inCall(attributes: string, children = '', room = freshRoom()): Promise<RtcCall> {
    const element = await call(`no-camera no-microphone autojoin ${attributes}`, children, room);
    await reached(element, 'in-call');
    // The part that opens it comes later.
    if (!children) await waitUntil(() => element.session.features.inspector, 'nobody can open it');
    return element;
  }

  const toggle = (element: Element, participant?: string): boolean =>
    element.dispatchEvent(new RtcInspectToggleEvent(participant));

  it('is opened and closed by its key, and has the focus while it is open', async () => {
    const element = await inCall(WIDE);
    deep(element, 'rtc-controls').focus();
    await sendKeys({ press: 'i' });
    const panel = await appears(element, 'rtc-inspector');
    await waitUntil(() => panel.matches(':focus-within'), 'no focus');
    expect(element.session.features.inspector).to.deep.equal({ open: true });
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'i' });
    await waitUntil(() => !exists(element, 'rtc-inspector'), 'still open');
    expect(deep(element, 'rtc-controls').matches(':focus-within')).to.equal(true);
    expect(element.session.features.inspector).to.deep.equal({ open: false });
  });

  it('shows the connection that is asked for, and is closed by its button and with the call', async () => {
    const room = freshRoom();
    const element = await inCall(WIDE, '', room);
    for (const name of ['Bob', 'Cid']) await joined({ room, name });
    await waitUntil(() => element.participants.length === 2, 'not all are there');
    const [, { id }] = element.participants as [unknown, { id: string }];
    toggle(element, id);
    const panel = await appears(element, 'rtc-inspector');
    const select = (await appears(panel, 'select')) as HTMLSelectElement;
    await waitUntil(() => select.value === id, 'another connection is chosen');
    deep(panel, '[part~=close-button]').click();
    await waitUntil(() => !exists(element, 'rtc-inspector'), 'still open');
    toggle(element);
    await appears(element, 'rtc-inspector');
    await element.leave();
    await waitUntil(() => !exists(element, 'rtc-inspector'), 'open after the call');
  });

  it('closes for the chat, and the chat for it, when there is room for one only', async () => {
    const element = await inCall(NARROW);
    const chat = (): boolean => exists(element, 'rtc-chat:not([hidden])');
    const controls = deep(element, 'rtc-controls');
    const pressChat = (): void => deep(controls, '[part~=chat-button]').click();
    await appears(controls, '[part~=chat-button]');
    pressChat();
    await waitUntil(chat, 'no chat');
    toggle(element);
    await appears(element, 'rtc-inspector');
    await waitUntil(() => !chat(), 'both are open');
    pressChat();
    await waitUntil(() => chat() && !exists(element, 'rtc-inspector'), 'not the chat alone');
  });

  it('has a button where the toolbar names it, and its numbers begin with the call then', async () => {
    const element = await inCall(
      '',
      '<rtc-stage></rtc-stage><rtc-controls controls="inspect leave"></rtc-controls>',
    );
    const controls = element.querySelector('rtc-controls')!;
    const button = await appears(controls, '[part~=inspect-button]');
    let asked = 0;
    element.addEventListener('rtc-inspect-toggle', () => (asked += 1));
    button.click();
    expect(asked).to.equal(1);
    // A layout of the page's own shows an inspector itself.
    expect(exists(element, 'rtc-inspector')).to.equal(false);
    const room = element.room;
    const bob = await joined({ room, name: 'Bob' });
    await waitUntil(() => element.participants[0]?.connectionState === 'connected', 'not connected');
    const samples = (): number => Sampler.of(element.session).samples(bob.self.id).length;
    await waitUntil(() => samples() > 0, 'no numbers');
  });
});
