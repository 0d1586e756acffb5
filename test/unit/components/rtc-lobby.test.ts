import { expect, fixture, oneEvent } from '@open-wc/testing';
import type { RtcErrorEvent, RtcLobby } from '../../../src/index.js';
import { queryMediaPermission } from '../../../src/index.js';
import { deferred } from '../../../src/internal/deferred.js';
import { failure } from '../support/events.js';
import {
  countGetUserMedia,
  holdGetUserMedia,
  stubDevices,
  stubGetUserMedia,
  withoutGrant,
} from '../support/media.js';
import { appears, call, cleanUp, colorScheme, deep, exists, session } from './support.js';
import { waitUntil } from '../support/wait-until.js';

describe('<rtc-lobby>', () => {
  let media: ReturnType<typeof stubGetUserMedia> | undefined;
  let permission: PermissionState = 'prompt';
  const { query } = Permissions.prototype;

  beforeEach(() => {
    permission = 'prompt';
    // A machine cannot answer the browser's question.
    Permissions.prototype.query = () =>
      Promise.resolve(Object.assign(new EventTarget(), { state: permission }) as PermissionStatus);
  });

  afterEach(() => {
    Permissions.prototype.query = query;
    media?.restore();
    media = undefined;
    cleanUp();
  });

  async function lobby(): Promise<RtcLobby> {
    const element = await fixture<RtcLobby>(`<rtc-lobby></rtc-lobby>`);
    element.session = session({ room: 'standup', name: 'Ann' });
    await element.updateComplete;
    return element;
  }

  describe('accessibility', () => {
    for (const scheme of ['light', 'dark']) {
      it(`holds before and after the grant, and after a refusal (${scheme})`, async () => {
        colorScheme(scheme);
        const element = await lobby();
        await expect(element).to.be.accessible();
        media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
        deep(element, '[part~=allow-button]').click();
        const retry = await appears(element, '[part~=retry-button]');
        await expect(element).to.be.accessible();
        media.restore();
        retry.click();
        await appears(element, 'rtc-local-video', 'video.showing');
        await expect(element).to.be.accessible();
        await element.session?.toggleMicrophone(false);
        await element.session?.toggleCamera(false);
        await element.updateComplete;
        await expect(element).to.be.accessible();
      });
    }
  });

  describe('preview', () => {
    it('waits for a click where the browser would ask', async () => {
      const element = await lobby();
      expect(exists(element, '[part~=allow-button]')).to.equal(true);
      expect(element.session?.media.getTrack('camera')).to.equal(null);
      deep(element, '[part~=allow-button]').click();
      await appears(element, 'rtc-local-video', 'video.showing');
      expect(exists(element, '[part~=allow-button]')).to.equal(false);
    });

    it('opens by itself where the browser has granted it before', async () => {
      permission = 'granted';
      const element = await lobby();
      await appears(element, 'rtc-local-video', 'video.showing');
    });

    it('closes when the lobby is removed', async () => {
      permission = 'granted';
      const element = await lobby();
      await appears(element, 'rtc-local-video', 'video.showing');
      const track = element.session?.media.getTrack('camera');
      element.remove();
      await element.updateComplete;
      expect(track?.readyState).to.equal('ended');
    });

    it('opens again when the lobby is inserted again', async () => {
      permission = 'granted';
      const place = await fixture<HTMLElement>('<div><rtc-call room="standup"></rtc-call></div>');
      const element = place.querySelector('rtc-call')!;
      await appears(element, 'rtc-lobby', 'rtc-local-video', 'video.showing');
      element.remove();
      await waitUntil(() => !element.session.media.getTrack('camera'), 'it stays open');
      place.append(element);
      await appears(element, 'rtc-lobby', 'rtc-local-video', 'video.showing');
    });

    it('turns camera and microphone off before the call', async () => {
      permission = 'granted';
      const element = await lobby();
      await appears(element, 'rtc-local-video', 'video.showing');
      deep(element, '[part~=microphone-button]').click();
      deep(element, '[part~=camera-button]').click();
      await appears(element, '[part~=camera-button].off');
      await appears(element, '[part~=microphone-button].off');
      deep(element, '[part~=join-button]').click();
      await waitUntil(() => element.session?.state === 'in-call', 'not joined');
      expect(element.session?.self.media).to.include({ camera: false, microphone: false });
    });
  });

  describe('in a browser without WebRTC', () => {
    const { RTCPeerConnection } = globalThis;

    beforeEach(() => {
      Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    });

    afterEach(() => {
      globalThis.RTCPeerConnection = RTCPeerConnection;
    });

    it('says so accessibly at once, and offers no way into a call', async () => {
      const element = await lobby();
      expect(deep(element, '[role=alert]').textContent).to.contain('This browser cannot make calls');
      for (const name of ['join', 'microphone', 'camera']) {
        expect(deep(element, `[part~=${name}-button]`)).to.have.property('disabled', true);
      }
      expect(exists(element, '[part~=allow-button]')).to.equal(false);
      await expect(element).to.be.accessible();
    });

    it('opens no device, even where the browser has granted it before', async () => {
      permission = 'granted';
      const asked = countGetUserMedia();
      const element = await lobby();
      // The answer about the permission has arrived by then.
      await queryMediaPermission();
      await element.updateComplete;
      asked.restore();
      expect(asked.calls).to.have.length(0);
    });
  });

  describe('joining', () => {
    it('takes the name along and hides the lobby', async () => {
      const element = await lobby();
      const input = deep(element, 'input') as HTMLInputElement;
      expect(input.maxLength).to.equal(64);
      input.value = '  Bob  ';
      deep(element, '[part~=join-button]').click();
      await waitUntil(() => element.session?.state === 'in-call', 'not joined');
      await element.updateComplete;
      expect(element.session?.self.name).to.equal('Bob');
      expect(getComputedStyle(element).display).to.equal('none');
    });

    it('tells of a refusal', async () => {
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const element = await call('', '<rtc-lobby></rtc-lobby>');
      const told = oneEvent(element, 'rtc-error') as unknown as Promise<RtcErrorEvent>;
      const nested = element.querySelector('rtc-lobby')!;
      await nested.updateComplete;
      deep(nested, '[part~=allow-button]').click();
      expect((await told).error.code).to.match(/^permission-/);
    });

    it('offers to go without camera and microphone after a call was refused them', async () => {
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const element = await call('', '<rtc-lobby></rtc-lobby>');
      await failure(element.join());
      const nested = element.querySelector('rtc-lobby')!;
      await nested.updateComplete;
      const button = deep(nested, '[part~=join-button]');
      expect(button.textContent.trim()).to.equal('Join without camera and microphone');
      await appears(nested, '[part~=retry-button]');
      button.click();
      await waitUntil(() => element.state === 'in-call', 'not joined');
    });

    it('shows the picture again once a call that was refused it may have it', async () => {
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const element = await call('', '<rtc-lobby></rtc-lobby>');
      await failure(element.join());
      media.restore();
      const nested = element.querySelector('rtc-lobby')!;
      (await appears(nested, '[part~=retry-button]')).click();
      await appears(nested, 'rtc-local-video', 'video.showing');
      expect(exists(nested, '[part=error]')).to.equal(false);
    });

    it('goes without camera and microphone after a refusal', async () => {
      media = stubGetUserMedia(() => Promise.reject(new DOMException('no', 'NotAllowedError')));
      const element = await lobby();
      deep(element, '[part~=allow-button]').click();
      await appears(element, '[part=error]');
      const button = deep(element, '[part~=join-button]');
      expect(button.textContent.trim()).to.equal('Join without camera and microphone');
      button.click();
      await waitUntil(() => element.session?.state === 'in-call', 'not joined');
    });
  });

  describe('requests', () => {
    const undo: (() => void)[] = [];
    let known = deferred<undefined>();
    let answered = deferred<undefined>();

    beforeEach(() => {
      localStorage.clear();
      [known, answered] = [deferred(), deferred()];
      let granted = false;
      undo.push(
        stubDevices(async (devices) => {
          await known.promise;
          return granted ? devices : withoutGrant(devices);
        }),
      );
      void answered.promise.then(() => (granted = permission === 'granted'));
      Permissions.prototype.query = async () => {
        await answered.promise;
        return Object.assign(new EventTarget(), { state: permission }) as PermissionStatus;
      };
    });

    afterEach(() => {
      for (const step of undo.splice(0).reverse()) step();
    });

    /** Browser and lobby know everything now, and have done whatever follows from it. */
    async function allKnown(element: RtcLobby): Promise<void> {
      known.resolve(undefined);
      answered.resolve(undefined);
      await waitUntil(() => element.session?.media.devices.list('videoinput').length, 'no devices');
      await element.session?.media.devices.refresh();
      await element.updateComplete;
    }

    const ANSWERS: Record<string, [state: PermissionState, requests: number, error?: string]> = {
      'are granted': ['granted', 1],
      'are refused': ['denied', 1, 'NotAllowedError'],
      'are dismissed': ['prompt', 1, 'NotAllowedError: Permission dismissed'],
      // One for both, then one for each to find out which one opens.
      'fail since both devices are in use': ['granted', 3, 'NotReadableError'],
    };
    for (const [answer, [state, count, error]] of Object.entries(ANSWERS)) {
      for (const late of ['devices', 'devices and permission']) {
        it(`are the same where ${late} become known after they ${answer}`, async () => {
          permission = state;
          const { calls, restore } = countGetUserMedia(() => error);
          undo.push(restore);
          const element = await lobby();
          deep(element, '[part~=allow-button]').click();
          await waitUntil(() => calls.length > 0, 'nothing is requested');
          if (late === 'devices') {
            answered.resolve(undefined);
            if (error) await appears(element, '[part=error]');
          }
          await allKnown(element);
          if (error) await appears(element, '[part=error]');
          else await appears(element, 'rtc-local-video', 'video.showing');
          await element.session?.media.devices.refresh();
          expect(calls).to.have.length(count);
        });
      }
    }

    it('are made once when Allow is pressed twice, and then Join', async () => {
      const { requests, restore } = holdGetUserMedia();
      undo.push(restore);
      const element = await lobby();
      const allow = deep(element, '[part~=allow-button]');
      allow.click();
      allow.click();
      deep(element, '[part~=join-button]').click();
      await waitUntil(() => requests.length > 0, 'nothing is requested');
      permission = 'granted';
      await allKnown(element);
      await requests[0]?.grant();
      await waitUntil(() => element.session?.state === 'in-call', 'not joined');
      expect(requests).to.have.length(1);
      expect(element.session?.media).to.include({ camera: true, microphone: true });
    });

    it('are made once when the call joins by itself while the lobby opens granted devices', async () => {
      permission = 'granted';
      const { requests, restore } = holdGetUserMedia();
      undo.push(restore);
      answered.resolve(undefined);
      const element = await call('autojoin', '<rtc-lobby></rtc-lobby>');
      await waitUntil(() => requests.length > 0, 'nothing is requested');
      await allKnown(element.querySelector('rtc-lobby')!);
      await requests[0]?.grant();
      await waitUntil(() => element.state === 'in-call', 'not joined');
      expect(requests).to.have.length(1);
    });

    it('are made once for two lobbies that share a session', async () => {
      const { requests, restore } = holdGetUserMedia();
      undo.push(restore);
      const element = await lobby();
      const other = await fixture<RtcLobby>('<rtc-lobby></rtc-lobby>');
      if (element.session) other.session = element.session;
      await other.updateComplete;
      for (const one of [element, other]) deep(one, '[part~=allow-button]').click();
      await waitUntil(() => requests.length > 0, 'nothing is requested');
      permission = 'denied';
      requests[0]?.refuse('NotAllowedError');
      await allKnown(element);
      await appears(other, '[part=error]');
      expect(requests).to.have.length(1);
    });

    it('are made once when camera and microphone are switched off and on meanwhile', async () => {
      const { requests, restore } = holdGetUserMedia();
      undo.push(restore);
      const element = await lobby();
      deep(element, '[part~=allow-button]').click();
      await waitUntil(() => requests.length > 0, 'nothing is requested');
      for (const button of ['camera', 'microphone', 'camera', 'microphone']) {
        deep(element, `[part~=${button}-button]`).click();
        await element.updateComplete;
      }
      permission = 'denied';
      requests[0]?.refuse('NotAllowedError');
      await allKnown(element);
      await appears(element, '[part=error]');
      expect(requests).to.have.length(1);
    });

    it('are none once the lobby has gone', async () => {
      permission = 'granted';
      const { calls, restore } = countGetUserMedia();
      undo.push(restore);
      const element = await lobby();
      element.remove();
      await element.updateComplete;
      for (const answer of [known, answered]) answer.resolve(undefined);
      await navigator.permissions.query({ name: 'camera' });
      await element.session?.media.devices.refresh();
      expect(calls).to.deep.equal([]);
    });
  });

  it('closes what it has opened after a call, too, when it goes', async () => {
    const here = session({ signaling: 'loopback:', room: 'r' });
    await here.join();
    const element = await fixture<RtcLobby>('<rtc-lobby></rtc-lobby>');
    element.session = here;
    await here.leave();
    (await appears(element, '[part~=allow-button]')).click();
    await waitUntil(() => here.media.camera, 'no camera');
    const track = here.media.getTrack('camera');
    element.remove();
    await waitUntil(() => track?.readyState === 'ended', 'the camera is on');
  });
});
