import { expect } from '@open-wc/testing';
import { createLayout } from '../../../../src/core/peer/layout.js';
import { offeredCodecs } from '../../../../src/core/peer/offered-codecs.js';

const codec = (mimeType: string, sdpFmtpLine?: string): RTCRtpCodec => ({
  mimeType,
  clockRate: 90_000,
  ...(sdpFmtpLine !== undefined && { sdpFmtpLine }),
});

const nameOf = ({ mimeType }: RTCRtpCodec): string => mimeType;

describe('offeredCodecs', () => {
  const { getCapabilities } = RTCRtpReceiver;

  afterEach(() => {
    RTCRtpReceiver.getCapabilities = getCapabilities;
  });

  function browserHas(codecs: RTCRtpCodec[] | undefined): void {
    RTCRtpReceiver.getCapabilities = () => (codecs ? { codecs, headerExtensions: [] } : null);
  }

  for (const kind of ['audio', 'video']) {
    it(`names each codec for ${kind} that the browser has, in its order, once`, () => {
      const all = getCapabilities(kind)?.codecs.map(nameOf) ?? [];
      expect(all).to.not.be.empty;
      expect(offeredCodecs(kind).map(nameOf)).to.deep.equal([...new Set(all)]);
    });
  }

  it('takes the first form of a codec', () => {
    const [vp9, vp8] = [codec('video/VP9', 'profile-id=0'), codec('video/VP8')];
    browserHas([vp9, codec('video/VP9', 'profile-id=2'), vp8]);
    expect(offeredCodecs('video')).to.deep.equal([vp9, vp8]);
  });

  for (const [browser, order] of [
    ['Chromium', 'level-asymmetry-allowed=1;packetization-mode=MODE;profile-level-id=PROFILE'],
    ['Firefox', 'profile-level-id=PROFILE;level-asymmetry-allowed=1;packetization-mode=MODE'],
  ] as const) {
    it(`takes H.264 in the form that every browser has, as ${browser} writes it, wherever it stands`, () => {
      const h264 = (profile: string, mode: string): RTCRtpCodec =>
        codec('video/H264', order.replace('PROFILE', profile).replace('MODE', mode));
      const usual = h264('42e01f', '1');
      const others = [h264('640c1f', '1'), h264('42001f', '1'), h264('42e01f', '0')];
      const vp8 = codec('video/VP8');
      for (const forms of [
        [usual, ...others],
        [...others, usual],
      ]) {
        browserHas([...forms, vp8]);
        expect(offeredCodecs('video')).to.deep.equal([usual, vp8]);
      }
    });
  }

  it('takes the first form of H.264 where that one is missing', () => {
    const [high, other] = [codec('video/H264', 'profile-level-id=640c1f'), codec('video/H264')];
    browserHas([high, other]);
    expect(offeredCodecs('video')).to.deep.equal([high]);
  });

  it('names none where the browser tells of none', () => {
    browserHas(undefined);
    expect(offeredCodecs('video')).to.deep.equal([]);
  });
});

describe('the first offer', () => {
  /** Codecs by payload type of each m-line, and the payload types that have a retransmission. */
  async function offered(): Promise<{ names: string[]; resent: string[] }[]> {
    const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    createLayout(pc);
    const { sdp = '' } = await pc.createOffer();
    pc.close();
    const [, ...sections] = sdp.split('\nm=');
    return sections.map((section) => {
      const names = Array.from(section.matchAll(/^a=rtpmap:\d+ ([^/]+)/gm), ([, name = '']) => name);
      const resent = Array.from(section.matchAll(/^a=fmtp:\d+ apt=(\d+)/gm), ([, apt = '']) => {
        const [, name = ''] = new RegExp(`^a=rtpmap:${apt} ([^/]+)`, 'm').exec(section) ?? [];
        return name;
      });
      return { names, resent };
    });
  }

  it('has each codec for pictures once, with what repairs its losses', async () => {
    const [, camera, screen] = await offered();
    for (const section of [camera, screen]) {
      const names = section?.names.filter((name) => name !== 'rtx') ?? [];
      expect(names).to.include.members(['VP8', 'VP9', 'AV1']);
      expect(new Set(names)).to.have.property('size', names.length);
      expect(section?.resent).to.include.members(['VP8', 'VP9', 'AV1']);
    }
  });

  it('is made in a browser that refuses its own codecs', async () => {
    const { setCodecPreferences } = RTCRtpTransceiver.prototype;
    RTCRtpTransceiver.prototype.setCodecPreferences = () => {
      throw new DOMException('', 'InvalidModificationError');
    };
    try {
      const sections = await offered();
      expect(sections).to.have.length(4);
    } finally {
      RTCRtpTransceiver.prototype.setCodecPreferences = setCodecPreferences;
    }
  });

  it('has all that the browser has for sound', async () => {
    const [microphone] = await offered();
    const audio = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
    const names = audio.map(({ mimeType }) => mimeType.replace('audio/', ''));
    expect(microphone?.names).to.include.members(names);
  });
});
