import { expect, fixture, oneEvent } from '@open-wc/testing';
import type { RtcDeviceChangeEvent, RtcDevicePicker } from '../../../src/index.js';
import '../../../src/index.js';
import { LevelMeter } from '../../../src/core/media/level-meter.js';
import { refuseSources, restoreAudio, withoutWebAudio } from '../support/audio.js';
import { Ledger } from '../support/ledger.js';
import { stubGetUserMedia } from '../support/media.js';
import { appears, cleanUp, colorScheme, deep, exists, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';

const selects = (element: Element): HTMLSelectElement[] => [
  ...(element.shadowRoot?.querySelectorAll('select') ?? []),
];

describe('<rtc-device-picker>', () => {
  let media: ReturnType<typeof stubGetUserMedia> | undefined;

  const undo: (() => void)[] = [];

  afterEach(() => {
    media?.restore();
    media = undefined;
    for (const step of undo.splice(0).reverse()) step();
    cleanUp();
  });

  /** Until the end of the test. */
  function replace(target: object, key: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, key);
    Object.defineProperty(target, key, { configurable: true, writable: true, value });
    undo.push(() => {
      if (before) Object.defineProperty(target, key, before);
      else Reflect.deleteProperty(target, key);
    });
  }

  const picker = (attributes = ''): Promise<RtcDevicePicker> =>
    fixture<RtcDevicePicker>(`<rtc-device-picker ${attributes}></rtc-device-picker>`);

  async function open(attributes = ''): Promise<RtcDevicePicker> {
    const element = await picker(attributes);
    const call = session();
    element.session = call;
    await call.media.open();
    await waitUntil(() => selects(element).every(({ disabled }) => !disabled), 'no devices');
    return element;
  }

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds with and without devices (${scheme})`, async () => {
        colorScheme(scheme);
        await expect(await picker()).to.be.accessible();
        await expect(await open()).to.be.accessible();
      });
    }
  });

  describe('properties', () => {
    it('shows the kinds of the attribute, in their order', async () => {
      const element = await open('kinds="audioinput nonsense videoinput"');
      const labels = Array.from(
        element.shadowRoot?.querySelectorAll('.label') ?? [],
        (label) => label.textContent,
      );
      expect(labels).to.deep.equal(['Microphone', 'Camera']);
    });
  });

  describe('devices', () => {
    it('are listed with the one in use selected', async () => {
      const element = await open('kinds="videoinput"');
      const [select] = selects(element);
      await waitUntil(() => select?.value === element.session?.media.selectedDevice('videoinput'));
      expect(select?.selectedOptions[0]?.text).to.match(/fake/i);
    });

    it('leave no empty select for speakers that the browser does not list', async () => {
      const { enumerateDevices } = MediaDevices.prototype;
      // As Firefox and Safari answer.
      Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
        configurable: true,
        value: async () => {
          const all = await enumerateDevices.call(navigator.mediaDevices);
          return all.filter(({ kind }) => kind !== 'audiooutput');
        },
      });
      try {
        const element = await open('kinds="audiooutput videoinput"');
        await waitUntil(() => selects(element).some(({ disabled }) => !disabled), 'no devices');
        expect(deep(element, '.label')).to.have.text('Camera');
      } finally {
        Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices');
      }
    });

    it('have a number while their names are hidden', async () => {
      const element = await picker('kinds="videoinput"');
      const call = session();
      const original = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
      // As every browser answers before the person has granted access.
      Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
        configurable: true,
        value: () => Promise.resolve([{ kind: 'videoinput', deviceId: '', label: '', groupId: '' }]),
      });
      try {
        element.session = call;
        await waitUntil(() => selects(element)[0]?.selectedOptions[0]?.text.trim() === 'Camera 1', '');
      } finally {
        Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
          configurable: true,
          value: original,
        });
        Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices');
      }
    });

    it('can be changed', async () => {
      const element = await open('kinds="audioinput"');
      const [select] = selects(element);
      const call = element.session;
      if (!select || !call) throw new Error('no select');
      const before = call.media.getTrack('microphone');
      const next = [...select.options].find(({ value }) => value !== select.value);
      if (!next) throw new Error('only one microphone');
      const changed = oneEvent(
        call as unknown as EventTarget,
        'rtc-device-change',
      ) as unknown as Promise<RtcDeviceChangeEvent>;
      select.value = next.value;
      select.dispatchEvent(new Event('change'));
      expect((await changed).deviceId).to.equal(next.value);
      expect(before?.readyState).to.equal('ended');
      expect(call.media.selectedDevice('audioinput')).to.equal(next.value);
    });

    it('that cannot be opened are explained, and the old one stays selected', async () => {
      const element = await open('kinds="audioinput"');
      const [select] = selects(element);
      if (!select) throw new Error('no select');
      const before = select.value;
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'AbortError')));
      select.value = [...select.options].find(({ value }) => value !== before)?.value ?? '';
      select.dispatchEvent(new Event('change'));
      const note = await appears(element, '[part=note]');
      expect(note.textContent).to.match(/did not start/);
      expect(select.value).to.equal(before);
      await expect(element).to.be.accessible();
    });
  });

  describe('names', () => {
    it('appear with the grant, without a reload', async () => {
      const element = await picker('kinds="videoinput"');
      const call = session();
      let granted = false;
      const original = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
      // As every browser answers before the person has granted access.
      replace(navigator.mediaDevices, 'enumerateDevices', async () =>
        granted ? original() : [{ kind: 'videoinput', deviceId: '', label: '', groupId: '' }],
      );
      const shown = (): string | undefined => selects(element)[0]?.selectedOptions[0]?.text.trim();
      element.session = call;
      await waitUntil(() => shown() === 'Camera 1', 'no number');
      granted = true;
      await call.media.open();
      await waitUntil(() => shown()?.includes('fake'), 'no name');
    });
  });

  describe('level meter', () => {
    let ledger: Ledger;

    beforeEach(() => {
      ledger = new Ledger();
    });

    afterEach(() => {
      ledger.restore();
      restoreAudio();
    });

    const contexts = (): number => ledger.audioContexts.length;

    it('stays empty where the browser refuses the microphone, and takes no context twice for it', async () => {
      refuseSources();
      const element = await open('kinds="audioinput"');
      await waitUntil(() => contexts() === 1, 'nothing is measured');
      // The meter rests while the person is in another tab.
      for (const hidden of [true, false]) {
        replace(document, 'hidden', hidden);
        document.dispatchEvent(new Event('visibilitychange'));
      }
      expect(contexts()).to.equal(1);
      await waitUntil(() => !ledger.alive().includes('AudioContext'), 'the context is left');
      const [select] = selects(element);
      const next = [...(select?.options ?? [])].find(({ value }) => value !== select?.value);
      await element.session?.media.selectDevice('audioinput', next?.value ?? '');
      // Another track may be another one to the browser, too.
      await waitUntil(() => contexts() === 2, 'the other one is not measured');
      await waitUntil(() => !ledger.alive().includes('AudioContext'), 'the context is left');
      expect(exists(element, '[part=note]')).to.equal(false);
    });

    it('stays empty without Web Audio', async () => {
      withoutWebAudio();
      const element = await open('kinds="audioinput"');
      await element.updateComplete;
      expect(deep(element, '[part=meter] > span').style.getPropertyValue('--_loud')).to.equal('0.000');
      expect(exists(element, '[part=note]')).to.equal(false);
    });
  });

  describe('speaker test', () => {
    const button = (element: Element): HTMLElement => deep(element, '[part~=speaker-test-button]');
    let ledger: Ledger;

    beforeEach(() => {
      ledger = new Ledger();
    });

    afterEach(() => {
      ledger.restore();
    });

    it('plays on the selected speaker, says so, and leaves nothing behind', async () => {
      const element = await open('kinds="audiooutput"');
      const call = element.session;
      const speakers = call?.media.devices.list('audiooutput') ?? [];
      await call?.media.selectDevice('audiooutput', speakers.at(-1)?.deviceId ?? '');
      const sinks: string[] = [];
      const { setSinkId } = HTMLMediaElement.prototype;
      replace(HTMLMediaElement.prototype, 'setSinkId', function (this: HTMLMediaElement, id: string) {
        sinks.push(id);
        return setSinkId.call(this, id);
      });
      expect(button(element)).to.have.trimmed.text('Test speaker');
      button(element).click();
      await waitUntil(() => button(element).textContent.trim() === 'Stop test', 'it does not say so');
      await waitUntil(() => ledger.audioContexts.some(({ state }) => state === 'running'), '');
      await expect(element).to.be.accessible();
      await waitUntil(() => button(element).textContent.trim() === 'Test speaker', 'no end');
      expect(sinks).to.deep.equal([speakers.at(-1)?.deviceId]);
      expect(ledger.audioContexts).to.have.length(1);
      expect(ledger.alive().filter((one) => one === 'AudioContext')).to.deep.equal([]);
    });

    it('really makes a sound', async () => {
      const element = await open('kinds="audiooutput"');
      const { srcObject } = Object.getOwnPropertyDescriptors(HTMLMediaElement.prototype);
      let meter: LevelMeter | undefined;
      Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
        ...srcObject,
        set(this: HTMLMediaElement, stream: MediaStream | null) {
          const [track] = stream?.getAudioTracks() ?? [];
          if (track) meter = new LevelMeter(track);
          srcObject.set?.call(this, stream);
        },
      });
      undo.push(() => Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', srcObject));
      button(element).click();
      await waitUntil(() => (meter?.read() ?? 0) > 0.3, 'silence', { interval: 10 });
      meter?.close();
    });

    it('stops when the button is pressed again, and when the element is removed', async () => {
      const element = await open('kinds="audiooutput"');
      // A chime that never fades away: only whoever stops it ends it.
      replace(OscillatorNode.prototype, 'stop', () => undefined);
      for (const stop of [
        () => {
          button(element).click();
        },
        () => {
          element.remove();
        },
      ]) {
        button(element).click();
        await waitUntil(() => ledger.audioContexts.some(({ state }) => state === 'running'), '');
        stop();
        await waitUntil(() => ledger.audioContexts.every(({ state }) => state === 'closed'), 'it goes on');
      }
    });

    it('says when the speaker plays nothing', async () => {
      const element = await open('kinds="audiooutput"');
      replace(HTMLMediaElement.prototype, 'play', () => Promise.reject(new DOMException('no', 'AbortError')));
      button(element).click();
      const note = await appears(element, '[part=note]');
      expect(note).to.have.trimmed.text('This speaker plays nothing. Choose another one.');
      expect(button(element)).to.have.trimmed.text('Test speaker');
      await expect(element).to.be.accessible();
      expect(ledger.alive().filter((one) => one === 'AudioContext')).to.deep.equal([]);
    });

    it('is left out with the speakers', async () => {
      const element = await open('kinds="videoinput audioinput"');
      expect(exists(element, '[part~=speaker-test-button]')).to.equal(false);
    });
  });

  describe('front and back', () => {
    /** As a phone lists its cameras. */
    function cameras(...labels: string[]): void {
      const original = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
      replace(navigator.mediaDevices, 'enumerateDevices', async () => {
        const all = await original();
        const [camera] = all.filter(({ kind }) => kind === 'videoinput');
        return labels.map((label, i) => ({
          kind: 'videoinput',
          deviceId: i === 0 ? camera?.deviceId : `camera ${i}`,
          label,
        }));
      });
    }

    it('can be switched where there are both', async () => {
      cameras('camera2 1, facing front', 'camera2 0, facing back');
      const element = await open('kinds="videoinput"');
      const before = element.session?.media.getTrack('camera');
      const flip = await appears(element, '[part~=flip-button]');
      expect(flip).to.have.trimmed.text('Switch camera');
      await expect(element).to.be.accessible();
      flip.click();
      await waitUntil(() => element.session?.media.getTrack('camera') !== before, 'no other one');
      expect(before?.readyState).to.equal('ended');
    });

    it('shows why the other camera did not open', async () => {
      cameras('Front Camera', 'Back Camera');
      const element = await open('kinds="videoinput"');
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'AbortError')));
      (await appears(element, '[part~=flip-button]')).click();
      expect(await appears(element, '[part=note]')).to.contain.text('Camera did not start');
    });

    it('have no button for a single camera, or for cameras that cannot be told apart', async () => {
      cameras('Front Camera');
      expect(exists(await open('kinds="videoinput"'), '[part~=flip-button]')).to.equal(false);
      cameras('Logi C920', 'Cam Link 4K');
      const element = await open('kinds="videoinput"');
      await waitUntil(() => selects(element)[0]?.options.length === 2, 'not listed');
      expect(exists(element, '[part~=flip-button]')).to.equal(false);
    });

    it('can be switched on every touch screen with two cameras', async () => {
      cameras('Kamera 1', 'Kamera 2');
      const real = window.matchMedia.bind(window);
      replace(window, 'matchMedia', (media: string) =>
        media === '(pointer: coarse)' ? { matches: true } : real(media),
      );
      await appears(await open('kinds="videoinput"'), '[part~=flip-button]');
    });
  });

  describe('level meter', () => {
    it('moves with the sound and rests when the element is hidden', async () => {
      const element = await open('kinds="audioinput"');
      const bar = deep(element, '.meter > span');
      const level = (): number => Number(bar.style.getPropertyValue('--_loud'));
      await waitUntil(() => level() > 0, 'the meter does not move');
      element.style.display = 'none';
      await waitUntil(() => level() === 0, 'the meter does not rest');
    });

    it('does nothing while the page is in the background', async () => {
      const element = await open('kinds="audioinput"');
      const bar = deep(element, '.meter > span');
      const level = (): number => Number(bar.style.getPropertyValue('--_loud'));
      const ledger = new Ledger();
      undo.push(() => {
        ledger.restore();
      });
      const background = (hidden: boolean): void => {
        replace(document, 'hidden', hidden);
        document.dispatchEvent(new Event('visibilitychange'));
      };
      await waitUntil(() => level() > 0, 'the meter does not move');
      background(true);
      expect(level()).to.equal(0);
      background(false);
      await waitUntil(() => level() > 0, 'the meter does not move again');
      background(true);
      await waitUntil(() => ledger.alive().length === 0, 'it goes on measuring');
    });

    it('is left out without a microphone select', async () => {
      const element = await open('kinds="videoinput"');
      expect(exists(element, '.meter')).to.equal(false);
    });
  });
});
