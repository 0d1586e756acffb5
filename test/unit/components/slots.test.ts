import { expect, fixture, nextFrame } from '@open-wc/testing';
import type { RtcCall } from '../../../src/components/rtc-call/rtc-call.js';
import type { RtcControls } from '../../../src/components/rtc-controls/rtc-controls.js';
import '../../../src/index.js';
import { waitUntil } from '../support/wait-until.js';
import { appears, call, cleanUp, deep, exists, freshRoom, joined, reached, session } from './support.js';

/** Whether an element is shown: not merely there. */
const isSeen = (element: Element | null): boolean => element?.checkVisibility() === true;

describe('slots', () => {
  afterEach(cleanUp);

  describe('of screens', () => {
    const SLOTS = ['lobby', 'joining', 'left', 'failed'];

    it('are all there in every state, those of other screens hidden, and count as no layout', async () => {
      const element = await call('no-camera no-microphone', '<p slot="left">Thanks for calling</p>');
      const hidden = (): string[] =>
        SLOTS.filter((name) => deep(element, `slot[name=${name}]`).hasAttribute('hidden'));
      expect(element.matches(':state(default-ui)')).to.equal(true);
      await appears(element, 'rtc-lobby', '[part~=join-button]');
      expect(hidden()).to.deep.equal(['joining', 'left', 'failed']);
      await element.join();
      await reached(element, 'in-call');
      expect(hidden()).to.deep.equal(SLOTS);
      await element.leave();
      await reached(element, 'left');
      expect(hidden()).to.deep.equal(['lobby', 'joining', 'failed']);
    });

    it('show what the page has put there in place of their own', async () => {
      const element = await call(
        'no-camera no-microphone',
        '<p slot="lobby">Welcome</p><p slot="left">Thanks</p><p slot="empty">You are first</p>',
      );
      const [lobby, left, empty] = Array.from(element.children);
      expect([lobby, left, empty].map((child) => isSeen(child ?? null))).to.deep.equal([true, false, false]);
      expect(exists(element, 'rtc-lobby')).to.equal(false);
      await element.join();
      await reached(element, 'in-call');
      await waitUntil(() => isSeen(empty ?? null), 'the hint of the page is missing');
      expect(isSeen(deep(element, 'rtc-stage', '.waiting'))).to.equal(false);
      await joined({ room: element.room, name: 'Bob' });
      await waitUntil(() => !isSeen(empty ?? null), 'the hint of the page stays');
      await element.leave();
      await reached(element, 'left');
      expect(isSeen(left ?? null)).to.equal(true);
      expect(exists(element, '[part~=rejoin-button]')).to.equal(false);
      await expect(element).to.be.accessible();
    });

    it('follow children that come and go', async () => {
      const element = await call();
      await appears(element, 'rtc-lobby');
      const child = Object.assign(document.createElement('p'), { slot: 'lobby', textContent: 'Welcome' });
      element.append(child);
      await waitUntil(() => !exists(element, 'rtc-lobby'), 'the lobby stays');
      expect(isSeen(child)).to.equal(true);
      child.remove();
      await appears(element, 'rtc-lobby');
    });

    it('keep the focus in the call when a screen of the page has no place for it', async () => {
      const element = await call('no-camera no-microphone', '<p slot="left">Thanks</p>');
      await element.join();
      await reached(element, 'in-call');
      (await appears(element, 'rtc-controls', '[part~=leave-button]')).focus();
      await element.leave();
      await reached(element, 'left');
      await nextFrame();
      expect(element.shadowRoot?.activeElement).to.equal(deep(element, '.ui'));
    });

    it('of a stage: its hint while nobody else is there', async () => {
      const element = await fixture<RtcCall>(
        `<rtc-call signaling="broadcast:" room="${freshRoom()}" no-camera no-microphone>
          <rtc-stage><b slot="empty">Alone</b></rtc-stage>
        </rtc-call>`,
      );
      await element.join();
      await waitUntil(() => isSeen(element.querySelector('b')), 'the hint of the page is missing');
    });
  });

  describe('of icons', () => {
    const MARK = '<i slot="icon-microphone-off">M</i>';

    it('show the child of the element itself, with the styles of the page', async () => {
      const element = await fixture<RtcControls>(`<rtc-controls>${MARK}</rtc-controls>`);
      element.session = session();
      await element.session.toggleMicrophone(false);
      const mark = element.querySelector('i');
      await waitUntil(() => isSeen(mark), 'not shown');
      expect(mark?.assignedSlot?.closest('button')?.part.contains('microphone-button')).to.equal(true);
      await element.session.toggleMicrophone(true);
      await waitUntil(() => !isSeen(mark), 'shown for another icon');
      await expect(element).to.be.accessible();
    });

    it('show a copy of the child of an element around, in as many tiles as there are', async () => {
      const room = freshRoom();
      const element = await call('no-microphone no-camera', MARK, room);
      await element.join();
      const others = await Promise.all([joined({ room, name: 'Ann' }), joined({ room, name: 'Bob' })]);
      for (const other of others) await other.toggleMicrophone(false);
      const tiles = (): Element[] => [
        ...deep(element, 'rtc-stage').shadowRoot!.querySelectorAll('rtc-remote-video'),
      ];
      await waitUntil(
        () => tiles().length === 2 && tiles().every((tile) => exists(tile, '[part=muted-icon] i')),
        'a tile has the usual icon',
      );
      expect(exists(element, 'rtc-controls', '[part~=microphone-button] i')).to.equal(true);
      expect(exists(element, 'rtc-controls', '[part~=camera-button] i')).to.equal(false);
    });
  });
});
