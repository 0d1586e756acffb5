import { expect, fixture, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { RtcCall, RtcErrorEvent } from '../../../src/index.js';
import '../../../src/index.js';
import { DEFAULT_KEYS, readShortcuts } from '../../../src/components/rtc-shortcuts/shortcut-keys.js';
import { CallRecording } from '../../../src/core/features/recording/index.js';
import { appears, call, cleanUp, deep, exists, freshRoom, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('readShortcuts', () => {
  it('reads defaults, nothing, other keys and none', () => {
    expect(readShortcuts('')).to.deep.equal({ keys: DEFAULT_KEYS, errors: [] });
    expect(readShortcuts(' off ')).to.deep.equal({ keys: {}, errors: [] });
    const { camera: _, ...rest } = DEFAULT_KEYS;
    expect(readShortcuts(' m:X  v:none ?:h')).to.deep.equal({
      keys: { ...rest, microphone: 'x', help: 'h' },
      errors: [],
    });
    expect(readShortcuts('m:v v:m').keys).to.include({ microphone: 'v', camera: 'm' });
    expect(readShortcuts('m:ж s:😀').keys).to.include({ microphone: 'ж', screen: '😀' });
  });

  for (const value of [
    'on',
    'm',
    'm:',
    'm:xy',
    'q:x',
    ':x',
    'm:x:y',
    'm=x',
    'off m:x',
    'constructor:x',
    'm:x,v:y',
  ]) {
    it(`says what to write in place of "${value}", and keeps everything else`, () => {
      const { keys, errors } = readShortcuts(`${value} c:k`);
      expect(keys).to.include({ camera: 'v', chat: 'k' });
      expect(errors.length).to.be.above(0);
      for (const error of errors) {
        expect(error).to.include({ code: 'invalid-options', recoverable: false });
        expect(error.message).to.include(value).and.to.include('Write "off", or pairs such as "m:x v:none"');
      }
    });
  }

  it('gives each key to one action: choices of the page go first', () => {
    const { keys, errors } = readShortcuts('m:v');
    expect(keys.microphone).to.equal('v');
    expect(keys).not.to.have.property('camera');
    expect(errors.map(({ message }) => message)).to.have.length(1);
    expect(errors[0]?.message).to.include('The key "v" is used twice');
    expect(readShortcuts('m:x s:x').keys).not.to.have.property('screen');
  });
});

describe('the keys of a call', () => {
  afterEach(cleanUp);

  /** A call that is going on and has the focus. */
  async function inCall(attributes = '', children = ''): Promise<RtcCall> {
    const element = await call(`autojoin no-camera no-microphone ${attributes}`, children);
    await reached(element, 'in-call');
    await waitUntil(() => element.session.features.shortcuts, 'no keys');
    if (!children) deep(element, 'rtc-controls').focus();
    return element;
  }

  const on = (element: RtcCall, source: 'microphone' | 'camera' | 'screen', is: boolean): Promise<void> =>
    waitUntil(() => element.session.isOn(source) === is, `${source} does not become ${String(is)}`);

  /** Presses keys of which none may do anything, and then one that does. */
  async function nothingHappens(element: RtcCall, press: () => Promise<void>): Promise<void> {
    const { microphone, camera } = element.session.self.media;
    const heard: string[] = [];
    const hear = ({ type }: Event): number => heard.push(type);
    for (const type of ['rtc-chat-toggle', 'rtc-snapshot']) element.addEventListener(type, hear);
    await press();
    await element.updateComplete;
    expect(element.session.self.media).to.include({ microphone, camera });
    expect(element.session.media.sourceState('camera')).to.equal(camera ? 'live' : 'inactive');
    expect(exists(element, 'rtc-shortcuts')).to.equal(false);
    expect(heard).to.deep.equal([]);
    for (const type of ['rtc-chat-toggle', 'rtc-snapshot']) element.removeEventListener(type, hear);
  }

  const pressAll = async (): Promise<void> => {
    for (const key of ['m', 'v', 'c', 'p']) await sendKeys({ press: key });
    await sendKeys({ type: '?' });
  };

  describe('do', () => {
    it('what the buttons do: microphone, camera, screen', async () => {
      const element = await inCall();
      await sendKeys({ press: 'm' });
      await on(element, 'microphone', true);
      await sendKeys({ press: 'm' });
      await on(element, 'microphone', false);
      await sendKeys({ press: 'v' });
      await on(element, 'camera', true);
      await sendKeys({ press: 's' });
      await on(element, 'screen', true);
      await sendKeys({ press: 's' });
      await on(element, 'screen', false);
    });

    it('a photo, and ask for the chat, where the toolbar has buttons for them', async () => {
      const element = await inCall();
      const toolbar = element.shadowRoot!.querySelector('rtc-controls')!;
      await element.toggleCamera(true);
      toolbar.controls = 'microphone snapshot chat';
      await toolbar.updateComplete;
      const photo = oneEvent(element, 'rtc-snapshot');
      await sendKeys({ press: 'p' });
      await photo;
      const chat = oneEvent(element, 'rtc-chat-toggle');
      await sendKeys({ press: 'c' });
      await chat;
      toolbar.controls = 'microphone';
      toolbar.focus();
      await nothingHappens(element, async () => {
        await sendKeys({ press: 'p' });
        await sendKeys({ press: 'c' });
      });
    });

    it('ask for the chat as long as a toolbar in an element of the page has a button for it', async () => {
      const element = await inCall('', '<div tabindex="0"></div>');
      const box = element.querySelector('div')!;
      box.attachShadow({ mode: 'open' }).innerHTML = '<rtc-controls controls="chat"></rtc-controls>';
      await appears(box, 'rtc-controls', '[part~=chat-button]:enabled');
      box.focus();
      const chat = oneEvent(element, 'rtc-chat-toggle');
      await sendKeys({ press: 'c' });
      await chat;
      deep(box, 'rtc-controls').remove();
      await nothingHappens(element, async () => {
        await sendKeys({ press: 'c' });
      });
    });

    it('record, and end the recording', async () => {
      const element = await inCall();
      const { session } = element;
      element.shadowRoot!.querySelector('rtc-controls')!.controls = 'microphone record';
      await sendKeys({ press: 'r' });
      await waitUntil(() => session.features.recording?.state === 'recording', 'not recorded');
      deep(element, 'rtc-controls').focus();
      await sendKeys({ press: 'r' });
      await waitUntil(() => session.features.recording?.state === 'inactive', 'still recorded');
      // The browser would ask before it closes the page.
      for (const made of CallRecording.of(session).finished) CallRecording.of(session).forget(made);
    });

    it('the full screen, and back', async () => {
      const element = await inCall();
      let asked = 0;
      // Headless browsers have no screen to fill.
      element.requestFullscreen = () => {
        asked += 1;
        return Promise.reject(new TypeError('no'));
      };
      await sendKeys({ press: 'f' });
      expect(asked).to.equal(1);
    });

    it('so after a click on the stage, without a ring around everything', async () => {
      const element = await inCall();
      (document.activeElement as HTMLElement).blur();
      element.style.inlineSize = '600px';
      const { left, top, width, height } = deep(element, 'rtc-stage').getBoundingClientRect();
      const position = [left + width / 2, top + height / 2].map(Math.round) as [number, number];
      await sendMouse({ type: 'click', position });
      expect(document.activeElement).to.equal(element);
      await sendKeys({ press: 'm' });
      await on(element, 'microphone', true);
      expect(getComputedStyle(deep(element, '.ui')).outlineStyle).to.equal('none');
    });

    it('so from an own layout, and where capitals or another script are switched on', async () => {
      const element = await inCall('', '<button>mine</button>');
      element.querySelector('button')?.focus();
      const press = (key: string, code: string, more: KeyboardEventInit = {}): boolean =>
        element.querySelector('button')!.dispatchEvent(
          new KeyboardEvent('keydown', {
            key,
            code,
            bubbles: true,
            composed: true,
            cancelable: true,
            ...more,
          }),
        );
      expect(press('M', 'KeyM')).to.equal(false);
      await on(element, 'microphone', true);
      expect(press('ь', 'KeyM')).to.equal(false);
      await on(element, 'microphone', false);
      // A Latin keyboard with its letters elsewhere.
      expect(press(',', 'KeyM')).to.equal(true);
      expect(press('m', 'KeyM', { isComposing: true })).to.equal(true);
      expect(press('m', 'KeyM', { repeat: true })).to.equal(true);
    });
  });

  describe('do nothing', () => {
    it('while the focus is elsewhere', async () => {
      const element = await inCall();
      const button = await fixture<HTMLButtonElement>('<button>elsewhere</button>');
      button.focus();
      await nothingHappens(element, pressAll);
    });

    for (const field of [
      '<input />',
      '<textarea></textarea>',
      '<select><option>me</option><option>very</option></select>',
      '<p contenteditable><b tabindex="0">x</b></p>',
      '<div role="textbox" tabindex="0"></div>',
      '<div role="dialog" aria-label="mine"><button>x</button></div>',
    ]) {
      it(`in ${field}`, async () => {
        const element = await inCall(
          '',
          `<section>${field}</section><rtc-controls controls="snapshot chat"></rtc-controls>`,
        );
        const target =
          element.querySelector<HTMLElement>('section :is(button, b)') ??
          element.querySelector('section')!.firstElementChild;
        (target as HTMLElement).focus();
        expect(document.activeElement).to.equal(target);
        await nothingHappens(element, pressAll);
      });
    }

    it('with another key held, by which the browser and the system mean something else', async () => {
      const element = await inCall();
      await nothingHappens(element, async () => {
        for (const modifier of ['Control', 'Alt', 'Shift'] as const) {
          await sendKeys({ down: modifier });
          await sendKeys({ press: modifier === 'Shift' ? 'M' : 'm' });
          await sendKeys({ up: modifier });
        }
      });
    });

    it('while a modal dialog of the page is open', async () => {
      const element = await inCall();
      const dialog = await fixture<HTMLElement>(
        '<div aria-modal="true" role="dialog" aria-label="page">…</div>',
      );
      await nothingHappens(element, pressAll);
      dialog.hidden = true;
      await sendKeys({ press: 'm' });
      await on(element, 'microphone', true);
    });

    it('before and after the call', async () => {
      const element = await inCall();
      await element.leave();
      await reached(element, 'left');
      deep(element, '[part~=rejoin-button]').focus();
      await nothingHappens(element, pressAll);
    });

    it('where the page has heard them itself', async () => {
      const element = await inCall('', '<button>mine</button>');
      const button = element.querySelector('button')!;
      button.addEventListener('keydown', (event) => {
        event.preventDefault();
      });
      button.focus();
      await nothingHappens(element, pressAll);
    });

    it('nothing once the call is removed, and again something when it is back', async () => {
      const element = await inCall();
      const place = element.parentElement;
      const inner = deep(element, 'rtc-controls');
      element.remove();
      inner.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true, composed: true }));
      place?.append(element);
      await reached(element, 'in-call');
      deep(element, 'rtc-controls').focus();
      await sendKeys({ press: 'm' });
      await on(element, 'microphone', true);
    });
  });

  describe('the attribute `shortcuts`', () => {
    it('switches all off', async () => {
      const element = await inCall('shortcuts="off"');
      await nothingHappens(element, pressAll);
      expect(deep(element, 'rtc-controls', 'button')).not.to.have.attribute('aria-keyshortcuts');
    });

    it('changes keys, also during a call', async () => {
      const element = await inCall('shortcuts="m:x v:none"');
      const button = deep(element, 'rtc-controls', '[part~=microphone-button]');
      await waitUntil(() => button.getAttribute('aria-keyshortcuts') === 'x', 'not told');
      await nothingHappens(element, async () => {
        await sendKeys({ press: 'm' });
        await sendKeys({ press: 'v' });
      });
      await sendKeys({ press: 'x' });
      await on(element, 'microphone', true);
      element.setAttribute('shortcuts', '');
      await waitUntil(() => button.getAttribute('aria-keyshortcuts') === 'm', 'not told');
      await sendKeys({ press: 'm' });
      await on(element, 'microphone', false);
    });

    it('reports a wrong value to the page, not to the person, and uses the rest of it', async () => {
      const element = await call('no-camera no-microphone');
      const event = oneEvent(element, 'rtc-error') as unknown as Promise<RtcErrorEvent>;
      element.shortcuts = 'm:xyz v:k';
      const { error } = await event;
      expect(error.code).to.equal('invalid-options');
      expect(error.message).to.include('m:xyz');
      await element.join();
      await reached(element, 'in-call');
      expect(deep(element, '[role=status]').textContent).not.to.include('set up');
      deep(element, 'rtc-controls').focus();
      await sendKeys({ press: 'k' });
      await on(element, 'camera', true);
    });

    it('is shown at the buttons of the call, and not in a toolbar elsewhere', async () => {
      const element = await inCall('id="keys"');
      const key = (toolbar: Element, name: string): string | null =>
        deep(toolbar, `[part~=${name}-button]`).getAttribute('aria-keyshortcuts');
      const inside = deep(element, 'rtc-controls');
      await waitUntil(() => key(inside, 'microphone') === 'm', 'not told');
      expect(['camera', 'screen', 'leave'].map((name) => key(inside, name))).to.deep.equal(['v', 's', null]);
      await expect(inside).to.be.accessible();
      const outside = await fixture('<rtc-controls for="keys"></rtc-controls>');
      expect(key(outside, 'microphone')).to.equal(null);
    });
  });

  it('are a part of their own call only', async () => {
    const room = freshRoom();
    const [one, two] = await Promise.all([inCall(`room="${room}"`), inCall(`room="${room}"`)]);
    deep(one, 'rtc-controls').focus();
    await sendKeys({ press: 'm' });
    await on(one, 'microphone', true);
    expect(two.session.isOn('microphone')).to.equal(false);
    expect(await appears(one, 'rtc-controls', '[part~=microphone-button]')).to.have.attribute(
      'aria-label',
      'Mute microphone',
    );
  });
});
