import { expect } from '@open-wc/testing';
import type { CallSession, CallSessionOptions } from '../../../../../src/core/index.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { FastClock } from '../../../support/clock.js';
import { nextEvent } from '../../../support/events.js';
import { framesAdvance, play } from '../../../support/media.js';
import { StoppedClock } from '../../../support/stopped-clock.js';
import {
  budgetOf,
  cleanUp,
  connected,
  encodingOf,
  freshRoom,
  later,
  senderOf,
  sentHeight,
  session,
  sharesOut,
  watchNegotiations,
} from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

const invalid = (act: () => void): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('Quality', () => {
  let room: string;

  beforeEach(() => {
    localStorage.clear();
    room = freshRoom();
  });

  afterEach(cleanUp);

  async function joined(options: CallSessionOptions = {}): Promise<CallSession> {
    const made = session({ room, ...options });
    Quality.of(made);
    await made.join();
    return made;
  }

  /** For a test of the network alone: a call stays at its beginning, and does not look at what the machine can do. */
  function leaveLoadAlone(): void {
    const [start, looks] = [new StoppedClock(), new FastClock(0.01, /\/quality\/quality\.ts/)];
    later(() => {
      start.start();
      looks.stop();
    });
  }

  function watch(at: CallSession, of: CallSession): HTMLVideoElement {
    const video = play(at.getTrack(of.self.id, 'camera'));
    later(() => {
      video.remove();
    });
    return video;
  }

  it('is one object for each session, which the elements find', () => {
    const ann = session({ room });
    expect(Quality.of(ann)).to.equal(Quality.of(ann));
    expect(ann.features.quality).to.equal(Quality.of(ann));
    expect(Quality.of(ann)).to.include({ preset: 'auto', uplink: undefined, lowData: false });
  });

  it('refuses what makes no sense, and stays as it was', () => {
    const quality = Quality.of(session({ room }));
    const expected = { name: 'RtcError', code: 'invalid-options', recoverable: false };
    expect(invalid(() => (quality.preset = 'best' as 'high'))).to.include(expected);
    for (const uplink of [0, -1, 49_999, NaN, Infinity, '9' as unknown as number]) {
      expect(
        invalid(() => (quality.uplink = uplink)),
        String(uplink),
      ).to.include(expected);
    }
    expect(quality).to.include({ preset: 'auto', uplink: undefined });
  });

  it('tells of changes, on itself and on the session', async () => {
    const ann = session({ room });
    const quality = Quality.of(ann);
    for (const change of [
      () => (quality.preset = 'low'),
      () => (quality.uplink = 800_000),
      () => (quality.lowData = true),
      () => (quality.preferredCodecs = ['audio/opus']),
    ]) {
      const told = Promise.all([nextEvent(quality, 'change'), nextEvent(ann, 'change')]);
      change();
      await told;
    }
  });

  it('takes care of a call that runs already', async () => {
    const [ann, bob] = [session({ room }), session({ room })];
    await ann.join();
    await bob.join();
    await connected(ann, bob);
    Quality.of(ann).uplink = 700_000;
    await sharesOut(ann, 700_000);
  });

  describe('budget', () => {
    it('is kept, without an offer, whatever happens in the call', async () => {
      const ann = await joined();
      const bob = await joined();
      const quality = Quality.of(ann);
      quality.preset = 'standard';
      await connected(ann, bob);
      await sharesOut(ann, 1_200_000);
      const negotiations = watchNegotiations();
      const atBob = watch(bob, ann);

      quality.preset = 'low';
      await sharesOut(ann, 300_000);
      quality.preset = 'high';
      await sharesOut(ann, 3_000_000);
      quality.uplink = 900_000;
      await sharesOut(ann, 900_000);
      await framesAdvance(atBob);

      for (const kind of ['videoinput', 'audioinput'] as const) {
        const device = ann.media.devices.list(kind).at(-1)?.deviceId ?? '';
        await ann.media.selectDevice(kind, device);
        await sharesOut(ann, 900_000);
      }
      await framesAdvance(atBob);

      await ann.toggleScreen(true);
      await waitUntil(() => encodingOf(ann, bob, 'screen').maxBitrate !== undefined, 'no limit');
      await sharesOut(ann, 900_000);
      expect(encodingOf(ann, bob, 'screen').maxBitrate).to.be.above(
        2 * (encodingOf(ann, bob, 'camera').maxBitrate ?? Infinity),
      );
      await ann.toggleScreen(false);
      await waitUntil(() => (encodingOf(ann, bob, 'camera').maxBitrate ?? 0) > 800_000, 'no return');
      await sharesOut(ann, 900_000);

      await ann.toggleCamera(false);
      await ann.toggleCamera(true);
      await sharesOut(ann, 900_000);
      await framesAdvance(atBob);
      expect(negotiations.count).to.equal(0);
    });

    it('is shared anew when somebody comes and goes, with no offer between those who stay', async () => {
      const ann = await joined();
      const bob = await joined();
      Quality.of(ann).preset = 'standard';
      await connected(ann, bob);
      await sharesOut(ann, 1_200_000);
      const forOne = encodingOf(ann, bob, 'camera');
      const { connection } = ann.getPeer(bob.self.id) ?? {};
      const offers: RTCSignalingState[] = [];
      connection?.addEventListener('signalingstatechange', () => offers.push(connection.signalingState));
      const atBob = watch(bob, ann);

      const cleo = await joined();
      await connected(ann, bob, cleo);
      await waitUntil(
        () => encodingOf(ann, cleo, 'camera').maxBitrate === encodingOf(ann, bob, 'camera').maxBitrate,
        'not everybody has the same',
      );
      await sharesOut(ann, 1_200_000);
      expect(encodingOf(ann, bob, 'camera').maxBitrate).to.be.below((forOne.maxBitrate ?? 0) / 1.9);
      await framesAdvance(atBob);

      await cleo.leave();
      await waitUntil(
        () => encodingOf(ann, bob, 'camera').maxBitrate === forOne.maxBitrate,
        'the share of who left is lost',
      );
      await framesAdvance(atBob);
      expect(offers).to.deep.equal([]);
    });

    it('begins with few pictures in a large call, as long as somebody is still being connected', async () => {
      const ann = await joined();
      const bob = await joined();
      // Without a relay this one is never connected with anybody.
      const dora = await joined({ iceTransportPolicy: 'relay' });
      const cleo = await joined();
      const rate = (): number | undefined =>
        ann.getPeer(cleo.self.id)?.sender('camera')?.getParameters().encodings[0]?.maxFramerate;
      await waitUntil(() => rate() === 5, 'the beginning is not gentle');
      await dora.leave();
      await connected(ann, bob, cleo);
      await waitUntil(() => (rate() ?? 0) > 5, 'it stays so');
    });

    it('holds on a connection that was made anew', async () => {
      const ann = await joined();
      const bob = await joined();
      Quality.of(ann).preset = 'standard';
      await connected(ann, bob);
      await sharesOut(ann, 1_200_000);
      const before = ann.getPeer(bob.self.id)?.connection;
      // The other side asks for it when nothing else helps.
      ann.getPeer(bob.self.id)?.receive({ kind: 'renew', epoch: Date.now() + 1 });
      bob.getPeer(ann.self.id)?.receive({ kind: 'renew', epoch: Date.now() + 1 });
      await waitUntil(() => ann.getPeer(bob.self.id)?.connection !== before, 'not renewed');
      await connected(ann, bob);
      await sharesOut(ann, 1_200_000);
      await framesAdvance(watch(bob, ann));
    });

    it('makes the picture smaller that is really sent', async () => {
      leaveLoadAlone();
      // Small enough for the slowest machine to encode as it is.
      const video = { width: { ideal: 640 }, height: { ideal: 480 } };
      const ann = await joined({ constraints: { video } });
      const bob = await joined({ constraints: { video } });
      await connected(ann, bob);
      Quality.of(ann).uplink = 2_000_000;
      const { height = 0 } = ann.media.getTrack('camera')?.getSettings() ?? {};
      expect(height).to.equal(480);
      await waitUntil(async () => (await sentHeight(ann, bob)) === 480, 'not as it is');
      Quality.of(ann).uplink = 440_000;
      await waitUntil(async () => (await sentHeight(ann, bob)) === 360, 'not made smaller');
      expect(encodingOf(ann, bob, 'camera').scaleResolutionDownBy).to.be.closeTo(480 / 360, 0.001);
    });

    it('says what gives way first, and what is on the pictures', async () => {
      const ann = await joined();
      const bob = await joined();
      await ann.toggleScreen(true);
      await connected(ann, bob);
      await waitUntil(() => encodingOf(ann, bob, 'screen').maxBitrate !== undefined, 'no limit');
      const give = (source: 'camera' | 'screen'): string | undefined =>
        senderOf(ann, bob, source).getParameters().degradationPreference;
      await waitUntil(() => give('screen') === 'maintain-resolution', 'the screen blurs');
      await waitUntil(() => give('camera') === 'maintain-framerate', 'the camera jerks');
      expect(encodingOf(ann, bob, 'microphone').priority).to.equal('high');
      expect(
        (['microphone', 'camera', 'screen'] as const).map(
          (source) => ann.media.getTrack(source)?.contentHint,
        ),
      ).to.deep.equal(['speech', 'motion', 'detail']);
    });

    it('leaves the hint of the page alone', async () => {
      const ann = session({ room });
      await ann.openMedia();
      const track = ann.media.getTrack('microphone');
      if (track) track.contentHint = 'music';
      Quality.of(ann);
      await ann.join();
      expect(track?.contentHint).to.equal('music');
    });

    it('changes nothing when nothing is new', async () => {
      leaveLoadAlone();
      const ann = await joined();
      const bob = await joined();
      await connected(ann, bob);
      Quality.of(ann).preset = 'standard';
      await sharesOut(ann, 1_200_000);
      const sender = senderOf(ann, bob, 'camera');
      let changes = 0;
      const set = sender.setParameters.bind(sender);
      sender.setParameters = (parameters) => {
        changes += 1;
        return set(parameters);
      };
      const changed = nextEvent(ann, 'change');
      await ann.toggleMicrophone(false);
      await changed;
      await ann.toggleMicrophone(true);
      Quality.of(ann).preset = 'standard';
      expect(changes).to.equal(0);
      Quality.of(ann).uplink = 700_000;
      await sharesOut(ann, 700_000);
      expect(changes).to.equal(1);
    });

    it('is set once more when somebody else came between', async () => {
      const ann = await joined();
      const bob = await joined();
      await connected(ann, bob);
      await waitUntil(() => budgetOf(ann) > 0, 'no limits');
      const sender = senderOf(ann, bob, 'camera');
      const set = sender.setParameters.bind(sender);
      let failures = 0;
      sender.setParameters = () => {
        sender.setParameters = set;
        failures += 1;
        return Promise.reject(new DOMException('another transaction', 'InvalidStateError'));
      };
      Quality.of(ann).uplink = 600_000;
      await sharesOut(ann, 600_000);
      expect(failures).to.equal(1);
    });
  });
});
