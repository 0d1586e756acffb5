import { expect, fixture, oneEvent } from '@open-wc/testing';
import type { RtcErrorEvent, RtcLocalVideo } from '../../../src/index.js';
import { RtcCall, RtcLocalVideo as LocalVideo } from '../../../src/index.js';
import { countGetUserMedia, framesAdvance, stubGetUserMedia } from '../support/media.js';
import { appears, cleanUp, deep, exists, joined, picture, providedBy, videoOf } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('<rtc-local-video>', () => {
  let media: ReturnType<typeof stubGetUserMedia> | undefined;

  afterEach(() => {
    media?.restore();
    media = undefined;
    cleanUp();
  });

  const local = (attributes = ''): Promise<RtcLocalVideo> =>
    fixture<RtcLocalVideo>(`<rtc-local-video ${attributes}></rtc-local-video>`);

  const trackOf = (element: Element): MediaStreamTrack | undefined =>
    (videoOf(element).srcObject as MediaStream | null)?.getVideoTracks()[0];

  describe('accessibility', () => {
    it('holds with and without picture', async () => {
      const call = await joined({ name: 'Ann Lee' });
      const element = await local();
      element.session = call;
      await appears(element, 'video.showing');
      await expect(element).to.be.accessible();
      await call.toggleCamera(false);
      await call.toggleMicrophone(false);
      await appears(element, '.avatar');
      await expect(element).to.be.accessible();
      expect(deep(element, '.avatar').textContent.trim()).to.equal('AL');
      expect(element.matches(':state(muted):state(camera-off):not(:state(live))')).to.equal(true);
    });

    it('holds where the camera is refused', async () => {
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const element = await local();
      await appears(element, '[part=error]');
      await expect(element).to.be.accessible();
    });
  });

  describe('mirror', () => {
    it('mirrors a front camera, unless the attribute says otherwise', async () => {
      const element = await local();
      await appears(element, 'video.mirrored');
      element.mirror = 'off';
      await element.updateComplete;
      expect(exists(element, 'video.mirrored')).to.equal(false);
      element.mirror = 'on';
      await element.updateComplete;
      expect(exists(element, 'video.mirrored')).to.equal(true);
    });
  });

  it('shows the screen of this participant', async () => {
    const call = await joined({});
    const element = await local('source="screen"');
    element.session = call;
    await call.toggleScreen(true);
    await appears(element, 'video.showing:not(.mirrored)');
    expect(trackOf(element) === call.media.getTrack('screen')).to.equal(true);
    expect(deep(element, 'bdi').textContent.trim()).to.equal('Your screen');
  });

  describe('outside a call', () => {
    it('opens the camera, and closes it when it is removed', async () => {
      const element = await local();
      const video = await picture(element);
      await framesAdvance(video);
      expect(video.muted).to.equal(true);
      const track = trackOf(element);
      element.remove();
      await waitUntil(() => video.srcObject === null, 'the stream stays');
      expect(track?.readyState).to.equal('ended');
    });

    it('keeps the camera when it is moved', async () => {
      const place = await fixture(`<div><p></p><rtc-local-video></rtc-local-video></div>`);
      const element = place.querySelector('rtc-local-video')!;
      const video = await picture(element);
      const track = trackOf(element);
      place.querySelector('p')?.append(element);
      await element.updateComplete;
      expect(trackOf(element)).to.equal(track);
      expect(track?.readyState).to.equal('live');
      await framesAdvance(video);
    });

    it('says what to do after a refusal, and tries again', async () => {
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotReadableError')));
      const place = await fixture(`<div></div>`);
      const error = oneEvent(place, 'rtc-error') as unknown as Promise<RtcErrorEvent>;
      const element = document.createElement('rtc-local-video');
      place.append(element);
      expect((await error).error.code).to.equal('device-in-use');
      const retry = await appears(element, '[part~=retry-button]');
      media.restore();
      media = undefined;
      retry.click();
      await appears(element, 'video.showing');
    });

    for (const name of ['NotAllowedError', 'NotReadableError']) {
      it(`asks once, and once more for "Try again" (${name})`, async () => {
        const { calls, restore } = countGetUserMedia(() => name);
        const listed: Promise<MediaDeviceInfo[]>[] = [];
        const { enumerateDevices } = MediaDevices.prototype;
        Object.defineProperty(navigator.mediaDevices, 'enumerateDevices', {
          configurable: true,
          value: () => {
            listed.push(enumerateDevices.call(navigator.mediaDevices));
            return listed.at(-1);
          },
        });
        try {
          const element = await local();
          const retry = await appears(element, '[part~=retry-button]');
          await waitUntil(() => listed.length === 1, 'the devices are not looked at');
          await listed[0];
          // Every list of devices that a request leads to is there, and whatever follows from it.
          await navigator.permissions.query({ name: 'camera' });
          expect(calls).to.have.length(1);
          retry.click();
          retry.click();
          await waitUntil(() => listed.length === 2, 'the devices are not looked at again');
          await listed[1];
          await navigator.permissions.query({ name: 'camera' });
          expect(calls).to.have.length(2);
        } finally {
          Reflect.deleteProperty(navigator.mediaDevices, 'enumerateDevices');
          restore();
        }
      });
    }
  });

  describe('upgrade order', () => {
    it('does not open a camera of its own inside a call that is defined later', async () => {
      let asked = 0;
      media = stubGetUserMedia(() => {
        asked += 1;
        return Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      const place = await fixture(`<later-call><rtc-local-video></rtc-local-video></later-call>`);
      const element = place.querySelector('rtc-local-video')!;
      await element.updateComplete;
      customElements.define('later-call', class extends RtcCall {});
      await element.updateComplete;
      expect(element.session).to.equal(providedBy(place));
      expect(asked).to.equal(0);
    });

    it('can be made where there is no WebRTC', () => {
      const { MediaStream } = globalThis;
      Reflect.deleteProperty(globalThis, 'MediaStream');
      try {
        expect(document.createElement('rtc-local-video').source).to.equal('camera');
      } finally {
        Object.assign(globalThis, { MediaStream });
      }
    });

    it('registers under another name as well', () => {
      class Other extends LocalVideo {}
      Other.define('my-local-video');
      expect(customElements.get('my-local-video')).to.equal(Other);
    });
  });

  it('ends its preview when it gets a session', async () => {
    const element = await local();
    await waitUntil(() => trackOf(element));
    const track = trackOf(element);
    const call = await joined({});
    element.session = call;
    await element.updateComplete;
    expect(track?.readyState).to.equal('ended');
    expect(trackOf(element)).to.equal(call.media.getTrack('camera'));
  });
});
