import { expect } from '@open-wc/testing';
import { CallSession } from '../../../../src/core/index.js';
import { CAPTURE_SOURCES } from '../../../../src/core/media/capture-kinds.js';
import { sharedSignalingUrl } from '../../../support/signaling.js';
import { FastClock } from '../../support/clock.js';
import { framesAdvance, play } from '../../support/media.js';
import { waitUntil } from '../../support/wait-until.js';

const PATIENCE = 300;

/** As the system does for a phone call or a closed lid: what no machine does for a test. */
function mute(track: MediaStreamTrack | null, muted: boolean): void {
  Object.defineProperty(track, 'muted', { value: muted, configurable: true });
  track?.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
}

describe('CallSession, while the system holds camera or microphone back', () => {
  let ann: CallSession;
  let bob: CallSession;

  beforeEach(async () => {
    const options = { signaling: await sharedSignalingUrl(), room: `mute ${Math.random()}` };
    [ann, bob] = [new CallSession(options), new CallSession(options)];
    bob.media.patience = PATIENCE;
    ann.media.wanted = { microphone: false, camera: false };
    await Promise.all([ann.join(), bob.join()]);
    await waitUntil(() => ann.participants[0]?.connectionState === 'connected', 'not connected');
    await waitUntil(() => sent('camera') && sent('microphone'), 'nothing is sent');
    // A browser holds a fake camera back, too, when the machine is too busy for it.
    for (const source of CAPTURE_SOURCES) mute(bob.getTrack(bob.self.id, source), false);
  });

  afterEach(() => {
    for (const session of [ann, bob]) session.dispose();
  });

  /** Track that Bob's connection sends, as the browser has it. */
  function sent(source: 'microphone' | 'camera'): MediaStreamTrack | null | undefined {
    const transceivers = bob.getPeer(ann.self.id)?.connection?.getTransceivers() ?? [];
    return transceivers[source === 'camera' ? 1 : 0]?.sender.track;
  }

  for (const source of ['microphone', 'camera'] as const) {
    it(`sends nothing of the ${source} after a while, and all of it once it is back`, async () => {
      const track = bob.getTrack(bob.self.id, source);
      const clock = new FastClock(1);
      mute(track, true);
      clock.stop();
      expect(clock.delays).to.include(PATIENCE);
      expect(sent(source)).to.equal(track);
      await waitUntil(() => sent(source) === null, 'it is still sent');
      expect(bob.isOn(source)).to.equal(true);
      // The rest goes on.
      expect(sent(source === 'camera' ? 'microphone' : 'camera')).to.not.equal(null);
      mute(track, false);
      await waitUntil(() => sent(source) === track, 'it is not back');
      const video = play(ann.getTrack(bob.self.id, 'camera'));
      await framesAdvance(video);
      video.remove();
    });
  }

  it('goes on sending where that was short, and sends another device at once', async () => {
    const camera = bob.getTrack(bob.self.id, 'camera');
    const microphone = bob.getTrack(bob.self.id, 'microphone');
    mute(camera, true);
    mute(camera, false);
    mute(microphone, true);
    await waitUntil(() => sent('microphone') === null, 'it is still sent');
    expect(sent('camera')).to.equal(camera);
    await bob.media.selectDevice('audioinput', bob.media.selectedDevice('audioinput'));
    const another = bob.getTrack(bob.self.id, 'microphone');
    expect(another).to.not.equal(microphone);
    await waitUntil(() => sent('microphone') === another, 'it is not sent');
    mute(another, true);
    await bob.leave();
    await bob.join();
    expect(bob.media.sourceState('microphone')).to.equal('live');
  });
});
