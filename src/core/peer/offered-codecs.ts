/** Constrained Baseline, in packets of any size: every browser has it (RFC 7742 §6.2, RFC 6184 §8.1). */
const USUAL_H264 = [/profile-level-id=42e0/i, /packetization-mode=1/];

/**
 * Codecs that this browser receives, each in one form; none where it does not tell. Chromium has H.264 in eight forms and VP9
 * in four, for colours and packets that no call uses. Each form lengthens every description and the browser's work on it: with
 * one of each, two people see each other about a tenth sooner.
 *
 * @param kind - `audio` or `video`.
 */
export function offeredCodecs(kind: string): readonly RTCRtpCodec[] {
  const codecs = 'RTCRtpReceiver' in globalThis ? RTCRtpReceiver.getCapabilities(kind)?.codecs : undefined;
  const forms = new Map<string, RTCRtpCodec>();
  for (const codec of codecs ?? []) {
    const name = codec.mimeType.toLowerCase();
    const isUsual = name === 'video/h264' && USUAL_H264.every((part) => part.test(codec.sdpFmtpLine ?? ''));
    if (isUsual || !forms.has(name)) forms.set(name, codec);
  }
  return [...forms.values()];
}

/** Makes a transceiver offer each codec in one form, where the browser can: Firefox before 128 offers all of them. */
export function offerFewForms(transceiver: RTCRtpTransceiver): void {
  if (!('setCodecPreferences' in transceiver)) return;
  try {
    transceiver.setCodecPreferences([...offeredCodecs(transceiver.receiver.track.kind)]);
  } catch {
    // A browser that refuses its own codecs offers all forms, which only takes longer.
  }
}
