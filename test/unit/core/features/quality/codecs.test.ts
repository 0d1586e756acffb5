import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import { agreedCodecs } from '../../../../../src/core/features/quality/codecs.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { SOURCES, type Source } from '../../../../../src/core/types.js';
import { framesAdvance, play } from '../../../support/media.js';
import {
  cleanUp,
  codecOf,
  connected,
  freshRoom,
  later,
  senderOf,
  session,
  watchNegotiations,
} from './support.js';
import { waitUntil } from '../../../support/wait-until.js';

describe('agreedCodecs', () => {
  it('asks the browser once, when they are agreed on', () => {
    let asked = 0;
    const codecs = [{ mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 }];
    const sender = {
      transport: null as { state: string } | null,
      getParameters: () => {
        asked += 1;
        return { codecs };
      },
    };
    const agreed = () => agreedCodecs(sender as unknown as RTCRtpSender);
    expect(agreed()).to.deep.equal([]);
    sender.transport = { state: 'new' };
    expect(agreed()).to.deep.equal([]);
    expect(asked).to.equal(0);
    sender.transport.state = 'connecting';
    expect([agreed(), agreed()]).to.deep.equal([codecs, codecs]);
    expect(asked).to.equal(1);
  });
});

describe('preferred codecs', () => {
  afterEach(cleanUp);

  async function pair(preferences: readonly (readonly string[])[]): Promise<[CallSession, CallSession]> {
    const room = freshRoom();
    const [ann, bob] = [session({ room }), session({ room })];
    for (const [i, one] of [ann, bob].entries()) Quality.of(one).preferredCodecs = preferences[i] ?? [];
    await ann.join();
    await bob.join();
    await connected(ann, bob);
    return [ann, bob];
  }

  const sends = (at: CallSession, to: CallSession, codec: string): Promise<void> =>
    waitUntil(async () => (await codecOf(senderOf(at, to, 'camera'))) === codec, `${codec} is not sent`);

  it('of both sides are sent both ways', async () => {
    const [ann, bob] = await pair([['video/vp9'], ['video/VP9', 'video/VP8']]);
    const video = play(ann.getTrack(bob.self.id, 'camera'));
    later(() => {
      video.remove();
    });
    await framesAdvance(video);
    await sends(bob, ann, 'video/VP9');
    await sends(ann, bob, 'video/VP9');
  });

  const known = RTCRtpReceiver.getCapabilities('video')?.codecs.map(({ mimeType }) => mimeType);
  // Firefox has H.264 once its plugin has been downloaded.
  for (const name of ['video/H264', 'video/AV1'].filter((one) => known?.includes(one))) {
    it(`may be ${name}, of which one form is offered`, async () => {
      const [ann, bob] = await pair([[name], [name]]);
      await sends(ann, bob, name);
    });
  }

  it('of one side are what it is sent, whichever of them offers', async () => {
    const [ann, bob] = await pair([['video/VP9'], []]);
    await sends(bob, ann, 'video/VP9');
    const [cleo, dan] = await pair([[], ['video/VP9']]);
    await sends(cleo, dan, 'video/VP9');
  });

  /** The first codec of each m-line that `at` has described to `to`: what it is sent as each source. */
  function firstOnes(at: CallSession, to: CallSession): Record<Source, string | undefined> {
    const { sdp = '' } = at.getPeer(to.self.id)?.connection?.localDescription ?? {};
    const [, ...sections] = sdp.split('\nm=');
    const first = (section = ''): string | undefined => {
      const number = /^\S+ \S+ \S+ (\d+)/.exec(section)?.[1] ?? '';
      return new RegExp(`^a=rtpmap:${number} ([^/]+)`, 'm').exec(section)?.[1]?.toLowerCase();
    };
    return Object.fromEntries(SOURCES.map((source, i) => [source, first(sections[i])])) as Record<
      Source,
      string | undefined
    >;
  }

  it('where the page has none, are those for each source, of which one offer tells', async () => {
    const negotiations = watchNegotiations();
    const [ann, bob] = await pair([[], []]);
    const audio = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
    // Firefox does not have it.
    const hasRed = audio.some(({ mimeType }) => mimeType === 'audio/red');
    const expected = {
      microphone: hasRed ? 'red' : 'opus',
      camera: 'vp8',
      screen: 'av1',
      'screen-audio': 'opus',
    };
    expect(firstOnes(ann, bob)).to.deep.equal(expected);
    expect(firstOnes(bob, ann)).to.deep.equal(expected);
    await sends(ann, bob, 'video/VP8');
    // One offer, one answer.
    expect(negotiations.count).to.equal(2);
  });

  it('of the page go before those, by kind', async () => {
    const [ann, bob] = await pair([['audio/opus', 'video/VP8'], ['audio/opus']]);
    expect(firstOnes(ann, bob)).to.include({ microphone: 'opus', screen: 'vp8' });
    expect(firstOnes(bob, ann)).to.include({ microphone: 'opus', screen: 'av1' });
  });

  it('keep what repairs losses', async () => {
    const [ann, bob] = await pair([['video/VP9'], ['video/VP9']]);
    const sdp = ann.getPeer(bob.self.id)?.connection?.localDescription?.sdp ?? '';
    for (const name of ['VP9/90000', 'VP8/90000', 'rtx/90000', 'opus/48000']) expect(sdp).to.contain(name);
  });

  it('that this browser does not have are refused, with the names of what it has', () => {
    const quality = Quality.of(session({ room: freshRoom() }));
    quality.preferredCodecs = ['audio/opus'];
    for (const name of ['video/Theora', 'VP9', '', 'video/rtx']) {
      let thrown: unknown;
      try {
        quality.preferredCodecs = ['video/VP8', name];
      } catch (error) {
        thrown = error;
      }
      expect(thrown).to.include({ code: 'invalid-options' });
      expect(thrown).to.have.property('message').that.contains(`"${name}"`).and.contains('video/VP8, ');
    }
    expect(quality.preferredCodecs).to.deep.equal(['audio/opus']);
    expect(quality.preferredCodecs).to.be.frozen;
  });

  it('change nothing where the browser knows no preference', async () => {
    const { setCodecPreferences } = RTCRtpTransceiver.prototype;
    Reflect.deleteProperty(RTCRtpTransceiver.prototype, 'setCodecPreferences');
    later(() => {
      Object.defineProperty(RTCRtpTransceiver.prototype, 'setCodecPreferences', {
        configurable: true,
        writable: true,
        value: setCodecPreferences,
      });
    });
    const [ann, bob] = await pair([['video/VP9'], ['video/VP9']]);
    await sends(ann, bob, 'video/VP8');
  });
});
