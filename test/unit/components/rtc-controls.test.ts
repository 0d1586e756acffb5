import { expect, fixture } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { CallRecording } from '../../../src/core/features/recording/index.js';
import type { CallFeatures } from '../../../src/core/types.js';
import { RtcControls, type CallSession } from '../../../src/index.js';
import '../../../src/index.js';
import {
  appears,
  call,
  cleanUp,
  colorScheme,
  deep,
  exists,
  freshRoom,
  joined,
  reached,
  session,
} from './support.js';
import { waitUntil } from '../support/wait-until.js';

const ALL = 'microphone camera screen snapshot record chat low-data settings leave';

const labels = (element: Element): (string | null)[] =>
  Array.from(element.shadowRoot?.querySelectorAll('button') ?? [], (button) =>
    button.getAttribute('aria-label'),
  );

describe('<rtc-controls>', () => {
  afterEach(cleanUp);

  const controls = (attributes = ''): Promise<RtcControls> =>
    fixture<RtcControls>(`<rtc-controls ${attributes}></rtc-controls>`);

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds without a call, on and off (${scheme})`, async () => {
        colorScheme(scheme);
        const element = await controls();
        await expect(element).to.be.accessible();
        element.session = await joined({});
        await element.updateComplete;
        await expect(element).to.be.accessible();
        await element.session.toggleMicrophone(false);
        await element.session.toggleCamera(false);
        await element.updateComplete;
        await expect(element).to.be.accessible();
      });
    }

    it('is one Tab stop with arrow keys inside', async () => {
      const element = await controls();
      element.session = await joined({});
      await element.updateComplete;
      element.focus();
      const active = (): string | null | undefined =>
        element.shadowRoot?.activeElement?.getAttribute('aria-label');
      expect(active()).to.equal('Mute microphone');
      await sendKeys({ press: 'ArrowRight' });
      expect(active()).to.equal('Turn camera off');
      await sendKeys({ press: 'ArrowRight' });
      expect(active()).to.equal('Share screen');
      await sendKeys({ press: 'End' });
      expect(active()).to.equal('Leave call');
      await sendKeys({ press: 'ArrowRight' });
      expect(active()).to.equal('Mute microphone');
      const stops = element.shadowRoot?.querySelectorAll('button[tabindex="0"]');
      expect(stops).to.have.length(1);
    });
  });

  describe('the buttons that are loaded later', () => {
    async function inCall(names: string): Promise<{ element: RtcControls; call: CallSession }> {
      const made = await joined({ room: freshRoom() });
      const element = await controls(`controls="${names}"`);
      element.session = made;
      await appears(element, `[part~=${names.split(' ')[0] ?? ''}-button]`);
      return { element, call: made };
    }

    /** As a feature would show itself. */
    async function show(element: RtcControls, features: CallFeatures): Promise<void> {
      Object.assign(element.session?.features ?? {}, features);
      element.session?.dispatchEvent(new Event('change'));
      await element.updateComplete;
    }

    for (const scheme of ['light', 'dark']) {
      it(`are accessible in every state (${scheme})`, async () => {
        colorScheme(scheme);
        const element = await controls(`controls="${ALL}"`);
        await appears(element, '[part~=chat-button]');
        await expect(element).to.be.accessible();
        element.session = await joined({});
        await element.updateComplete;
        await expect(element).to.be.accessible();
        await show(element, {
          chat: { unread: 3 },
          recording: { state: 'recording' },
          quality: { lowData: true },
          shortcuts: { keys: { microphone: 'm', chat: 'c' } },
        });
        element.chatOpen = true;
        await element.updateComplete;
        await expect(element).to.be.accessible();
      });
    }

    it('keep their place while they are loaded, and what has the focus', async () => {
      const element = await controls(`controls="${ALL}"`);
      const before = element.getBoundingClientRect().width;
      element.focus();
      await appears(element, '[part~=low-data-button]');
      expect(element.getBoundingClientRect().width).to.equal(before);
      expect(labels(element)).to.deep.equal([
        'Unmute microphone',
        'Turn camera on',
        'Share screen',
        'Take photo',
        'Record',
        'Chat',
        'Save data: sound only',
        'Settings',
        'Leave call',
      ]);
    });

    it('need a call', async () => {
      const element = await controls('controls="snapshot record chat low-data settings"');
      await appears(element, '[part~=low-data-button]');
      const disabled = (): number => element.shadowRoot?.querySelectorAll('button:disabled').length ?? 0;
      expect(disabled()).to.equal(5);
      element.session = session();
      await element.updateComplete;
      expect(disabled()).to.equal(5);
      await element.session.join();
      await element.updateComplete;
      expect(disabled()).to.equal(0);
      await element.session.leave();
      await element.updateComplete;
      expect(disabled()).to.equal(5);
    });

    it('are reached by the arrow keys, in their order', async () => {
      const { element } = await inCall(ALL);
      await appears(element, '[part~=low-data-button]');
      const seen: (string | null | undefined)[] = [];
      element.focus();
      for (const _ of labels(element)) {
        seen.push(element.shadowRoot?.activeElement?.getAttribute('aria-label'));
        await sendKeys({ press: 'ArrowRight' });
      }
      expect(seen).to.deep.equal(labels(element));
      expect(element.shadowRoot?.activeElement).to.equal(deep(element, '[part~=microphone-button]'));
      await sendKeys({ press: 'ArrowLeft' });
      expect(element.shadowRoot?.activeElement).to.equal(deep(element, '[part~=leave-button]'));
      element.dir = 'rtl';
      await sendKeys({ press: 'ArrowRight' });
      expect(element.shadowRoot?.activeElement).to.equal(deep(element, '[part~=settings-button]'));
    });

    it('keep the Tab stop where it was when buttons come and go', async () => {
      const { element } = await inCall('snapshot camera leave');
      deep(element, '[part~=camera-button]').focus();
      element.controls = 'record snapshot chat camera leave';
      await element.updateComplete;
      const stops = element.shadowRoot?.querySelectorAll('button[tabindex="0"]');
      expect(Array.from(stops ?? [])).to.deep.equal([deep(element, '[part~=camera-button]')]);
      element.controls = 'record leave';
      await element.updateComplete;
      expect(deep(element, '[tabindex="0"]').getAttribute('aria-label')).to.equal('Record');
    });

    it('count messages that are new, and ask for the chat', async () => {
      const { element } = await inCall('chat');
      const button = deep(element, 'button');
      expect(exists(element, '.badge')).to.equal(false);
      await show(element, { chat: { unread: 1 } });
      expect(button).to.have.attribute('aria-label', 'Chat, 1 new message');
      await show(element, { chat: { unread: 120 } });
      expect(button).to.have.attribute('aria-label', 'Chat, 120 new messages');
      expect(deep(element, '[part=badge]')).to.have.trimmed.text('99+');
      expect(button).to.have.attribute('aria-expanded', 'false');
      element.chatOpen = true;
      await element.updateComplete;
      expect(button).to.have.attribute('aria-expanded', 'true');
      const heard: Event[] = [];
      const place = element.parentElement;
      place?.addEventListener('rtc-chat-toggle', (event) => heard.push(event), { once: true });
      button.click();
      expect(heard.map(({ bubbles, composed }) => [bubbles, composed])).to.deep.equal([[true, true]]);
    });

    it('record the call, and end the recording', async () => {
      const { element, call: made } = await inCall('record');
      deep(element, 'button').click();
      await waitUntil(() => labels(element)[0] === 'Stop recording', 'not recorded');
      expect(deep(element, 'button').classList.contains('danger')).to.equal(true);
      await waitUntil(() => made.features.recording?.state === 'recording', 'not recorded');
      deep(element, 'button').click();
      await waitUntil(() => made.features.recording?.state === 'inactive', 'still recorded');
      await waitUntil(() => labels(element)[0] === 'Record', 'the label stays');
      // The browser would ask before it closes the page.
      for (const file of CallRecording.of(made).finished) CallRecording.of(made).forget(file);
    });

    it('begin one recording when pressed twice at once, and a second one while the first is being finished', async () => {
      const { element, call: made } = await inCall('record');
      const recording = CallRecording.of(made);
      const states: string[] = [];
      recording.addEventListener('statechange', ({ state }) => {
        states.push(state);
        // The person presses again as soon as the button says so.
        if (states.join() === 'asking,recording,finishing') deep(element, 'button').click();
      });
      deep(element, 'button').click();
      deep(element, 'button').click();
      await waitUntil(() => recording.elapsed > 500 && recording.bytes > 0, 'not recorded');
      expect(states).to.deep.equal(['asking', 'recording']);
      deep(element, 'button').click();
      await waitUntil(() => recording.finished.length === 1, 'not finished');
      await waitUntil(() => recording.elapsed > 500 && recording.bytes > 0, 'not recorded again');
      await waitUntil(() => labels(element)[0] === 'Stop recording', 'the label stays');
      deep(element, 'button').click();
      await waitUntil(() => recording.finished.length === 2, 'not finished again');
      for (const file of recording.finished) recording.forget(file);
    });

    it('cannot record where the browser cannot', async () => {
      const { MediaRecorder: original } = globalThis;
      Reflect.deleteProperty(globalThis, 'MediaRecorder');
      try {
        const { element } = await inCall('chat record');
        expect(labels(element)).to.deep.equal(['Chat']);
      } finally {
        Object.assign(globalThis, { MediaRecorder: original });
      }
    });

    it('save data, and stop saving it', async () => {
      const { element, call: made } = await inCall('low-data');
      deep(element, 'button').click();
      await waitUntil(() => labels(element)[0] === 'Show pictures again', 'nothing saved');
      expect(made.features.quality?.lowData).to.equal(true);
      deep(element, 'button').click();
      await waitUntil(() => labels(element)[0] === 'Save data: sound only', 'still saving');
    });

    it('say what they are called in Chinese', async () => {
      const element = await controls('lang="zh" controls="snapshot record chat low-data settings"');
      await appears(element, '[part~=chat-button]');
      element.session = session();
      await show(element, { chat: { unread: 2 } });
      await waitUntil(() => labels(element)[0] === '拍照', 'not in Chinese');
      expect(labels(element)).to.deep.equal(['拍照', '录制', '聊天，2 条新消息', '省流量：仅语音', '设置']);
    });

    it('leave no listener behind', async () => {
      const { element, call: made } = await inCall('snapshot chat');
      const selected: unknown[] = [];
      Object.defineProperty(made.features, 'chat', {
        get: () => {
          selected.push(0);
          return undefined;
        },
      });
      element.remove();
      await Promise.resolve();
      made.dispatchEvent(new Event('change'));
      expect(selected).to.deep.equal([]);
    });
  });

  describe('room', () => {
    const box = (element: Element): DOMRect => element.getBoundingClientRect();
    const isWithin = (inner: DOMRect, outer: DOMRect): boolean =>
      inner.left >= outer.left - 0.1 && inner.right <= outer.right + 0.1;

    async function callOf(width: number): Promise<{ outer: DOMRect; toolbar: RtcControls }> {
      const element = await call('autojoin no-camera no-microphone');
      element.style.inlineSize = `${String(width)}px`;
      await reached(element, 'in-call');
      const toolbar = element.shadowRoot!.querySelector('rtc-controls')!;
      toolbar.controls = ALL;
      await appears(element, 'rtc-controls', '[part~=low-data-button]');
      expect(element.scrollWidth).to.be.at.most(width);
      return { outer: box(element), toolbar };
    }

    for (const width of [280, 360, 480, 768, 1000]) {
      it(`is enough in ${String(width)} px: nothing is cut off, nothing too small to touch`, async () => {
        const { outer, toolbar } = await callOf(width);
        for (const button of toolbar.shadowRoot?.querySelectorAll<HTMLElement>('button') ?? []) {
          const { left, right, top, bottom, width: wide, height } = box(button);
          expect(left).to.be.at.least(outer.left - 0.1);
          expect(right).to.be.at.most(outer.right + 0.1);
          expect(top).to.be.at.least(outer.top - 0.1);
          expect(bottom).to.be.at.most(outer.bottom + 0.1);
          expect(Math.min(wide, height)).to.be.at.least(40);
        }
      });

      it(`is enough in ${String(width)} px for every tooltip`, async () => {
        const { outer, toolbar } = await callOf(width);
        toolbar.focus();
        await sendKeys({ press: 'Home' });
        for (const label of labels(toolbar)) {
          const tip = deep(toolbar, 'button:focus-visible').querySelector('.tip');
          expect(tip?.textContent).to.include(label);
          // The first one waits for the code that moves it.
          await waitUntil(() => isWithin(box(tip!), outer), `${label} is cut off`);
          expect(box(tip!).width).to.be.above(20);
          await sendKeys({ press: 'ArrowRight' });
        }
      });
    }

    it('is enough for a tooltip whose words become longer', async () => {
      const { outer, toolbar } = await callOf(280);
      toolbar.lang = 'zh';
      toolbar.requestUpdate();
      await waitUntil(() => labels(toolbar)[0] === '取消静音', 'not in Chinese');
      toolbar.focus();
      await sendKeys({ press: 'Home' });
      toolbar.lang = 'en';
      toolbar.requestUpdate();
      await waitUntil(() => labels(toolbar)[0] === 'Unmute microphone', 'not in English');
      const tip = deep(toolbar, 'button:focus-visible').querySelector('.tip');
      await waitUntil(() => isWithin(box(tip!), outer), 'it is cut off');
    });

    it('is saved where the toolbar stands alone on a small screen', async () => {
      const { innerWidth, innerHeight } = window;
      try {
        await setViewport({ width: 320, height: 600 });
        const element = await controls(`controls="${ALL}"`);
        await appears(element, '[part~=low-data-button]');
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        expect(box(deep(element, 'button')).width).to.equal(40);
      } finally {
        await setViewport({ width: innerWidth, height: innerHeight });
      }
    });
  });

  describe('properties', () => {
    it('renders known controls in the order of the attribute', async () => {
      const element = await controls('controls="leave nonsense toString camera leave"');
      expect(labels(element)).to.deep.equal(['Leave call', 'Turn camera on']);
    });
  });

  describe('in a call', () => {
    it('mutes, switches the camera off and leaves', async () => {
      const call = await joined({});
      const element = await controls();
      element.session = call;
      await element.updateComplete;
      deep(element, '[part~=microphone-button]').click();
      await waitUntil(() => element.matches(':state(muted)'));
      expect(call.self.media.microphone).to.equal(false);
      const camera = call.media.getTrack('camera');
      deep(element, '[part~=camera-button]').click();
      await waitUntil(() => element.matches(':state(camera-off)'));
      expect(camera?.readyState).to.equal('ended');
      expect(labels(element)).to.deep.equal([
        'Unmute microphone',
        'Turn camera on',
        'Share screen',
        'Leave call',
      ]);
      deep(element, '[part~=camera-button]').click();
      await waitUntil(() => call.self.media.camera, 'the camera stays off');
      deep(element, '[part~=leave-button]').click();
      await waitUntil(() => call.state === 'left');
      await element.updateComplete;
      expect(deep(element, '[part~=leave-button]')).to.have.attribute('disabled');
    });
  });

  describe('screen', () => {
    it('is shared within the click, and stopped by another click', async () => {
      const call = await joined({});
      const element = await controls('controls="screen"');
      element.session = call;
      await element.updateComplete;
      const { getDisplayMedia } = MediaDevices.prototype;
      let asked = false;
      // Browsers ask only while the click is being handled.
      navigator.mediaDevices.getDisplayMedia = (options) => {
        asked = true;
        return getDisplayMedia.call(navigator.mediaDevices, options);
      };
      deep(element, 'button').click();
      Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
      expect(asked).to.equal(true);
      await waitUntil(() => element.matches(':state(sharing)'), 'not shared');
      expect(labels(element)).to.deep.equal(['Stop sharing']);
      await expect(element).to.be.accessible();
      deep(element, 'button').click();
      await waitUntil(() => !element.matches(':state(sharing)'), 'still shared');
      expect(call.self.media.screen).to.equal(false);
    });

    it('has no button where the browser cannot share it', async () => {
      const { getDisplayMedia } = MediaDevices.prototype;
      // As on a phone.
      Reflect.deleteProperty(MediaDevices.prototype, 'getDisplayMedia');
      try {
        const element = await controls();
        element.session = session();
        await element.updateComplete;
        expect(labels(element)).not.to.include('Share screen');
      } finally {
        Object.assign(MediaDevices.prototype, { getDisplayMedia });
      }
    });
  });

  describe('before a call', () => {
    it('decides how the call is entered', async () => {
      const call = session();
      const element = await controls();
      element.session = call;
      await element.updateComplete;
      expect(labels(element).slice(0, 2)).to.deep.equal(['Mute microphone', 'Turn camera off']);
      deep(element, '[part~=microphone-button]').click();
      await element.updateComplete;
      expect(labels(element)[0]).to.equal('Unmute microphone');
      expect(call.media.wanted).to.deep.equal({ microphone: false, camera: true });
    });
  });

  it('can have another name beside its own', () => {
    RtcControls.define('my-toolbar');
    RtcControls.define('my-other-toolbar');
    expect(document.createElement('my-toolbar')).to.be.instanceOf(RtcControls);
    expect(document.createElement('my-other-toolbar')).to.be.instanceOf(RtcControls);
  });
});
