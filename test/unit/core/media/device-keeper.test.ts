import { expect } from '@open-wc/testing';
import { LocalMedia } from '../../../../src/core/index.js';
import { nextEvent } from '../../support/events.js';
import { stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

describe('LocalMedia, when devices come and go', () => {
  let media: LocalMedia;
  let undo: (() => void)[];

  let gone: Set<string>;

  /** Unplugging, at the browser's own API: the list, the request, the end of the track, the event. */
  function unplug(deviceId: string, track?: MediaStreamTrack | null): void {
    gone.add(deviceId);
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  function plugIn(deviceId: string): void {
    gone.delete(deviceId);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  beforeEach(() => {
    localStorage.clear();
    media = new LocalMedia();
    undo = [];
    gone = new Set();
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
      configurable: true,
      value: async () => (await real()).filter(({ deviceId }) => !gone.has(deviceId)),
    });
    undo.push(() => Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices'));
    const stub = stubGetUserMedia((constraints = {}) => {
      const exact = [constraints.audio, constraints.video].map((wish) =>
        typeof wish === 'object' ? (wish.deviceId as ConstrainDOMStringParameters | undefined)?.exact : '',
      );
      if (exact.some((deviceId) => typeof deviceId === 'string' && gone.has(deviceId)))
        return Promise.reject(new DOMException('gone', 'OverconstrainedError'));
      if (constraints.video && gone.has('every camera'))
        return Promise.reject(new DOMException('none', 'NotFoundError'));
      return stub.original(constraints);
    });
    undo.push(stub.restore);
  });

  afterEach(() => {
    media.close();
    for (const step of undo) step();
  });

  async function microphones(): Promise<string[]> {
    await media.open();
    await waitUntil(() => media.devices.list('audioinput').length > 2);
    return media.devices.list('audioinput').map(({ deviceId }) => deviceId);
  }

  it('goes on with the default microphone, and returns to the chosen one', async () => {
    const [, , chosen = ''] = await microphones();
    await media.selectDevice('audioinput', chosen);
    const unplugged = nextEvent(media, 'rtc-device-change');
    unplug(chosen, media.getTrack('microphone'));
    expect(await unplugged).to.include({ kind: 'audioinput', reason: 'unplugged' });
    expect(media.microphone).to.equal(true);
    expect(media.selectedDevice('audioinput')).to.not.equal(chosen);
    const known = (): boolean => media.devices.list('audioinput').some(({ deviceId }) => deviceId === chosen);
    await waitUntil(() => !known(), 'it is not gone');
    const returned = nextEvent(media, 'rtc-device-change');
    plugIn(chosen);
    expect(await returned).to.include({ reason: 'returned', deviceId: chosen });
    expect(media.selectedDevice('audioinput')).to.equal(chosen);
    expect(media.microphone).to.equal(true);
  });

  it('opens another microphone in place of a muted one only to unmute it', async () => {
    const [, , chosen = ''] = await microphones();
    await media.selectDevice('audioinput', chosen);
    await media.setMicrophone(false);
    unplug(chosen, media.getTrack('microphone'));
    expect(media.sourceState('microphone')).to.equal('ended');
    await media.setMicrophone(true);
    expect(media.selectedDevice('audioinput')).to.not.equal(chosen);
    expect(media.sourceState('microphone')).to.equal('live');
  });

  it('says nothing where only the track had ended, and the device can be had again', async () => {
    await media.open();
    const changes: Event[] = [];
    media.addEventListener('rtc-device-change', (event) => changes.push(event));
    // Chromium ends the microphone, too, where the permission for the camera is withdrawn.
    const track = media.getTrack('microphone');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    expect(media.microphone).to.equal(false);
    await waitUntil(() => media.microphone, 'it was not opened again');
    expect(changes).to.deep.equal([]);
  });

  it('says that the only camera is gone, and opens it when it is back', async () => {
    await media.open();
    const camera = media.selectedDevice('videoinput');
    gone.add('every camera');
    const told = nextEvent(media, 'rtc-error');
    unplug(camera, media.getTrack('camera'));
    expect(await told).to.have.nested.include({
      'error.code': 'device-unavailable',
      'error.subject': 'camera',
    });
    expect(media.camera).to.equal(false);
    await waitUntil(() => media.devices.list('videoinput').length === 0);
    gone.clear();
    plugIn(camera);
    await waitUntil(() => media.camera, 'it was not opened again');
  });

  it('says that the permission was withdrawn, and opens no other device', async () => {
    await media.open();
    Object.defineProperty(navigator.permissions, 'query', {
      configurable: true,
      value: () => Promise.resolve({ state: 'denied' }),
    });
    undo.push(() => Reflect.deleteProperty(navigator.permissions, 'query'));
    const told = nextEvent(media, 'rtc-error');
    const track = media.getTrack('camera');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    expect(await told).to.have.nested.include({
      'error.code': 'permission-denied',
      'error.subject': 'camera',
    });
    expect(media.sourceState('camera')).to.equal('ended');
    expect(media.microphone).to.equal(true);
  });

  it('follows the system when its default microphone is another device', async () => {
    await microphones();
    await media.selectDevice('audioinput', 'default');
    await media.devices.refresh();
    const before = media.getTrack('microphone');
    const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
      configurable: true,
      value: async () =>
        (await list()).map(({ kind, deviceId, label }) => ({
          kind,
          deviceId,
          label: deviceId === 'default' ? 'Another one' : label,
        })),
    });
    const moved = nextEvent(media, 'rtc-device-change');
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    expect(await moved).to.include({ kind: 'audioinput', reason: 'default' });
    expect(before?.readyState).to.equal('ended');
    expect(media.microphone).to.equal(true);
  });

  it('applies other constraints to what is used in place of a lost device', async () => {
    const [, , chosen = ''] = await microphones();
    await media.selectDevice('audioinput', chosen);
    const unplugged = nextEvent(media, 'rtc-device-change');
    unplug(chosen, media.getTrack('microphone'));
    await unplugged;
    const errors: Event[] = [];
    media.addEventListener('rtc-error', (event) => errors.push(event));
    const applied = nextEvent(media, 'change');
    media.constraints = { audio: { echoCancellation: false } };
    await applied;
    expect(errors).to.deep.equal([]);
  });

  it('plays on the default speaker while the chosen one is gone', async () => {
    await media.open();
    await waitUntil(() => media.devices.list('audiooutput').length > 1);
    const speaker = media.devices.list('audiooutput').at(-1)?.deviceId ?? '';
    await media.selectDevice('audiooutput', speaker);
    const unplugged = nextEvent(media, 'rtc-device-change');
    unplug(speaker);
    expect(await unplugged).to.include({ kind: 'audiooutput', reason: 'unplugged', deviceId: '' });
    expect(media.selectedDevice('audiooutput')).to.equal('');
    const returned = nextEvent(media, 'rtc-device-change');
    plugIn(speaker);
    expect(await returned).to.include({ kind: 'audiooutput', reason: 'returned', deviceId: speaker });
  });

  it('says nothing of a lost speaker in whose place another one was chosen', async () => {
    await media.open();
    await waitUntil(() => media.devices.list('audiooutput').length > 1);
    const [other, lost] = [0, -1].map((i) => media.devices.list('audiooutput').at(i)?.deviceId ?? '');
    await media.selectDevice('audiooutput', lost ?? '');
    unplug(lost ?? '');
    await nextEvent(media, 'rtc-device-change');
    await media.selectDevice('audiooutput', other ?? '');
    expect(media.selectedDevice('audiooutput')).to.equal(other);
    const reasons: string[] = [];
    media.addEventListener('rtc-device-change', ({ reason }) => reasons.push(reason));
    plugIn(lost ?? '');
    await waitUntil(() => media.devices.list('audiooutput').some(({ deviceId }) => deviceId === lost));
    expect(reasons).to.deep.equal([]);
    expect(media.selectedDevice('audiooutput')).to.equal(other);
  });

  it('remembers the choice for this origin', async () => {
    const [, , chosen = ''] = await microphones();
    await media.selectDevice('audioinput', chosen);
    const next = new LocalMedia();
    await next.open();
    expect(next.selectedDevice('audioinput')).to.equal(chosen);
    next.close();
  });

  for (const stored of ['{', 'null', '{"audioinput":7}', '[]']) {
    it(`is not hurt by a memory of ${stored}`, async () => {
      localStorage.setItem('rtc-elements:devices', stored);
      const next = new LocalMedia();
      await next.open();
      expect(next.microphone).to.equal(true);
      next.close();
    });
  }

  it('is not hurt by storage that is full or forbidden', async () => {
    const [, , chosen = ''] = await microphones();
    const setItem = Object.getOwnPropertyDescriptor(Storage.prototype, 'setItem') ?? {};
    undo.push(() => Object.defineProperty(Storage.prototype, 'setItem', setItem));
    Object.defineProperty(Storage.prototype, 'setItem', {
      ...setItem,
      value: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    await media.selectDevice('audioinput', chosen);
    expect(media.selectedDevice('audioinput')).to.equal(chosen);
  });
});
