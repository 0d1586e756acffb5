import { RtcError } from '../../errors.js';
import { offeredCodecs } from '../../peer/offered-codecs.js';
import type { PeerLink } from '../../peer/peer-link.js';
import { SOURCES, type Source } from '../../types.js';
import type { SenderSettings } from './budget.js';

const KINDS = ['audio', 'video'] as const;

/** Formats that accompany codecs and cannot be preferred. */
const COMPANIONS = /\/(rtx|red|ulpfec|flexfec-03|telephone-event|cn)$/i;

const is = (name: string) => (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === name.toLowerCase();

/** @throws {RtcError} `invalid-options` when the browser has no codec of such a name. */
export function checkCodecs(names: readonly string[]): void {
  const codecs = KINDS.flatMap(offeredCodecs).filter(({ mimeType }) => !COMPANIONS.test(mimeType));
  const unknown = names.find((name) => !codecs.some(is(name)));
  // A browser that does not tell what it has is believed to have it all.
  if (unknown === undefined || codecs.length === 0) return;
  const known = [...new Set(codecs.map(({ mimeType }) => mimeType))].join(', ');
  throw new RtcError('invalid-options', `This browser has no codec "${unknown}"; it has ${known}.`, {
    recoverable: false,
  });
}

/**
 * Codecs that come first where the page prefers none of that kind; for cameras that is the browser's first one, VP8,
 * which needs the least of a processor.
 */
const BEST: Readonly<Partial<Record<Source, readonly string[]>>> = {
  // Opus with each packet carrying the previous one, too (RFC 2198).
  microphone: ['audio/red'],
  // They have tools for text and for what stands still: AV1 needs a third of the bits of VP8 for it.
  screen: ['video/AV1', 'video/VP9'],
};

/**
 * Orders what a connection offers or answers next (webrtc-pc §5.4.1): the preferred codecs, then the best for each source,
 * then the others. The order is kept for each source until the connection ends. Where the browser lacks that, as Firefox
 * before 128 does, its own order stays.
 */
export function orderCodecs(link: PeerLink, preferred: readonly string[]): void {
  for (const source of SOURCES) {
    const transceiver = link.transceiver(source);
    if (!transceiver || !('setCodecPreferences' in transceiver)) continue;
    const codecs = offeredCodecs(transceiver.receiver.track.kind);
    const find = (names: readonly string[]): RTCRtpCodec[] =>
      names.flatMap((name) => codecs.filter(is(name)));
    const ofPage = find(preferred);
    const first = ofPage.length > 0 ? ofPage : find(BEST[source] ?? []);
    const [best] = first;
    if (!best) continue;
    transceiver.setCodecPreferences([...new Set([...first, ...codecs])]);
    preferredFor.set(transceiver.sender, best);
  }
}

/** The codec that comes first for a sender, as far as this side decides: most often the other side wants the same. */
const preferredFor = new WeakMap<RTCRtpSender, RTCRtpCodec>();

const agreed = new WeakMap<RTCRtpSender, readonly RTCRtpCodecParameters[]>();

/**
 * Codecs that are agreed on for this sender, in the order of the other side; empty until then, and in Firefox before 110.
 * They are asked for once, when both descriptions are set: later offers change nothing about them, and the browser answers
 * only when its network thread has time, which takes long in a large call.
 */
export function agreedCodecs(sender: RTCRtpSender): readonly RTCRtpCodecParameters[] {
  const known = agreed.get(sender);
  if (known) return known;
  if (!sender.transport || sender.transport.state === 'new') return [];
  const { codecs = [] } = sender.getParameters() as Partial<RTCRtpSendParameters>;
  if (codecs.length > 0) agreed.set(sender, codecs);
  return codecs;
}

/**
 * Whether each packet of a sound also carries the previous one (RED). Until a codec is agreed on, the preferred one counts:
 * other settings a moment later would only take the browser's time, of which it has little while a connection begins.
 */
const sendsTwice = (sender: RTCRtpSender): boolean =>
  (agreedCodecs(sender)[0] ?? preferredFor.get(sender))?.mimeType === 'audio/red';

/** Settings with a codec, and with the encoder's part of the bitrate of a sound that is sent twice. */
export function withCodec(
  { encoding, ...others }: SenderSettings,
  sender: RTCRtpSender,
  codec: RTCRtpCodec | undefined,
): SenderSettings {
  const { maxBitrate } = encoding;
  // Pictures have this preference, and are sent once: nothing is asked of the browser for them.
  const isSound = !others.degradationPreference;
  const part = maxBitrate && isSound && sendsTwice(sender) ? { maxBitrate: Math.floor(maxBitrate / 2) } : {};
  return { ...others, encoding: { ...encoding, ...part, codec } };
}
