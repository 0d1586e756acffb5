import { expect } from '@open-wc/testing';
import { Activity } from '../../../../../src/core/features/activity/index.js';
import { CallSession } from '../../../../../src/core/index.js';
import {
  refuseSources,
  refuseToResume,
  restoreAudio,
  withoutContextsLeft,
  withoutWebAudio,
} from '../../../support/audio.js';
import { hum } from '../../../support/hum.js';
import { Ledger } from '../../../support/ledger.js';
import { StoppedClock } from '../../../support/stopped-clock.js';
import { waitUntil } from '../../../support/wait-until.js';

describe('Activity', () => {
  let ann: CallSession;
  let bob: CallSession;
  let watching: AbortController;
  let sound: HTMLAudioElement;

  let endHum: () => Promise<unknown>;

  beforeEach(async () => {
    endHum = hum();
    const options = { signaling: 'broadcast:', room: `activity ${String(Math.random())}` };
    [ann, bob] = [new CallSession(options), new CallSession(options)];
    await Promise.all([ann.join(), bob.join()]);
    watching = new AbortController();
    await waitUntil(() => ann.getTrack(bob.self.id, 'microphone'), 'no sound');
    // Browsers measure what is played.
    sound = new Audio();
    sound.srcObject = new MediaStream([ann.getTrack(bob.self.id, 'microphone')!]);
    await sound.play();
  });

  afterEach(async () => {
    restoreAudio();
    await endHum();
    watching.abort();
    sound.srcObject = null;
    ann.dispose();
    bob.dispose();
  });

  it('hears who speaks, themselves and the others, and tells when that changes', async () => {
    const activity = Activity.of(ann);
    let told = 0;
    activity.watch(() => (told += 1), { signal: watching.signal });
    await waitUntil(
      () =>
        activity.isSpeaking(ann.self.id) &&
        activity.isSpeaking(bob.self.id) &&
        activity.loudness(bob.self.id) >= 0.2 &&
        activity.speaker === bob.self.id,
      'they are not heard',
    );
    expect(activity.loudness(bob.self.id)).to.be.at.most(1);
    expect(told).to.be.greaterThan(0);
    await bob.toggleMicrophone(false);
    await ann.toggleMicrophone(false);
    await waitUntil(() => !activity.isSpeaking(bob.self.id), 'Bob still speaks');
    await waitUntil(() => !activity.isSpeaking(ann.self.id), 'Ann still speaks');
  });

  it('says how well somebody is received, and nothing of who is not there', async () => {
    const activity = Activity.of(ann);
    activity.watch(() => undefined, { signal: watching.signal });
    expect(activity.health(bob.self.id)).to.equal(undefined);
    await waitUntil(() => activity.health(bob.self.id)?.roundTripTime !== undefined, 'no health');
    expect(activity.health(bob.self.id)?.roundTripTime).to.be.within(0, 10_000);
    expect(activity.health('nobody')).to.equal(undefined);
    expect(activity.isSpeaking('nobody')).to.equal(false);
  });

  it('does nothing while nobody watches', async () => {
    const activity = Activity.of(ann);
    activity.watch(() => undefined, { signal: watching.signal });
    await waitUntil(() => activity.isSpeaking(bob.self.id), 'Bob is not heard');
    let reads = 0;
    const original = Object.getOwnPropertyDescriptor(RTCRtpReceiver.prototype, 'getSynchronizationSources')!;
    RTCRtpReceiver.prototype.getSynchronizationSources = function (...args) {
      reads += 1;
      return (original.value as RTCRtpReceiver['getSynchronizationSources']).apply(this, args);
    };
    try {
      await waitUntil(() => reads > 0, 'nobody looks');
      watching.abort();
      reads = 0;
      const { currentTime } = sound;
      await waitUntil(() => sound.currentTime > currentTime + 1, 'no time passes');
      expect(reads).to.equal(0);
      expect(activity.isSpeaking(bob.self.id)).to.equal(false);
    } finally {
      Object.defineProperty(RTCRtpReceiver.prototype, 'getSynchronizationSources', original);
    }
  });

  describe('on a device that is overloaded', () => {
    let clock: StoppedClock;
    let reads: number;
    const original = Object.getOwnPropertyDescriptor(RTCRtpReceiver.prototype, 'getSynchronizationSources')!;

    beforeEach(() => {
      clock = new StoppedClock();
      reads = 0;
      RTCRtpReceiver.prototype.getSynchronizationSources = () => {
        reads += 1;
        // Each reading waits so long, in ms.
        clock.advance(100);
        return [{ source: 1, timestamp: reads, rtpTimestamp: 1, audioLevel: 1 }];
      };
    });

    afterEach(() => {
      clock.start();
      Object.defineProperty(RTCRtpReceiver.prototype, 'getSynchronizationSources', original);
    });

    it('pauses after a reading that took long', async () => {
      Activity.of(ann).watch(() => undefined, { signal: watching.signal });
      await waitUntil(() => reads > 0, 'nobody looks');
      const { currentTime } = sound;
      await waitUntil(() => sound.currentTime > currentTime + 1, 'no time passes');
      expect(reads).to.equal(1);
      clock.advance(1900);
      await waitUntil(() => reads > 1, 'never goes on');
    });

    it('still notices that somebody mutes themselves', async () => {
      const activity = Activity.of(ann);
      activity.watch(() => undefined, { signal: watching.signal });
      await waitUntil(() => activity.isSpeaking(bob.self.id), 'Bob is not heard');
      await bob.toggleMicrophone(false);
      await waitUntil(() => !activity.isSpeaking(bob.self.id), 'Bob still speaks');
      expect(reads).to.equal(1);
    });
  });

  const BROKEN: Record<string, [breakIt: () => void, contexts: number]> = {
    'refuses the microphone': [() => refuseSources(), 1],
    'has no Web Audio': [withoutWebAudio, 0],
    'has no audio context left': [withoutContextsLeft, 0],
    'does not start audio contexts': [refuseToResume, 1],
  };
  for (const [what, [breakIt, contexts]] of Object.entries(BROKEN)) {
    it(`goes on with everybody else where the browser ${what}, and takes no context twice`, async () => {
      const unhandled: unknown[] = [];
      const note = (event: PromiseRejectionEvent): number => unhandled.push(event.reason);
      window.addEventListener('unhandledrejection', note);
      const errors: Event[] = [];
      ann.addEventListener('rtc-error', (event) => errors.push(event));
      breakIt();
      // Web Audio that is missing leaves nothing to count.
      const ledger = 'AudioContext' in globalThis ? new Ledger() : undefined;
      try {
        const activity = Activity.of(ann);
        activity.watch(() => undefined, { signal: watching.signal });
        await waitUntil(() => activity.isSpeaking(bob.self.id), 'Bob is not heard');
        await waitUntil(() => activity.health(bob.self.id), 'no health');
        expect(activity.speaker).to.equal(bob.self.id);
        const made = ledger?.audioContexts.length ?? 0;
        expect(made).to.equal(contexts);
        watching.abort();
        // The track is still the same.
        const again = new AbortController();
        activity.watch(() => undefined, { signal: again.signal });
        await waitUntil(() => activity.isSpeaking(bob.self.id), 'Bob is not heard again');
        again.abort();
        if (breakIt !== refuseToResume) expect(ledger?.audioContexts.length ?? 0).to.equal(made);
        await waitUntil(() => !ledger?.alive().includes('AudioContext'), 'a context is left');
        expect(errors).to.deep.equal([]);
        expect(unhandled).to.deep.equal([]);
      } finally {
        ledger?.restore();
        window.removeEventListener('unhandledrejection', note);
      }
    });
  }
});
