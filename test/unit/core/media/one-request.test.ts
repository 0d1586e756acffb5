import { expect } from '@open-wc/testing';
import { LocalMedia } from '../../../../src/core/index.js';
import { failure, nextEvent } from '../../support/events.js';
import { countGetUserMedia, holdGetUserMedia, stubDevices, withoutGrant } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

/** Browsers such as Firefox prompt for every request. */
describe('LocalMedia, asking for camera and microphone once', () => {
  let media: LocalMedia;
  let undo: (() => void)[];

  beforeEach(() => {
    localStorage.clear();
    media = new LocalMedia();
    undo = [];
  });

  afterEach(() => {
    media.close();
    for (const step of undo.reverse()) step();
  });

  /** As browsers say after a person has refused. */
  function denyPermissions(): void {
    const { query } = Permissions.prototype;
    Permissions.prototype.query = () =>
      Promise.resolve(Object.assign(new EventTarget(), { state: 'denied' }) as PermissionStatus);
    undo.push(() => (Permissions.prototype.query = query));
  }

  function counting(fails?: Parameters<typeof countGetUserMedia>[0]): MediaStreamConstraints[] {
    const { calls, restore } = countGetUserMedia(fails);
    undo.push(restore);
    return calls;
  }

  function holding(): ReturnType<typeof holdGetUserMedia>['requests'] {
    const { requests, restore } = holdGetUserMedia();
    undo.push(restore);
    return requests;
  }

  const OUTCOMES: Record<string, Parameters<typeof countGetUserMedia>[0]> = {
    granted: undefined,
    refused: () => 'NotAllowedError',
    'answered with both devices in use': () => 'NotReadableError',
    'granted without a camera': ({ video }) => (video ? 'NotFoundError' : undefined),
    'granted with the camera in use': ({ video }) => (video ? 'NotReadableError' : undefined),
  };
  for (const [name, fails] of Object.entries(OUTCOMES)) {
    it(`takes no more requests when the devices become known after it was ${name}`, async () => {
      let granted = true;
      undo.push(stubDevices((devices) => (granted ? devices : withoutGrant(devices))));
      await media.devices.refresh();
      const early = counting(fails);
      await media.open().catch(() => undefined);
      await media.devices.refresh();
      const expected = early.length;
      media.close();

      for (const knownBefore of [false, true]) {
        media = new LocalMedia();
        granted = false;
        if (knownBefore) await media.devices.refresh();
        early.length = 0;
        await media.open().catch(() => undefined);
        granted = true;
        await media.devices.refresh();
        await waitUntil(() => media.devices.list('videoinput')[0]?.label, 'the devices are not known');
        expect(early, `known before the grant: ${String(knownBefore)}`).to.have.length(expected);
        media.close();
      }
    });
  }

  it('shares the refusal between all who asked meanwhile', async () => {
    denyPermissions();
    const requests = holding();
    const callers = [media.open(), media.setCamera(true), media.setMicrophone(true), media.open()].map(
      (asking) => failure(asking),
    );
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    requests[0]?.refuse('NotAllowedError');
    for (const error of await Promise.all(callers)) expect(error).to.include({ code: 'permission-denied' });
    expect(requests).to.have.length(1);
  });

  it('shares a refusal with whoever switches a source off and on meanwhile', async () => {
    denyPermissions();
    const requests = holding();
    const opening = failure(media.open());
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    await media.setCamera(false);
    const again = failure(media.setCamera(true));
    await media.setMicrophone(false);
    const unmuting = failure(media.setMicrophone(true));
    requests[0]?.refuse('NotAllowedError');
    await Promise.all([opening, again, unmuting]);
    expect(requests).to.have.length(1);
  });

  it('ends with the camera as the person left it, however often it was switched meanwhile', async () => {
    const requests = holding();
    const opening = media.open();
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    await media.setCamera(false);
    const on = media.setCamera(true);
    expect(media.sourceState('camera')).to.equal('requesting');
    await requests[0]?.grant();
    await Promise.all([opening, on]);
    expect([media.camera, media.microphone]).to.deep.equal([true, true]);
    expect(requests).to.have.length(1);
  });

  it('asks for what was not wanted when the request began', async () => {
    media.wanted = { microphone: true, camera: false };
    const requests = holding();
    const opening = media.open();
    await waitUntil(() => requests.length === 1, 'nothing is requested');
    const camera = media.setCamera(true);
    await waitUntil(() => requests.length === 2, 'the camera is not requested');
    for (const request of requests) await request.grant();
    await Promise.all([opening, camera]);
    expect(requests.map(({ constraints: { audio, video } }) => [!!audio, !!video])).to.deep.equal([
      [true, false],
      [false, true],
    ]);
    expect([media.camera, media.microphone]).to.deep.equal([true, true]);
  });

  it('asks for what was wanted before the second of two callers came', async () => {
    media.wanted = { microphone: true, camera: false };
    const requests = holding();
    const first = media.open();
    await waitUntil(() => requests.length === 1, 'nothing is requested');
    media.wanted = { microphone: true, camera: true };
    const second = media.open();
    await waitUntil(() => requests.length === 2, 'the camera is not requested');
    for (const request of requests) await request.grant();
    await Promise.all([first, second]);
    expect([media.camera, media.microphone]).to.deep.equal([true, true]);
  });

  it('tells once of a camera that does not open, however many have asked, where the microphone is open', async () => {
    await media.setMicrophone(true);
    const errors: string[] = [];
    media.addEventListener('rtc-error', ({ error }) => errors.push(error.code));
    const requests = holding();
    const opening = [media.open(), media.open()];
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    requests[0]?.refuse('NotReadableError');
    await Promise.all(opening);
    expect(errors).to.deep.equal(['device-in-use']);
    expect(media.error).to.equal(undefined);
    expect(requests).to.have.length(1);
  });

  it('asks no more for a device that is in use by the time it was chosen', async () => {
    const requests = holding();
    const opening = media.open();
    await waitUntil(() => requests.length > 0, 'nothing is requested');
    const [camera] = await navigator.mediaDevices
      .enumerateDevices()
      .then((devices) => devices.filter(({ kind }) => kind === 'videoinput'));
    const selecting = media.selectDevice('videoinput', camera?.deviceId ?? '');
    await requests[0]?.grant();
    await Promise.all([opening, selecting]);
    expect(requests).to.have.length(1);
    expect(media.selectedDevice('videoinput')).to.equal(camera?.deviceId);
  });

  it('changes once where another device is chosen before the first change began', async () => {
    await media.open();
    await media.devices.refresh();
    const [first = '', second = '', third = ''] = media.devices
      .list('audioinput')
      .map(({ deviceId }) => deviceId);
    expect(media.selectedDevice('audioinput')).to.equal(first);
    const calls = counting();
    const reasons: string[] = [];
    media.addEventListener('rtc-device-change', ({ deviceId }) => reasons.push(deviceId));
    const camera = media.selectDevice('audioinput', second);
    await Promise.all([camera, media.selectDevice('audioinput', third)]);
    expect(calls).to.have.length(1);
    expect(media.selectedDevice('audioinput')).to.equal(third);
    expect(reasons).to.deep.equal([third]);
    expect(localStorage.getItem('rtc-elements:devices')).to.contain(third);
  });

  it('opens a lost device once, although its end and its return are told at the same time', async () => {
    await media.open();
    let list: (devices: MediaDeviceInfo[]) => MediaDeviceInfo[] = (devices) =>
      devices.filter(({ kind }) => kind !== 'videoinput');
    undo.push(stubDevices((devices) => list(devices)));
    await media.devices.refresh();
    const requests = holding();
    const track = media.getTrack('camera');
    track?.stop();
    track?.dispatchEvent(new Event('ended'));
    await waitUntil(() => requests.length === 1, 'it is not opened again');
    list = (devices) => devices;
    const known = nextEvent(media, 'change', () => media.devices.list('videoinput').length > 0);
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await known;
    const told = nextEvent(media, 'rtc-error');
    requests[0]?.refuse('NotReadableError');
    await told;
    await media.devices.refresh();
    expect(requests).to.have.length(1);
  });

  it('does not ask a person again who has refused, because a device was plugged in', async () => {
    denyPermissions();
    let plugged = false;
    undo.push(stubDevices((devices) => devices.filter(({ label }) => plugged || !label.endsWith('2'))));
    await media.devices.refresh();
    const calls = counting(() => 'NotAllowedError');
    await failure(media.open());
    plugged = true;
    const arrived = nextEvent(media, 'change');
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await arrived;
    await media.devices.refresh();
    expect(calls).to.have.length(1);
  });

  it('tries a missing camera again when one is plugged in', async () => {
    let plugged = false;
    undo.push(stubDevices((devices) => devices.filter(({ kind }) => plugged || kind !== 'videoinput')));
    counting(({ video }) => (video && !plugged ? 'NotFoundError' : undefined));
    await media.open();
    await media.devices.refresh();
    expect(media.camera).to.equal(false);
    plugged = true;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
    await waitUntil(() => media.camera, 'it is not opened');
  });
});
