import { RtcError } from '../../errors.js';

const KINDS = ['audio', 'video'] as const;

/** Formats that accompany codecs and cannot be preferred. */
const COMPANIONS = /\/(rtx|red|ulpfec|flexfec-03|telephone-event|cn)$/i;

const codecsOf = (kind: string): readonly RTCRtpCodec[] =>
  'RTCRtpReceiver' in globalThis ? (RTCRtpReceiver.getCapabilities(kind)?.codecs ?? []) : [];

const is = (name: string) => (codec: RTCRtpCodec) => codec.mimeType.toLowerCase() === name.toLowerCase();

/** @throws {RtcError} `invalid-options` when the browser has no codec of such a name. */
export function checkCodecs(names: readonly string[]): void {
  const codecs = KINDS.flatMap(codecsOf).filter(({ mimeType }) => !COMPANIONS.test(mimeType));
  const unknown = names.find((name) => !codecs.some(is(name)));
  // A browser that does not tell what it has is believed to have it all.
  if (unknown === undefined || codecs.length === 0) return;
  const known = [...new Set(codecs.map(({ mimeType }) => mimeType))].join(', ');
  throw new RtcError('invalid-options', `This browser has no codec "${unknown}"; it has ${known}.`, {
    recoverable: false,
  });
}

/**
 * Puts the preferred codecs first in what a connection offers or answers next (webrtc-pc §5.4.1). Where the browser
 * lacks that, as Firefox before 128 does, its own order stays.
 */
export function preferCodecs(connection: RTCPeerConnection, names: readonly string[]): void {
  for (const transceiver of connection.getTransceivers()) {
    const codecs = codecsOf(transceiver.receiver.track.kind);
    const preferred = new Set(names.flatMap((name) => codecs.filter(is(name))));
    if (preferred.size === 0 || !('setCodecPreferences' in transceiver)) continue;
    transceiver.setCodecPreferences([...preferred, ...codecs.filter((codec) => !preferred.has(codec))]);
  }
}
