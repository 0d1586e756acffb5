import { expect } from '@open-wc/testing';
import '../../../src/index.js';
import type { RtcCall } from '../../../src/index.js';
import { call, cleanUp, colorScheme, deep, hasWord, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('announcements of devices', () => {
  let gone: Set<string>;
  let labels: Map<string, string>;

  beforeEach(() => {
    localStorage.clear();
    gone = new Set();
    labels = new Map();
    const { enumerateDevices, getUserMedia } = MediaDevices.prototype;
    // Nobody can pull out a plug here.
    const stubs = {
      enumerateDevices: async () =>
        (await enumerateDevices.call(navigator.mediaDevices))
          .filter(({ deviceId }) => !gone.has(deviceId))
          .map(({ kind, deviceId, label }) => ({ kind, deviceId, label: labels.get(deviceId) ?? label })),
      getUserMedia: (constraints: MediaStreamConstraints) =>
        [...gone].some((id) => JSON.stringify(constraints).includes(`"${id}"`))
          ? Promise.reject(new DOMException('gone', 'OverconstrainedError'))
          : getUserMedia.call(navigator.mediaDevices, constraints),
    };
    for (const [name, value] of Object.entries(stubs))
      Object.defineProperty(navigator.mediaDevices, name, { configurable: true, value });
  });

  afterEach(() => {
    for (const name of ['enumerateDevices', 'getUserMedia'])
      Reflect.deleteProperty(navigator.mediaDevices, name);
    cleanUp();
  });

  /** A call that uses the last microphone in the list, with the words for the one before it. */
  async function inCall(attributes = ''): Promise<RtcCall> {
    const element = await call(`autojoin ${attributes}`);
    await reached(element, 'in-call');
    await waitUntil(() => element.session.media.devices.list('audioinput').length > 2, '');
    await waitUntil(() => element.session.features.chat, 'what comes later is not there');
    return element;
  }

  const devicesChange = (): boolean => navigator.mediaDevices.dispatchEvent(new Event('devicechange'));

  const says = (element: RtcCall, words: string): Promise<void> =>
    waitUntil(
      () =>
        deep(element, '[role=status]')
          .textContent.replaceAll(/[\u2068\u2069]/g, '')
          .trim() === words,
      `it does not say “${words}”`,
    );

  it('tell of a microphone that is unplugged and comes back, in words that can be seen', async () => {
    const element = await inCall();
    const { media } = element.session;
    const used = media.devices.list('audioinput').at(-1);
    await media.selectDevice('audioinput', used?.deviceId ?? '');
    gone.add(used?.deviceId ?? '');
    const track = media.getTrack('microphone');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    devicesChange();
    await says(element, 'Microphone unplugged. Now using Fake Default Audio Input');
    expect(deep(element, '[role=status] > span').className).to.equal('passing');
    for (const scheme of ['light', 'dark']) {
      colorScheme(scheme);
      await expect(element).to.be.accessible();
    }
    gone.clear();
    devicesChange();
    await says(element, `Microphone connected again. Now using ${used?.label ?? ''}`);
  });

  it('tell of another default microphone, by its own name', async () => {
    const element = await inCall();
    const { media } = element.session;
    await media.selectDevice('audioinput', 'default');
    await media.devices.refresh();
    const other = media.devices.list('audioinput').at(-1)?.label ?? '';
    labels.set('default', `Default - ${other}`);
    devicesChange();
    await says(element, `Microphone changed by the system. Now using ${other}`);
  });

  it('tell of a speaker that is unplugged and comes back', async () => {
    const element = await inCall();
    const { media } = element.session;
    const used = media.devices.list('audiooutput').at(-1);
    await media.selectDevice('audiooutput', used?.deviceId ?? '');
    gone.add(used?.deviceId ?? '');
    devicesChange();
    await says(element, 'Speaker unplugged. Now using Fake Default Audio Output');
    gone.clear();
    devicesChange();
    await says(element, `Speaker connected again. Now using ${used?.label ?? ''}`);
  });

  it('name the camera that replaces another one, in Chinese too', async () => {
    const element = await inCall('lang="zh"');
    await hasWord('zh', 'leave');
    const { media } = element.session;
    const id = media.selectedDevice('videoinput');
    const track = media.getTrack('camera');
    // Only one camera is to be had here: it stands for the other one as well.
    if (track) Object.defineProperty(track, 'label', { value: 'The one before' });
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    const label = media.devices.list('videoinput').find(({ deviceId }) => deviceId === id)?.label ?? '';
    await says(element, `摄像头已拔出，正在使用 ${label}`);
    expect(media.camera).to.equal(true);
  });

  it('do not announce a device that the person has chosen', async () => {
    const element = await inCall();
    const { media } = element.session;
    const before = deep(element, '[role=status]').textContent;
    await media.selectDevice('audioinput', media.devices.list('audioinput').at(-1)?.deviceId ?? '');
    await element.updateComplete;
    expect(deep(element, '[role=status]').textContent).to.equal(before);
  });
});
