import { expect } from '@open-wc/testing';
import { LocalMedia, type RtcErrorCode } from '../../../../src/core/index.js';
import { deferred } from '../../../../src/internal/deferred.js';
import { failure, nextEvent } from '../../support/events.js';
import { countGetUserMedia, holdGetUserMedia, stubDevices } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

describe('LocalMedia, closed while something is under way', () => {
  let media: LocalMedia;
  let errors: RtcErrorCode[];
  let undo: (() => void)[];

  beforeEach(() => {
    localStorage.clear();
    media = new LocalMedia();
    errors = [];
    media.addEventListener('rtc-error', ({ error }) => errors.push(error.code));
    undo = [];
  });

  afterEach(() => {
    media.close();
    for (const step of undo.reverse()) step();
    localStorage.clear();
  });

  function holding(): ReturnType<typeof holdGetUserMedia> {
    const held = holdGetUserMedia();
    undo.push(held.restore);
    return held;
  }

  function counting(): MediaStreamConstraints[] {
    const { calls, restore } = countGetUserMedia();
    undo.push(restore);
    return calls;
  }

  /** Replaces a method until the end of the test. */
  function replace(target: object, key: string, value: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, key);
    Object.defineProperty(target, key, { configurable: true, writable: true, value });
    undo.push(() => {
      if (before) Object.defineProperty(target, key, before);
      else Reflect.deleteProperty(target, key);
    });
  }

  /** Ends a track as unplugging does. */
  function lose(track: MediaStreamTrack | null): void {
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
  }

  /** Waits for as many answers of the browser as the code under test could wait for. */
  async function settled(): Promise<void> {
    await media.devices.refresh();
    await navigator.permissions.query({ name: 'camera' });
    await media.devices.refresh();
  }

  it('leaves the camera of the next call alone when the change of a device in the previous one fails', async () => {
    await media.open();
    const { requests, restore } = holding();
    const changing = media.selectDevice('videoinput', 'another').catch(() => undefined);
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    media.close();
    restore();
    await media.open();
    const track = media.getTrack('camera');
    const calls = counting();
    requests[0]?.refuse('NotReadableError');
    await changing;
    expect(track?.readyState).to.equal('live');
    expect(media.getTrack('camera')).to.equal(track);
    expect(calls).to.deep.equal([]);
  });

  it('stops the device that a change in the previous call has opened too late', async () => {
    await media.open();
    const { requests, restore } = holding();
    const changing = media.selectDevice('videoinput', '');
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    media.close();
    restore();
    await media.open();
    const track = media.getTrack('camera');
    const late = await requests[0]?.grant();
    await changing;
    expect(late?.getTracks().map(({ readyState }) => readyState)).to.deep.equal(['ended']);
    expect(media.getTrack('camera')).to.equal(track);
    expect(track?.readyState).to.equal('live');
  });

  it('forgets changes that were queued in the previous call', async () => {
    await media.open();
    await media.devices.refresh();
    const microphones = media.devices.list('audioinput').map(({ deviceId }) => deviceId);
    const { requests, restore } = holding();
    const changing = media.selectDevice('audioinput', microphones[1] ?? '');
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    const queued = media.selectDevice('audioinput', microphones[2] ?? '');
    media.close();
    restore();
    await media.open();
    const track = media.getTrack('microphone');
    const calls = counting();
    const changes: Event[] = [];
    media.addEventListener('rtc-device-change', (event) => changes.push(event));
    await requests[0]?.grant();
    await Promise.all([changing, queued]);
    expect(calls).to.deep.equal([]);
    expect(media.getTrack('microphone')).to.equal(track);
    expect(track?.readyState).to.equal('live');
    expect(changes).to.deep.equal([]);
  });

  it('opens no device in place of one that could not be chosen', async () => {
    await media.open();
    const { requests } = holding();
    const changing = media.selectDevice('videoinput', 'another').catch(() => undefined);
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    media.close();
    requests[0]?.refuse('AbortError');
    await changing;
    await settled();
    expect(requests).to.have.length(1);
    expect([media.camera, media.sourceState('camera')]).to.deep.equal([false, 'inactive']);
  });

  it('opens no device in place of one that was lost in the moment of leaving', async () => {
    await media.open();
    const calls = counting();
    for (const source of ['camera', 'microphone'] as const) lose(media.getTrack(source));
    media.close();
    await settled();
    expect(calls).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
    expect([media.camera, media.microphone]).to.deep.equal([false, false]);
  });

  it('says nothing of a device that was lost in the moment of leaving', async () => {
    media.devicePolicy = 'manual';
    await media.open();
    lose(media.getTrack('camera'));
    media.close();
    await settled();
    expect(errors).to.deep.equal([]);
    expect(media.sourceState('camera')).to.equal('inactive');
  });

  it('opens no device that comes back after leaving', async () => {
    await media.open();
    let plugged = false;
    undo.push(stubDevices((devices) => devices.filter(({ kind }) => plugged || kind !== 'videoinput')));
    const gone = nextEvent(media, 'change', () => media.devices.list('videoinput').length === 0);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await gone;
    const { requests } = holding();
    lose(media.getTrack('camera'));
    await waitUntil(() => requests.length > 0, 'no other camera is requested');
    const told = nextEvent(media, 'rtc-error');
    requests[0]?.refuse('NotFoundError');
    await told;
    plugged = true;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    media.close();
    await navigator.mediaDevices.enumerateDevices();
    await settled();
    expect(requests).to.have.length(1);
  });

  it('leaves a camera as it is that the person has opened again before the loss was looked into', async () => {
    media.devicePolicy = 'manual';
    await media.open();
    const answer = deferred<undefined>();
    replace(navigator.permissions, 'query', async () => {
      await answer.promise;
      return { state: 'granted' };
    });
    lose(media.getTrack('camera'));
    await media.setCamera(true);
    answer.resolve(undefined);
    await settled();
    expect(errors).to.deep.equal([]);
    expect([media.camera, media.sourceState('camera')]).to.deep.equal([true, 'live']);
  });

  it('goes back to a lost device whose settings the browser has forgotten', async () => {
    await media.open();
    const id = media.selectedDevice('videoinput');
    await media.devices.refresh();
    const track = media.getTrack('camera');
    // As Firefox does with a track that has ended.
    if (track) replace(track, 'getSettings', () => ({}));
    const calls = counting();
    lose(track);
    await waitUntil(() => media.camera, 'it is not opened again');
    expect(calls[0]?.video).to.have.deep.property('deviceId', { exact: id });
  });

  it('lists the devices of the latest answer, in whatever order the browser answers', async () => {
    await media.devices.refresh();
    const answers = [deferred<MediaDeviceInfo[]>(), deferred<MediaDeviceInfo[]>()] as const;
    let asked = 0;
    undo.push(stubDevices(() => answers[asked++ === 0 ? 0 : 1].promise));
    const all = await MediaDevices.prototype.enumerateDevices.call(navigator.mediaDevices);
    const [older, newer] = [media.devices.refresh(), media.devices.refresh()];
    await waitUntil(() => asked === 2, 'it is not asked');
    answers[1].resolve(all.filter(({ kind }) => kind !== 'videoinput'));
    await newer;
    answers[0].resolve(all);
    await older;
    expect(media.devices.list('videoinput')).to.deep.equal([]);
  });

  it('keeps the list of devices when the browser does not answer', async () => {
    await media.devices.refresh();
    const before = media.devices.list('videoinput');
    expect(before).to.have.length.above(0);
    undo.push(stubDevices(() => Promise.reject(new DOMException('no', 'InvalidStateError'))));
    await media.devices.refresh();
    expect(media.devices.list('videoinput')).to.equal(before);
  });

  describe('with constraints', () => {
    it('that changed while the device opened', async () => {
      const { requests } = holding();
      const opening = media.open();
      await waitUntil(() => requests.length > 0, 'nothing is requested');
      media.constraints = { video: { width: { exact: 320 }, height: { exact: 180 } } };
      await requests[0]?.grant();
      await opening;
      await waitUntil(() => media.getTrack('camera')?.getSettings().width === 320, 'they do not count');
      expect(requests).to.have.length(1);
    });

    it('that changed while another device was chosen', async () => {
      await media.open();
      const { requests } = holding();
      const changing = media.selectDevice('videoinput', '');
      await waitUntil(() => requests.length > 0, 'nothing is requested');
      media.constraints = { video: { width: { exact: 320 }, height: { exact: 180 } } };
      await requests[0]?.grant();
      await changing;
      await waitUntil(() => media.getTrack('camera')?.getSettings().width === 320, 'they do not count');
    });

    it('that cannot be met by a device that is closed by now', async () => {
      await media.open();
      const answer = deferred<undefined>();
      const track = media.getTrack('camera');
      if (track) replace(track, 'applyConstraints', () => answer.promise);
      media.constraints = { video: { frameRate: { ideal: 7 } } };
      media.close();
      answer.reject(new DOMException('no', 'OverconstrainedError'));
      await settled();
      expect(errors).to.deep.equal([]);
      expect(media.constraints).to.deep.equal({ video: { frameRate: { ideal: 7 } } });
    });

    it('goes back to the last ones that the device met, over several that it cannot', async () => {
      const video = { height: { ideal: 480 } };
      media.constraints = { video };
      await media.open();
      media.constraints = { video: { width: { exact: 99_999 } } };
      media.constraints = { video: { width: { exact: 88_888 } } };
      await waitUntil(() => errors.length === 2, 'it is not told');
      expect(media.constraints).to.deep.equal({ video });
      await media.setCamera(false);
      await media.setCamera(true);
      expect(media.camera).to.equal(true);
    });

    it('applies none that are the same as before', async () => {
      media.constraints = { video: { height: { ideal: 480 } }, audio: { echoCancellation: true } };
      await media.open();
      await media.devices.refresh();
      const applied: string[] = [];
      for (const source of ['camera', 'microphone'] as const) {
        const track = media.getTrack(source);
        const apply = track?.applyConstraints.bind(track);
        if (track) {
          replace(track, 'applyConstraints', (constraints: MediaTrackConstraints) => {
            applied.push(source);
            return apply?.(constraints);
          });
        }
      }
      media.constraints = { video: { height: { ideal: 480 } }, audio: { echoCancellation: true } };
      media.constraints = { video: { height: { ideal: 240 } }, audio: { echoCancellation: true } };
      await waitUntil(() => applied.length > 0, 'nothing is applied');
      expect(applied).to.deep.equal(['camera']);
    });
  });

  it('turns the other way for each flip, also before the first one is done', async () => {
    await media.open();
    const { requests } = holding();
    const first = media.flipCamera();
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    const second = media.flipCamera();
    await requests[0]?.grant();
    await waitUntil(() => requests.length > 1, 'the second one is not requested');
    await requests[1]?.grant();
    await Promise.all([first, second]);
    const directions = requests.map(
      ({ constraints }) => (constraints.video as MediaTrackConstraints).facingMode,
    );
    expect(directions).to.deep.equal([{ ideal: 'environment' }, { ideal: 'user' }]);
  });

  it('turns the same way again after a flip that failed', async () => {
    await media.open();
    const { requests } = holding();
    for (const i of [0, 1]) {
      const flipping = failure(media.flipCamera());
      await waitUntil(() => requests.length > i, 'nothing is requested');
      requests[i]?.refuse('AbortError');
      await flipping;
    }
    const directions = requests.map(
      ({ constraints }) => (constraints.video as MediaTrackConstraints).facingMode,
    );
    expect(directions).to.deep.equal([{ ideal: 'environment' }, { ideal: 'environment' }]);
  });
});
