import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import { cheapest } from '../../../../../src/core/features/quality/cheapest-codec.js';
import { hardwareCodecs } from '../../../../../src/core/features/quality/hardware-codecs.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { framesAdvance, play } from '../../../support/media.js';
import { waitUntil } from '../../../support/wait-until.js';
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

type Ask = 'encodingInfo' | 'decodingInfo';

/** This machine has no codec in hardware: the browser is made to say that it has these. */
function withHardware(...mimeTypes: string[]): { readonly asked: Set<string> } {
  const asked = new Set<string>();
  const answer =
    (ask: Ask) =>
    ({ type, video }: MediaEncodingConfiguration | MediaDecodingConfiguration): Promise<object> => {
      const contentType = video?.contentType ?? '';
      asked.add(`${ask} ${type} ${contentType}`);
      return Promise.resolve({
        supported: true,
        smooth: true,
        powerEfficient: mimeTypes.includes(contentType),
      });
    };
  replaceCapabilities({ encodingInfo: answer('encodingInfo'), decodingInfo: answer('decodingInfo') });
  return { asked };
}

function replaceCapabilities(value: unknown): void {
  Object.defineProperty(navigator, 'mediaCapabilities', { configurable: true, value });
  later(() => Reflect.deleteProperty(navigator, 'mediaCapabilities'));
}

describe('the cheapest codec', () => {
  afterEach(cleanUp);

  const agreed = ['VP8', 'rtx', 'VP9', 'H264', 'AV1', 'red', 'ulpfec'].map((name, i) => ({
    mimeType: `video/${name}`,
    payloadType: 96 + i,
    clockRate: 90_000,
  }));
  const [vp9, h264, av1] = ['video/vp9', 'video/h264', 'video/av1'] as const;

  for (const [what, source, encodes, decodes, expected] of [
    ['nothing is in hardware', 'camera', [], [], undefined],
    ['both have one in hardware', 'camera', [vp9], [vp9], 'video/VP9'],
    ['both have two in hardware, of which the first', 'camera', [av1, h264], [h264, av1], 'video/H264'],
    ['only the sender has it', 'camera', [h264], [], 'video/H264'],
    ['only the receiver has one that costs much to encode', 'camera', [], [av1], undefined],
    ['it is a screen, for which some are no good', 'screen', [h264], [h264], 'video/AV1'],
    ['it is a screen, and one that is good is in hardware', 'screen', [vp9], [vp9], 'video/VP9'],
  ] as const) {
    it(`is ${expected ?? 'the first one'} where ${what}`, () => {
      const codec = cheapest(agreed, source, { encodes, decodes });
      expect(codec?.mimeType).to.equal(expected);
      if (codec) expect(codec).to.deep.equal({ mimeType: expected, clockRate: 90_000 });
    });
  }

  it('is what is agreed on, whatever else is in hardware', () => {
    expect(cheapest(agreed.slice(0, 2), 'camera', { encodes: [h264], decodes: [h264] })).to.equal(undefined);
    expect(cheapest(agreed.slice(0, 2), 'screen', { encodes: [h264], decodes: [h264] })).to.equal(undefined);
    expect(cheapest([], 'camera', { encodes: [h264], decodes: [h264] })).to.equal(undefined);
    const sounds = [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000 }];
    expect(cheapest(sounds, 'microphone', { encodes: [h264], decodes: [h264] })).to.equal(undefined);
  });

  it('is told by the browser, as far as it can', async () => {
    const { asked } = withHardware(vp9);
    expect(await hardwareCodecs(['video/vp8', vp9])).to.deep.equal({ encodes: [vp9], decodes: [vp9] });
    expect([...asked].toSorted()).to.deep.equal([
      'decodingInfo webrtc video/vp8',
      'decodingInfo webrtc video/vp9',
      'encodingInfo webrtc video/vp8',
      'encodingInfo webrtc video/vp9',
    ]);
    const none = { encodes: [], decodes: [] };
    replaceCapabilities({ encodingInfo: () => Promise.reject(new TypeError('webrtc')) });
    expect(await hardwareCodecs([vp9])).to.deep.equal(none);
    // As on a page that is not secure.
    replaceCapabilities(undefined);
    expect(await hardwareCodecs([vp9])).to.deep.equal(none);
  });

  async function pair(...preferences: (readonly string[])[]): Promise<[CallSession, CallSession]> {
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

  it('takes over in a call, both ways, without negotiation', async () => {
    withHardware(vp9);
    const negotiations = watchNegotiations();
    const [ann, bob] = await pair();
    await Promise.all([sends(ann, bob, 'video/VP9'), sends(bob, ann, 'video/VP9')]);
    const video = play(bob.getTrack(ann.self.id, 'camera'));
    later(() => {
      video.remove();
    });
    await framesAdvance(video);
    // One offer, one answer.
    expect(negotiations.count).to.equal(2);
  });

  it('gives way to what the page of the receiver prefers', async () => {
    withHardware(vp9);
    const [ann, bob] = await pair([], ['video/VP8']);
    await sends(bob, ann, 'video/VP9');
    await sends(ann, bob, 'video/VP8');
  });
});
