import { expect } from '@open-wc/testing';
import '../../../src/index.js';
import { Chat } from '../../../src/core/features/chat/index.js';
import { CallRecording } from '../../../src/core/features/recording/index.js';
import type { CallState, RtcCall } from '../../../src/index.js';
import { countGetUserMedia } from '../support/media.js';
import { call, cleanUp, freshRoom, joined, reached } from './support.js';
import { waitUntil } from '../support/wait-until.js';

/** Lets every task that is due run. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('<rtc-call> under a framework', () => {
  afterEach(cleanUp);

  function statesOf(element: RtcCall): CallState[] {
    const states: CallState[] = [];
    element.addEventListener('rtc-state-change', ({ state }) => states.push(state));
    return states;
  }

  it('does nothing when options are replaced by equal objects', async () => {
    const element = await call();
    const constraints = () => ({ video: { width: { ideal: 320 } }, audio: { echoCancellation: true } });
    const iceServers = () => [{ urls: ['stun:localhost:3478'], username: 'x', credential: 'y' }];
    Object.assign(element, { constraints: constraints(), iceServers: iceServers() });
    await element.join();
    const { applyConstraints } = MediaStreamTrack.prototype;
    const { setConfiguration } = RTCPeerConnection.prototype;
    let applied = 0;
    MediaStreamTrack.prototype.applyConstraints = function apply(...args) {
      applied += 1;
      return applyConstraints.apply(this, args);
    };
    RTCPeerConnection.prototype.setConfiguration = function set(...args) {
      applied += 1;
      setConfiguration.apply(this, args);
    };
    try {
      for (let renders = 0; renders < 3; renders += 1) {
        Object.assign(element, { constraints: constraints(), iceServers: iceServers() });
        await element.updateComplete;
      }
      expect(applied).to.equal(0);
      element.constraints = { ...constraints(), video: { width: { ideal: 160 } } };
      // The part that does it is loaded for it; what the equal objects would have done comes before that.
      await waitUntil(() => applied > 0, 'other options do nothing');
      expect(applied).to.equal(1);
    } finally {
      MediaStreamTrack.prototype.applyConstraints = applyConstraints;
      RTCPeerConnection.prototype.setConfiguration = setConfiguration;
    }
  });

  it('restores the attribute `state` after a morph has removed or changed it', async () => {
    const element = await call();
    await element.join();
    element.removeAttribute('state');
    expect(element.getAttribute('state')).to.equal('in-call');
    element.setAttribute('state', 'idle');
    expect(element.getAttribute('state')).to.equal('in-call');
  });

  it('joins once when it is mounted, removed and mounted at once', async () => {
    const { calls, restore } = countGetUserMedia();
    try {
      const element = document.createElement('rtc-call');
      Object.assign(element, { signaling: 'broadcast:', room: freshRoom(), autojoin: true });
      const states = statesOf(element);
      document.body.append(element);
      element.remove();
      document.body.append(element);
      await reached(element, 'in-call');
      expect(states).to.deep.equal(['joining', 'in-call']);
      expect(calls).to.have.length(1);
      element.remove();
      await waitUntil(() => element.state === 'left', 'not left');
    } finally {
      restore();
    }
  });

  describe('whose room changes during the call', () => {
    it('moves once for all changes in one task, and keeps the devices as they are', async () => {
      const [from, to] = [freshRoom(), freshRoom()];
      const [old, other] = [
        await joined({ room: from, name: 'Old' }),
        await joined({ room: to, name: 'New' }),
      ];
      const element = await call('autojoin', '', from);
      await reached(element, 'in-call');
      await waitUntil(() => element.participants[0]?.name === 'Old', 'nobody there');
      const { session } = element;
      const camera = session.media.getTrack('camera');
      await session.toggleMicrophone(false);
      Chat.of(session).send('to the old room');
      const states = statesOf(element);
      const { calls, restore } = countGetUserMedia();
      element.room = 'on the way';
      await Promise.resolve();
      element.signaling = 'loopback:';
      await element.updateComplete;
      element.signaling = 'broadcast:';
      element.room = to;
      await waitUntil(() => element.participants[0]?.name === 'New', 'not there');
      restore();
      expect(states).to.deep.equal(['joining', 'in-call']);
      expect(calls).to.have.length(0);
      expect(camera?.readyState).to.equal('live');
      expect(session.media.getTrack('camera')).to.equal(camera);
      expect(session.isOn('microphone')).to.equal(false);
      expect(Chat.of(session).messages).to.have.length(0);
      await waitUntil(() => old.participants.length === 0, 'still in the old room');
      await waitUntil(() => other.participants.length === 1, 'not in the new one');
    });

    it('stays when all options are the same in the end', async () => {
      const room = freshRoom();
      const element = await call('', '', room);
      await element.join();
      const { id } = element.session.self;
      const states = statesOf(element);
      element.room = freshRoom();
      await element.updateComplete;
      element.room = room;
      await element.updateComplete;
      await nextTask();
      expect(states).to.deep.equal([]);
      expect(element.session.self.id).to.equal(id);
    });

    it('keeps another token for the next join', async () => {
      const element = await call();
      await element.join();
      const states = statesOf(element);
      element.token = 'another';
      await element.updateComplete;
      await nextTask();
      expect(states).to.deep.equal([]);
    });

    it('fails when the new room refuses, and is in no room then', async () => {
      const room = freshRoom();
      const other = await joined({ room });
      const element = await call('', '', room);
      await element.join();
      await waitUntil(() => other.participants.length === 1, 'not there');
      element.room = 'x'.repeat(200);
      await reached(element, 'failed');
      expect(element.session.error).to.include({ code: 'invalid-options' });
      await waitUntil(() => other.participants.length === 0, 'still there');
      expect(element.session.media.camera).to.equal(false);
      expect(element.participants).to.have.length(0);
    });

    it('moves while it is still joining, too', async () => {
      const [from, to] = [freshRoom(), freshRoom()];
      const element = await call('', '', from);
      const joining = element.join().catch((error: unknown) => error);
      element.room = to;
      await reached(element, 'in-call');
      expect(await joining).to.have.property('name', 'AbortError');
      const other = await joined({ room: to });
      await waitUntil(() => other.participants.length === 1, 'not there');
    });

    it('ends a recording, and keeps its file', async () => {
      const element = await call();
      await element.join();
      const recording = CallRecording.of(element.session);
      await recording.start();
      await waitUntil(() => recording.bytes > 0, 'nothing is recorded');
      element.room = freshRoom();
      await waitUntil(() => recording.finished.length === 1, 'no file');
      await reached(element, 'in-call');
      expect(recording.state).to.equal('inactive');
      expect(recording.finished[0]?.blob.size).to.be.above(0);
      // The browser would ask before this page is left.
      recording.forget(recording.finished[0]!);
    });
  });
});
