import { expect } from '@open-wc/testing';
import { LocalMedia, type RtcErrorCode } from '../../../../src/core/index.js';
import { failure, nextEvent } from '../../support/events.js';
import { holdGetUserMedia, stubDevices, stubGetUserMedia } from '../../support/media.js';
import { oneDeviceAtATime } from '../../support/one-device.js';
import { waitUntil } from '../../support/wait-until.js';

describe('LocalMedia where one device of a kind is open at a time', () => {
  let media: LocalMedia;
  let undo: (() => void)[];
  let told: string[];

  beforeEach(async () => {
    localStorage.clear();
    media = new LocalMedia();
    undo = [oneDeviceAtATime()];
    told = [];
    media.addEventListener('rtc-error', ({ error }) => told.push(error.code));
    media.addEventListener('rtc-device-change', ({ reason }) => told.push(reason));
    await media.open();
    await media.devices.refresh();
  });

  afterEach(() => {
    media.close();
    for (const step of undo.reverse()) step();
    localStorage.clear();
  });

  /** Notes the devices that are requested, and lets requests fail that `fails` names an error for. */
  function requesting(
    fails: (deviceId: string | undefined, i: number) => string | undefined = () => undefined,
  ): {
    readonly requested: (string | undefined)[];
  } {
    const requested: (string | undefined)[] = [];
    const stub = stubGetUserMedia((constraints = {}) => {
      const { audio, video } = constraints;
      const { deviceId } = (video === false ? audio : video) as MediaTrackConstraints;
      const { exact } = (deviceId ?? {}) as { exact?: string };
      const name = fails(exact, requested.push(exact) - 1);
      if (name !== undefined) return Promise.reject(new DOMException('no', name));
      // The only fake camera stands for all.
      return stub.original(video === false ? constraints : { video: true });
    });
    undo.push(stub.restore);
    return { requested };
  }

  const other = (): string => media.devices.list('audioinput').at(-1)?.deviceId ?? '';

  it('opens another microphone that lives on', async () => {
    const old = media.getTrack('microphone');
    const { requested } = requesting();
    await media.selectDevice('audioinput', other());
    expect(old?.readyState).to.equal('ended');
    const track = media.getTrack('microphone');
    expect(track?.readyState).to.equal('live');
    expect(media.selectedDevice('audioinput')).to.equal(other());
    // By now it would have ended.
    await media.devices.refresh();
    expect(media.getTrack('microphone')).to.equal(track);
    expect(requested).to.deep.equal([other()]);
    expect(told).to.deep.equal(['selected']);
  });

  it('opens another camera that lives on', async () => {
    const old = media.getTrack('camera');
    const { requested } = requesting();
    await media.selectDevice('videoinput', 'back');
    expect(old?.readyState).to.equal('ended');
    const track = media.getTrack('camera');
    expect(track?.readyState).to.equal('live');
    await media.devices.refresh();
    expect(media.getTrack('camera')).to.equal(track);
    expect(requested).to.deep.equal(['back']);
    expect(told).to.deep.equal(['selected']);
  });

  it('keeps a muted microphone muted', async () => {
    requesting();
    await media.setMicrophone(false);
    await media.selectDevice('audioinput', other());
    expect(media.getTrack('microphone')).to.include({ readyState: 'live', enabled: false });
    expect(media.sourceState('microphone')).to.equal('muted');
  });

  it('opens the old one again where the new one does not open', async () => {
    const before = media.selectedDevice('audioinput');
    const { requested } = requesting((deviceId) => (deviceId === other() ? 'AbortError' : undefined));
    const error = await failure(media.selectDevice('audioinput', other()));
    expect(error).to.include({ code: 'device-failed', subject: 'microphone' });
    expect(media.selectedDevice('audioinput')).to.equal(before);
    expect(media.getTrack('microphone')?.readyState).to.equal('live');
    expect([media.microphone, media.sourceState('microphone')]).to.deep.equal([true, 'live']);
    expect(requested).to.deep.equal([other(), before]);
    expect(told).to.deep.equal([]);
    // The next time, too.
    media.close();
    await media.open();
    expect(requested.at(-1)).to.not.equal(other());
  });

  it('opens any where neither the new one nor the old one opens, and says so', async () => {
    const [, previous = ''] = media.devices.list('audioinput').map(({ deviceId }) => deviceId);
    await media.selectDevice('audioinput', previous);
    requesting((deviceId) =>
      deviceId === other() ? 'AbortError' : deviceId === previous ? 'OverconstrainedError' : undefined,
    );
    await failure(media.selectDevice('audioinput', other()));
    expect(media.getTrack('microphone')?.readyState).to.equal('live');
    expect(media.selectedDevice('audioinput')).to.equal('default');
    expect(told).to.deep.equal(['selected', 'unplugged']);
  });

  it('says that the microphone is off where none opens any more', async () => {
    requesting((_, i) => (i === 0 ? 'AbortError' : 'NotReadableError'));
    expect(await failure(media.selectDevice('audioinput', other()))).to.include({ code: 'device-failed' });
    expect(told).to.deep.equal(['device-in-use']);
    expect([media.microphone, media.sourceState('microphone')]).to.deep.equal([false, 'error']);
    expect(media.error).to.include({ code: 'device-in-use' satisfies RtcErrorCode });
  });

  it('goes on with the device in use where one that returns does not open', async () => {
    const chosen = other();
    await media.selectDevice('audioinput', chosen);
    const track = media.getTrack('microphone');
    let plugged = false;
    undo.push(stubDevices((devices) => devices.filter(({ deviceId }) => plugged || deviceId !== chosen)));
    const { requested } = requesting((deviceId) =>
      deviceId === chosen ? (plugged ? 'NotReadableError' : 'OverconstrainedError') : undefined,
    );
    const unplugged = nextEvent(media, 'rtc-device-change');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await unplugged;
    const inUse = media.selectedDevice('audioinput');
    await waitUntil(() => !media.devices.list('audioinput').some(({ deviceId }) => deviceId === chosen));
    plugged = true;
    const requests = requested.length;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => requested.length === requests + 2, 'it does not come back');
    await waitUntil(() => media.microphone, 'it is off');
    expect(media.selectedDevice('audioinput')).to.equal(inUse);
    expect(told).to.deep.equal(['selected', 'unplugged']);
  });

  it('stays off where it was switched off meanwhile', async () => {
    const { requests, restore } = holdGetUserMedia();
    undo.push(restore);
    const changing = media.selectDevice('videoinput', 'back');
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    await media.setCamera(false);
    requests[0]?.refuse('AbortError');
    await changing;
    await media.devices.refresh();
    expect([media.camera, media.sourceState('camera')]).to.deep.equal([false, 'inactive']);
    expect(requests).to.have.length(1);
  });

  it('stays closed where everything was closed before the old one came back', async () => {
    const { requested } = requesting((deviceId) => (deviceId === 'back' ? 'AbortError' : undefined));
    const changing = failure(media.selectDevice('videoinput', 'back'));
    await waitUntil(() => requested.length === 2, 'the old one is not requested');
    media.close();
    await changing;
    await media.devices.refresh();
    expect([media.camera, media.sourceState('camera')]).to.deep.equal([false, 'inactive']);
    expect(told).to.deep.equal([]);
  });
});

describe('LocalMedia where several devices of a kind can be open', () => {
  it('opens the new one first, so that nothing of the sound is missing', async () => {
    localStorage.clear();
    const media = new LocalMedia();
    await media.open();
    await media.devices.refresh();
    const old = media.getTrack('microphone');
    const states: (string | undefined)[] = [];
    const stub = stubGetUserMedia((constraints) => {
      states.push(old?.readyState);
      return stub.original(constraints);
    });
    try {
      await media.selectDevice('audioinput', media.devices.list('audioinput').at(-1)?.deviceId ?? '');
      expect(states).to.deep.equal(['live']);
      expect(old?.readyState).to.equal('ended');
    } finally {
      stub.restore();
      media.close();
    }
  });
});
