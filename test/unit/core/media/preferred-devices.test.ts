import { expect } from '@open-wc/testing';
import { LocalMedia, type RtcError } from '../../../../src/core/index.js';
import { failure, nextEvent } from '../../support/events.js';
import { countGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

const GONE = 'the id of no device';

describe('LocalMedia with preferred devices that are gone', () => {
  let microphone: string;
  let camera: string;
  let media: LocalMedia;
  let errors: RtcError[];
  let requests: ReturnType<typeof countGetUserMedia>;

  before(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices();
    const last = (kind: string): string => devices.findLast((device) => device.kind === kind)?.deviceId ?? '';
    microphone = last('audioinput');
    camera = last('videoinput');
  });

  beforeEach(() => {
    errors = [];
    requests = countGetUserMedia();
  });

  afterEach(() => {
    media.close();
    requests.restore();
    localStorage.clear();
  });

  /** As on a visit after these devices were chosen. */
  function remembering(audioinput: string, videoinput: string): LocalMedia {
    localStorage.setItem('rtc-elements:devices', JSON.stringify({ audioinput, videoinput }));
    media = new LocalMedia();
    media.addEventListener('rtc-error', ({ error }) => errors.push(error));
    return media;
  }

  const inUse = (): string[] =>
    (['audioinput', 'videoinput'] as const).map((kind) => media.selectedDevice(kind));

  it('opens both where both are there', async () => {
    await remembering(microphone, camera).open();
    expect(inUse()).to.deep.equal([microphone, camera]);
    expect(requests.calls).to.have.length(1);
  });

  it('keeps the microphone where the camera is gone', async () => {
    await remembering(microphone, GONE).open();
    expect(inUse()).to.deep.equal([microphone, camera]);
    expect([media.microphone, media.camera]).to.deep.equal([true, true]);
    expect(errors).to.deep.equal([]);
  });

  it('keeps the camera where the microphone is gone', async () => {
    await remembering(GONE, camera).open();
    expect(inUse()).to.deep.equal(['default', camera]);
    const { video } = requests.calls.at(-1) ?? {};
    expect(video).to.have.deep.property('deviceId', { exact: camera });
    expect(errors).to.deep.equal([]);
  });

  it('opens others where both are gone', async () => {
    await remembering(GONE, GONE).open();
    expect(inUse()).to.deep.equal(['default', camera]);
    expect(errors).to.deep.equal([]);
  });

  it('asks both together until the browser is satisfied, so that it prompts once', async () => {
    await remembering(GONE, GONE).open();
    expect(requests.calls.map(({ audio, video }) => [!!audio, !!video])).to.deep.equal(
      requests.calls.map(() => [true, true]),
    );
  });

  it('keeps the device in use where one is chosen that is gone', async () => {
    await remembering(microphone, camera).open();
    const track = media.getTrack('microphone');
    const error = await failure(media.selectDevice('audioinput', GONE));
    expect(error).to.include({ code: 'device-unavailable', subject: 'microphone' });
    expect(media.getTrack('microphone')).to.equal(track);
    expect(track?.readyState).to.equal('live');
    expect(inUse()).to.deep.equal([microphone, camera]);
    expect(localStorage.getItem('rtc-elements:devices')).to.contain(microphone);
  });

  it('goes back to the preferred device when it returns, also after another one was chosen in vain', async () => {
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    let plugged = false;
    Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
      configurable: true,
      value: async () => (await real()).filter(({ deviceId }) => plugged || deviceId !== microphone),
    });
    requests.restore();
    requests = countGetUserMedia(({ audio }) =>
      !plugged && JSON.stringify(audio).includes(microphone) ? 'OverconstrainedError' : undefined,
    );
    try {
      await remembering(microphone, camera).open();
      await media.devices.refresh();
      expect(inUse()).to.deep.equal(['default', camera]);
      await failure(media.selectDevice('audioinput', GONE));
      plugged = true;
      const returned = nextEvent(media, 'rtc-device-change');
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      expect(await returned).to.include({ reason: 'returned', deviceId: microphone });
    } finally {
      Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices');
    }
  });

  const IMPOSSIBLE: Record<string, MediaTrackConstraints> = {
    'a width': { width: { min: 99_999 } },
    'a direction': { facingMode: { exact: 'environment' } },
    'a device': { deviceId: { exact: GONE }, frameRate: { min: 1000 } },
  };
  for (const [what, video] of Object.entries(IMPOSSIBLE)) {
    for (const preferred of ['preferred', 'no preferred']) {
      it(`opens the microphone where the page demands ${what} that no camera has (${preferred} devices)`, async () => {
        if (preferred === 'preferred') remembering(microphone, camera);
        else remembering('', '');
        media.constraints = { video };
        await media.open();
        expect([media.microphone, media.camera]).to.deep.equal([true, false]);
        if (preferred === 'preferred') expect(media.selectedDevice('audioinput')).to.equal(microphone);
        expect(errors).to.have.length(1);
        expect(errors[0]).to.include({ code: 'device-unavailable', subject: 'camera' });
        expect(media.sourceState('camera')).to.equal('error');
      });
    }
  }

  it('opens the camera again once the page demands what it can do', async () => {
    remembering(microphone, camera);
    media.constraints = { video: { width: { min: 99_999 } } };
    await media.open();
    media.constraints = { video: { width: { ideal: 320 } } };
    await media.setCamera(true);
    await waitUntil(() => media.camera, 'it is not opened');
    expect(inUse()).to.deep.equal([microphone, camera]);
  });
});
