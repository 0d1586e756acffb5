import { expect } from '@open-wc/testing';
import type { CallSession } from '../../../../../src/core/index.js';
import { Quality } from '../../../../../src/core/features/quality/index.js';
import { Pulse } from '../../../../../src/core/peer/pulse.js';
import { SOURCES, type Source } from '../../../../../src/core/types.js';
import { play } from '../../../support/media.js';
import { waitUntil } from '../../../support/wait-until.js';
import { cleanUp, connected, freshRoom, later, senderOf, session } from './support.js';

interface Sent {
  readonly type: string;
  /** In ms. */
  readonly timestamp: number;
  readonly packetsSent: number;
}

async function sent(sender: RTCRtpSender): Promise<Sent | undefined> {
  const report = (await sender.getStats()) as unknown as Map<string, Sent>;
  return [...report.values()].find(({ type }) => type === 'outbound-rtp');
}

/** Waits for a second, on the clock of the statistics, in which fewer than ten packets were sent; without DTX they are 50. */
async function isNearlySilent(sender: RTCRtpSender): Promise<void> {
  let before: Sent | undefined;
  await waitUntil(async () => {
    const now = await sent(sender);
    before ??= now;
    const seconds = ((now?.timestamp ?? 0) - (before?.timestamp ?? 0)) / 1000;
    if (!now || !before || seconds < 1) return false;
    const packets = now.packetsSent - before.packetsSent;
    before = now;
    // None at all would be no sign of DTX.
    return packets > 0 && packets / seconds < 10;
  }, 'silence is sent like speech');
}

describe('sound', () => {
  afterEach(cleanUp);

  async function pair(): Promise<[CallSession, CallSession]> {
    const room = freshRoom();
    const [ann, bob] = [session({ room }), session({ room })];
    for (const one of [ann, bob]) {
      // A browser that is busy may take its network for a slow one.
      Quality.of(one).uplink = 2_000_000;
      one.media.wanted = { microphone: true, camera: false };
    }
    await ann.join();
    await bob.join();
    await connected(ann, bob);
    return [ann, bob];
  }

  const connectionOf = (at: CallSession, to: CallSession): RTCPeerConnection => {
    const { connection } = at.getPeer(to.self.id) ?? {};
    if (!connection) throw new Error('no connection');
    return connection;
  };

  it('of a muted microphone takes a few packets a second, and is no sign of a dead path', async () => {
    const [ann, bob] = await pair();
    await Promise.all([ann.toggleMicrophone(false), bob.toggleMicrophone(false)]);
    await isNearlySilent(senderOf(ann, bob, 'microphone'));
    await isNearlySilent(senderOf(bob, ann, 'microphone'));
    const playing = play(ann.getTrack(bob.self.id, 'microphone'));
    later(() => {
      playing.remove();
    });
    const pulse = new Pulse(connectionOf(ann, bob));
    for (let beats = 0; beats < 3; beats += 1) {
      const since = performance.now();
      await waitUntil(async () => {
        const silence = await pulse.silence();
        return pulse.hadMedia && performance.now() - silence > since;
      }, 'no media comes');
    }
  });

  it('has its bitrate before the connection stands, and is set no second time', async () => {
    const set = new Map<RTCRtpSender, (number | undefined)[]>();
    const { setParameters } = RTCRtpSender.prototype;
    RTCRtpSender.prototype.setParameters = async function (parameters) {
      const [encoding] = parameters.encodings;
      // Chromium refuses what it finds while it is at work on a description; then it is asked again.
      await setParameters.call(this, parameters);
      set.set(this, [...(set.get(this) ?? []), encoding?.maxBitrate]);
    };
    later(() => {
      RTCRtpSender.prototype.setParameters = setParameters;
    });
    const [ann, bob] = await pair();
    const senders = [senderOf(ann, bob, 'microphone'), senderOf(bob, ann, 'microphone')];
    await waitUntil(() => senders.every(({ transport }) => transport?.state === 'connected'), 'no transport');
    // Everything is looked at once more.
    for (const one of [ann, bob]) Quality.of(one).preset = 'auto';
    await waitUntil(() => senders.every((sender) => set.has(sender)), 'no bitrate was set');
    const audio = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
    // Where each packet carries the previous one, too, the encoder has a half. Firefox does not have it.
    const bitrate = audio.some(({ mimeType }) => mimeType === 'audio/red') ? 32_000 : 64_000;
    expect(senders.map((sender) => set.get(sender))).to.deep.equal([[bitrate], [bitrate]]);
  });

  it('is asked for as its source needs it, on both sides, and the other side is not told', async () => {
    const [ann, bob] = await pair();
    const opus = (description: RTCSessionDescription | null): Record<Source, string | undefined> => {
      const [, ...sections] = (description?.sdp ?? '').split('\nm=');
      return Object.fromEntries(
        SOURCES.map((source, i) => [
          source,
          /^a=fmtp:\d+ (.*(?:minptime|maxplaybackrate).*)$/m.exec(sections[i] ?? '')?.[1],
        ]),
      ) as Record<Source, string | undefined>;
    };
    for (const { localDescription, remoteDescription } of [connectionOf(ann, bob), connectionOf(bob, ann)]) {
      expect(opus(remoteDescription).microphone).to.contain('usedtx=1');
      expect(opus(remoteDescription)['screen-audio'])
        .to.match(/stereo=1/)
        .and.not.contain('usedtx');
      for (const source of ['microphone', 'screen-audio'] as const)
        expect(opus(localDescription)[source]).to.not.contain('usedtx');
    }
    const received = ann
      .getPeer(bob.self.id)
      ?.history.records.flatMap((record) =>
        record.type === 'received' && record.signal.kind === 'description'
          ? record.signal.description.sdp
          : [],
      );
    expect(received).to.have.length(1);
    expect(received?.[0]).not.to.contain('usedtx');
  });
});
