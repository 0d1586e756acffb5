import { expect } from '@open-wc/testing';
import {
  LocalMedia,
  queryMediaPermission,
  type RtcErrorCode,
  type RtcErrorEvent,
} from '../../../../src/core/index.js';
import { LevelMeter } from '../../../../src/core/media/level-meter.js';
import { failure, nextEvent } from '../../support/events.js';
import { stubGetUserMedia } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

describe('LocalMedia', () => {
  let media: LocalMedia;
  let undo: (() => void)[];

  beforeEach(() => {
    localStorage.clear();
    media = new LocalMedia();
    undo = [];
  });

  afterEach(() => {
    media.close();
    for (const step of undo) step();
  });

  /** Lets `getUserMedia` fail as long as `fails` says so, and counts the calls. */
  function failing(
    name: string,
    fails: (constraints: MediaStreamConstraints) => boolean = () => true,
  ): { calls: MediaStreamConstraints[] } {
    const calls: MediaStreamConstraints[] = [];
    const stub = stubGetUserMedia((constraints = {}) => {
      calls.push(constraints);
      if (!fails(constraints)) return stub.original(constraints);
      return Promise.reject(name === 'TypeError' ? new TypeError('no') : new DOMException('no', name));
    });
    undo.push(stub.restore);
    return { calls };
  }

  it('opens camera and microphone with one request', async () => {
    const { calls } = failing('', () => false);
    await media.open();
    expect(calls).to.have.length(1);
    expect([media.camera, media.microphone]).to.deep.equal([true, true]);
    expect(media.getTrack('camera')).to.include({ kind: 'video', readyState: 'live' });
    expect(media.getTrack('microphone')).to.include({ kind: 'audio', readyState: 'live', enabled: true });
    expect([media.sourceState('camera'), media.sourceState('microphone')]).to.deep.equal(['live', 'live']);
  });

  it('opens once, however many ask', async () => {
    const { calls } = failing('', () => false);
    await Promise.all([media.open(), media.open(), media.setCamera(true)]);
    await media.open();
    expect(calls).to.have.length(1);
  });

  it('opens only what is wanted', async () => {
    media.wanted = { microphone: false, camera: true };
    await media.open();
    expect(media.getTrack('microphone')).to.equal(null);
    expect(media.camera).to.equal(true);
    await media.setMicrophone(true);
    expect(media.microphone).to.equal(true);
  });

  it('mutes the microphone and keeps it open', async () => {
    await media.open();
    const track = media.getTrack('microphone');
    await media.setMicrophone(false);
    expect(track).to.include({ enabled: false, readyState: 'live' });
    expect([media.microphone, media.sourceState('microphone')]).to.deep.equal([false, 'muted']);
    await media.setMicrophone(true);
    expect(media.getTrack('microphone')).to.equal(track);
    expect(track?.enabled).to.equal(true);
  });

  it('really closes the camera, and opens it again', async () => {
    await media.open();
    const track = media.getTrack('camera');
    await media.setCamera(false);
    expect(track?.readyState).to.equal('ended');
    expect([media.camera, media.getTrack('camera'), media.sourceState('camera')]).to.deep.equal([
      false,
      null,
      'inactive',
    ]);
    await media.setCamera(true);
    expect(media.getTrack('camera')?.readyState).to.equal('live');
  });

  it('ends closed when it is switched off while it opens', async () => {
    const opening = media.setCamera(true);
    await nextEvent(media, 'change', () => media.sourceState('camera') === 'requesting');
    await media.setCamera(false);
    await opening;
    expect([media.camera, media.sourceState('camera')]).to.deep.equal([false, 'inactive']);
  });

  it('stops what comes after it was closed', async () => {
    let late: MediaStream | undefined;
    const stub = stubGetUserMedia(async (constraints) => (late = await stub.original(constraints)));
    undo.push(stub.restore);
    const opening = media.open();
    await nextEvent(media, 'change', () => media.sourceState('camera') === 'requesting');
    media.close();
    await opening;
    await waitUntil(
      () => late?.getTracks().every(({ readyState }) => readyState === 'ended'),
      'a track lives on',
    );
    expect(media.getTrack('camera')).to.equal(null);
  });

  it('opens anew after it was closed, although the request of before never settles', async () => {
    const stub = stubGetUserMedia(() => new Promise(() => undefined));
    undo.push(stub.restore);
    void media.open();
    await nextEvent(media, 'change', () => media.sourceState('camera') === 'requesting');
    media.close();
    stub.restore();
    await media.open();
    expect(media.camera).to.equal(true);
  });

  it('tells when something else is wanted', async () => {
    const changed = nextEvent(media, 'change');
    media.wanted = { microphone: true, camera: false };
    await changed;
    expect(media.wanted).to.deep.equal({ microphone: true, camera: false });
    expect(media.wanted).to.be.frozen;
  });

  it('stops everything when it is closed', async () => {
    await media.open();
    const tracks = [media.getTrack('camera'), media.getTrack('microphone')];
    media.close();
    expect(tracks.map((track) => track?.readyState)).to.deep.equal(['ended', 'ended']);
    expect(media.sourceState('microphone')).to.equal('inactive');
  });

  it('lists devices, and says which are in use', async () => {
    await media.open();
    await waitUntil(() => media.devices.list('videoinput').length > 0);
    const cameras = media.devices.list('videoinput');
    expect(cameras[0]?.label).to.match(/fake/);
    expect(media.selectedDevice('videoinput')).to.equal(cameras[0]?.deviceId);
    await media.devices.refresh();
    expect(media.devices.list('videoinput')).to.equal(cameras);
  });

  it('changes the microphone, and keeps it muted', async () => {
    await media.open();
    await media.setMicrophone(false);
    await waitUntil(() => media.devices.list('audioinput').length > 1);
    const other = media.devices.list('audioinput').at(-1)?.deviceId ?? '';
    const before = media.getTrack('microphone');
    const changed = nextEvent(media, 'rtc-device-change');
    await media.selectDevice('audioinput', other);
    expect(await changed).to.include({ kind: 'audioinput', deviceId: other, reason: 'selected' });
    expect(media.selectedDevice('audioinput')).to.equal(other);
    expect(before?.readyState).to.equal('ended');
    expect(media.getTrack('microphone')).to.include({ readyState: 'live', enabled: false });
  });

  it('tells of another device once, by its new track', async () => {
    // A camera of a busy machine tells that it gives no frames.
    media.wanted = { microphone: true, camera: false };
    await media.open();
    await waitUntil(() => media.devices.list('audioinput').length > 1);
    const [one, other] = media.devices.list('audioinput').map(({ deviceId }) => deviceId);
    await media.selectDevice('audioinput', one ?? '');
    const tracks: unknown[] = [];
    media.addEventListener('change', () => tracks.push(media.getTrack('microphone')));
    await media.selectDevice('audioinput', other ?? '');
    expect(tracks).to.deep.equal([media.getTrack('microphone')]);
  });

  it('follows the list of devices', async () => {
    await media.open();
    await waitUntil(() => media.devices.list('videoinput').length > 0);
    const real = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices);
    Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
      configurable: true,
      value: async () => (await real()).filter(({ kind }) => kind !== 'videoinput'),
    });
    undo.push(() => Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices'));
    const changed = nextEvent(media, 'change');
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await changed;
    expect(media.devices.list('videoinput')).to.deep.equal([]);
  });

  it('tells when a device is gone, and leaves it to the person what then', async () => {
    media.devicePolicy = 'manual';
    await media.open();
    const told = nextEvent(media, 'rtc-error');
    media.getTrack('camera')?.dispatchEvent(new Event('ended'));
    expect(await told).to.have.nested.include({
      'error.code': 'device-unavailable',
      'error.subject': 'camera',
    });
    expect([media.camera, media.sourceState('camera')]).to.deep.equal([false, 'ended']);
  });

  it('applies other constraints to an open camera', async () => {
    await media.open();
    const track = media.getTrack('camera');
    media.constraints = {
      video: { width: { ideal: 320 }, height: { ideal: 180 }, frameRate: { ideal: 10 } },
    };
    await waitUntil(() => track?.getSettings().width === 320);
    expect(track?.getSettings()).to.include({ width: 320, height: 180 });
    expect(media.getTrack('camera')).to.equal(track);
  });

  it('passes on whatever the page asks', async () => {
    const { calls } = failing('', () => false);
    const audio = {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 2 },
      sampleRate: { ideal: 48_000 },
    };
    const video = {
      width: { ideal: 640 },
      height: { ideal: 480 },
      frameRate: { ideal: 3, max: 4 },
      aspectRatio: { ideal: 4 / 3 },
      facingMode: 'user',
    };
    media.constraints = { audio, video };
    await media.open();
    expect(calls).to.deep.equal([{ audio, video }]);
    expect(media.getTrack('camera')?.getSettings()).to.include({ width: 640, height: 480, frameRate: 3 });
    expect(media.getTrack('microphone')?.getSettings()).to.include({
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    });
  });

  it('tells of constraints that the device cannot meet, and goes on as before', async () => {
    const video = { height: { ideal: 480 } };
    media.constraints = { video };
    await media.open();
    const track = media.getTrack('camera');
    const before = track?.getSettings();
    for (const impossible of [{ width: { exact: 99_999 } }, { frameRate: { min: 1000 } }]) {
      const told = nextEvent<RtcErrorEvent>(media, 'rtc-error');
      media.constraints = { video: impossible, audio: { echoCancellation: false } };
      const { error } = await told;
      expect(error).to.include({ code: 'device-unavailable', subject: 'camera' });
      expect(error.message).to.match(/^The camera cannot do that: OverconstrainedError/);
      expect(media.getTrack('camera')).to.equal(track);
      expect(track).to.include({ readyState: 'live' });
      expect(track?.getSettings()).to.deep.equal(before);
      expect(media.constraints).to.deep.equal({ video, audio: { echoCancellation: false } });
    }
    await media.setCamera(false);
    await media.setCamera(true);
    expect(media.camera).to.equal(true);
  });

  describe('front and back camera', () => {
    it('take turns, and the one in use is remembered', async () => {
      await media.open();
      const { calls } = failing('', () => false);
      const before = media.getTrack('camera');
      await media.flipCamera();
      expect(calls).to.have.length(1);
      expect(calls[0]?.video).to.have.deep.property('facingMode', { ideal: 'environment' });
      expect(calls[0]?.video).to.not.have.property('deviceId');
      expect(before?.readyState).to.equal('ended');
      expect(media.getTrack('camera')?.readyState).to.equal('live');
      await media.flipCamera();
      expect(calls[1]?.video).to.have.deep.property('facingMode', { ideal: 'user' });
      expect(localStorage.getItem('rtc-elements:devices')).to.contain(media.selectedDevice('videoinput'));
    });

    it('stay as they were chosen when the page asks for something else', async () => {
      await media.open();
      await media.flipCamera();
      media.constraints = { video: { height: { ideal: 360 } } };
      await waitUntil(() => media.getTrack('camera')?.getSettings().height === 360);
      const { calls } = failing('', () => false);
      await media.setCamera(false);
      await media.setCamera(true);
      expect(calls[0]?.video).to.deep.include({
        facingMode: { ideal: 'environment' },
        height: { ideal: 360 },
      });
      expect(media.constraints).to.deep.equal({ video: { height: { ideal: 360 } } });
    });

    it('keep the one that works when the other one does not open', async () => {
      await media.open();
      const camera = media.selectedDevice('videoinput');
      const track = media.getTrack('camera');
      failing('AbortError');
      expect(await failure(media.flipCamera())).to.include({ code: 'device-failed' });
      expect(media.selectedDevice('videoinput')).to.equal(camera);
      expect(media.getTrack('camera')).to.equal(track);
      expect(track?.readyState).to.equal('live');
    });
  });

  describe('screen', () => {
    it('is shared, and shared no more', async () => {
      await media.setScreen(true);
      const track = media.getTrack('screen');
      expect(track).to.include({ kind: 'video', readyState: 'live', contentHint: 'detail' });
      expect([media.screen, media.sourceState('screen')]).to.deep.equal([true, 'live']);
      await media.setScreen(true);
      expect(media.getTrack('screen') === track).to.equal(true);
      await media.setScreen(false);
      expect(track?.readyState).to.equal('ended');
      expect([media.screen, media.sourceState('screen')]).to.deep.equal([false, 'inactive']);
    });

    it('ends with the browser’s own button, the sound too', async () => {
      await media.setScreen(true);
      const sound = media.getTrack('screen-audio');
      const track = media.getTrack('screen');
      track?.dispatchEvent(new Event('ended'));
      expect([media.screen, media.sourceState('screen')]).to.deep.equal([false, 'ended']);
      if (sound) expect(sound.readyState).to.equal('ended');
      expect(media.getTrack('screen-audio')).to.equal(null);
    });

    it('is stopped when it comes after it was given up', async () => {
      const starting = media.setScreen(true);
      await media.setScreen(false);
      await starting;
      expect(media.screen).to.equal(false);
    });

    it('is left alone when the person chooses nothing', async () => {
      Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', {
        configurable: true,
        value: () => Promise.reject(new DOMException('no', 'NotAllowedError')),
      });
      undo.push(() => Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia'));
      expect(await failure(media.setScreen(true))).to.include({
        code: 'permission-dismissed',
        subject: 'screen',
      });
      expect(media.screen).to.equal(false);
    });
  });

  describe('when the browser refuses', () => {
    const codes: Record<string, RtcErrorCode> = {
      NotFoundError: 'device-not-found',
      NotReadableError: 'device-in-use',
      SecurityError: 'media-disabled',
      AbortError: 'device-failed',
      TypeError: 'invalid-options',
    };
    for (const [name, code] of Object.entries(codes)) {
      it(`${name} is ${code}`, async () => {
        failing(name);
        const error = await failure(media.open());
        expect(error).to.include({ name: 'RtcError', code });
        expect(media.error).to.equal(error);
        expect(media.sourceState('camera')).to.equal('error');
      });
    }

    it('tells what was denied from what was dismissed', async () => {
      failing('NotAllowedError');
      expect(await failure(media.open())).to.include({ code: 'permission-denied', recoverable: true });
      Object.defineProperty(navigator.permissions, 'query', {
        configurable: true,
        value: () => Promise.resolve({ state: 'prompt' }),
      });
      undo.push(() => Reflect.deleteProperty(navigator.permissions, 'query'));
      expect(await queryMediaPermission()).to.equal('prompt');
      expect(await failure(media.open())).to.include({ code: 'permission-dismissed' });
    });

    it('can be asked again', async () => {
      let refuse = true;
      failing('NotAllowedError', () => refuse);
      await failure(media.open());
      refuse = false;
      await media.open();
      expect(media.camera).to.equal(true);
      expect(media.error).to.equal(undefined);
    });

    it('opens the microphone where there is no camera, and says so', async () => {
      failing('NotFoundError', ({ video }) => Boolean(video));
      const told = nextEvent(media, 'rtc-error');
      await media.open();
      expect(await told).to.have.nested.include({
        'error.code': 'device-not-found',
        'error.subject': 'camera',
      });
      expect([media.microphone, media.camera]).to.deep.equal([true, false]);
      expect(media.sourceState('camera')).to.equal('error');
    });

    it('asks without the chosen device when that one is gone', async () => {
      await media.selectDevice('videoinput', 'gone');
      media.wanted = { microphone: false, camera: true };
      const { calls } = failing('', () => false);
      await media.open();
      expect(calls).to.have.length(2);
      expect(media.camera).to.equal(true);
    });

    it('keeps the device that works when another one cannot be opened', async () => {
      await media.open();
      const camera = media.selectedDevice('videoinput');
      failing('NotReadableError', ({ video }) => JSON.stringify(video).includes('busy'));
      expect(await failure(media.selectDevice('videoinput', 'busy'))).to.include({ code: 'device-in-use' });
      expect(media.selectedDevice('videoinput')).to.equal(camera);
      expect([media.camera, media.sourceState('camera')]).to.deep.equal([true, 'live']);
    });

    it('opens the microphone where the camera is in use', async () => {
      failing('NotReadableError', ({ video }) => Boolean(video));
      await media.open();
      expect([media.microphone, media.camera]).to.deep.equal([true, false]);
    });

    it('switches off at once what is not wanted any more', async () => {
      await media.open();
      const track = media.getTrack('camera');
      media.wanted = { microphone: false, camera: false };
      expect(track?.readyState).to.equal('ended');
      expect([media.microphone, media.sourceState('microphone')]).to.deep.equal([false, 'muted']);
    });

    it('stops the old device first where only one can be open', async () => {
      await media.open();
      const old = media.getTrack('camera');
      failing('NotReadableError', () => old?.readyState === 'live');
      const [device] = media.devices.list('videoinput');
      await media.selectDevice('videoinput', device?.deviceId ?? '');
      expect(old?.readyState).to.equal('ended');
      expect(media.getTrack('camera')?.readyState).to.equal('live');
    });

    it('knows an insecure page, and a browser without media', async () => {
      const hide = (object: object, key: string, value: unknown): void => {
        Object.defineProperty(object, key, { configurable: true, value });
        undo.push(() => Reflect.deleteProperty(object, key));
      };
      hide(navigator, 'mediaDevices', undefined);
      expect(await failure(media.open())).to.include({ code: 'unsupported-browser', recoverable: false });
      hide(globalThis, 'isSecureContext', false);
      expect(await failure(media.open())).to.include({ code: 'insecure-context', recoverable: false });
    });
  });
});

describe('LevelMeter', () => {
  it('hears the beeps of the fake microphone, and silence', async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const [track] = stream.getAudioTracks();
    if (!track) throw new Error('no track');
    const meter = new LevelMeter(track);
    await waitUntil(() => meter.read() > 0.3, 'no sound', { interval: 5 });
    track.enabled = false;
    await waitUntil(() => meter.read() === 0, 'no silence', { interval: 5 });
    meter.close();
    track.stop();
  });
});

describe('LocalMedia with something that fails meanwhile', () => {
  const media = (): LocalMedia => {
    localStorage.clear();
    const made = new LocalMedia();
    open.push(made);
    return made;
  };
  const open: LocalMedia[] = [];
  afterEach(() => {
    for (const made of open.splice(0)) made.close();
    localStorage.clear();
  });

  it('opens what there is where the other one has been open before, and tells what is missing', async () => {
    const own = media();
    const errors: RtcErrorCode[] = [];
    own.addEventListener('rtc-error', ({ error }) => errors.push(error.code));
    await own.setMicrophone(true);
    const stub = stubGetUserMedia(() => Promise.reject(new DOMException('none', 'NotFoundError')));
    await own.open();
    stub.restore();
    expect(errors).to.deep.equal(['device-not-found']);
    expect([own.microphone, own.camera, own.error]).to.deep.equal([true, false, undefined]);
  });

  it('tells of a lost device also after a change to another one that failed', async () => {
    const own = media();
    own.devicePolicy = 'manual';
    await own.setMicrophone(true);
    const stub = stubGetUserMedia(() => Promise.reject(new DOMException('none', 'NotFoundError')));
    await failure(own.selectDevice('audioinput', 'another'));
    stub.restore();
    const errors: RtcErrorCode[] = [];
    own.addEventListener('rtc-error', ({ error }) => errors.push(error.code));
    const track = own.getTrack('microphone');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    await waitUntil(() => errors.includes('device-unavailable'), 'nothing is told');
  });

  it('keeps the later one of two choices, although the first one fails', async () => {
    const own = media();
    await own.setCamera(true);
    const asked: unknown[] = [];
    let refuse = (): void => undefined;
    const stub = stubGetUserMedia((constraints) => {
      const { deviceId } = constraints?.video as { deviceId?: { exact?: string } };
      asked.push(deviceId?.exact);
      if (deviceId?.exact !== 'broken') return stub.original({ video: true });
      return new Promise((_, reject) => (refuse = () => reject(new DOMException('no', 'AbortError'))));
    });
    const first = failure(own.selectDevice('videoinput', 'broken'));
    await waitUntil(() => asked.includes('broken'));
    const second = own.selectDevice('videoinput', 'good');
    refuse();
    await Promise.all([first, second]);
    asked.length = 0;
    await own.setCamera(false);
    await own.setCamera(true);
    stub.restore();
    expect(asked[0]).to.equal('good');
    expect(own.camera).to.equal(true);
  });

  it('shares a screen although one that was asked for before is still being chosen', async () => {
    const own = media();
    const canvas = document.createElement('canvas');
    canvas.getContext('2d');
    const choices: ((stream: MediaStream) => void)[] = [];
    Object.defineProperty(navigator.mediaDevices, 'getDisplayMedia', {
      configurable: true,
      value: () => new Promise<MediaStream>((resolve) => choices.push(resolve)),
    });
    const first = own.setScreen(true);
    own.close();
    const second = own.setScreen(true);
    await waitUntil(() => choices.length === 2);
    for (const choose of choices) choose(canvas.captureStream(5));
    await Promise.all([first, second]);
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia');
    expect(own.screen).to.equal(true);
  });
});
