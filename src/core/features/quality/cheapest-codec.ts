import type { CallSession } from '../../call/call-session.js';
import type { Peer } from '../../call/peers.js';
import { Messages } from '../../channels/messages.js';
import type { Source } from '../../types.js';
import { agreedCodecs } from './codecs.js';
import { hardwareCodecs, type HardwareCodecs } from './hardware-codecs.js';

const TOPIC = 'codecs';

/**
 * Milliseconds that one core takes to encode and to decode a moving picture of 1280×720 (measured in Chromium 156; H.265 is
 * hardly found in software). In hardware they are 0.
 */
const WORK: Readonly<Record<string, readonly [encode: number, decode: number]>> = {
  'video/vp8': [14, 4],
  'video/h264': [16, 3],
  'video/vp9': [19, 5],
  'video/av1': [38, 6],
  'video/h265': [40, 6],
};

/** The same for slides of text on a screen. Codecs without tools for these are taken only where there is no other. */
const WORK_ON_SCREENS: typeof WORK = {
  'video/vp9': [6, 2],
  'video/av1': [5, 1],
};

/**
 * Finds for each camera and screen the codec that costs sender and receiver the least together, of those that the first
 * offer has agreed on; a sender changes between them without negotiation (webrtc-pc, `RTCRtpEncodingParameters.codec`).
 * Each side tells the others what it decodes in hardware. Those who tell nothing, as older pages and pages that prefer codecs
 * of their own, are sent what comes first in their descriptions.
 */
export class CheapestCodec {
  readonly #messages: Messages;
  readonly #preferred: () => readonly string[];
  readonly #onChange: () => void;
  /** Codecs that each of the others decodes in hardware, by their ids; undefined until they tell. */
  readonly #decoders = new Map<string, readonly string[] | undefined>();
  #own: HardwareCodecs = { encodes: [], decodes: [] };

  /**
   * @param preferred - Codecs that the page prefers; with one for pictures among them the others do not choose what they send here.
   * @param onChange - Called when other codecs may be the cheapest.
   */
  constructor(session: CallSession, preferred: () => readonly string[], onChange: () => void) {
    this.#messages = Messages.of(session);
    this.#preferred = preferred;
    this.#onChange = onChange;
    void this.#begin(session);
  }

  /** Codec for what `sender` sends of `source` to a participant; `undefined` for the one that comes first. */
  choose(participantId: string, source: Source, sender: RTCRtpSender): RTCRtpCodec | undefined {
    const decodes = this.#decoders.get(participantId);
    return decodes && cheapest(agreedCodecs(sender), source, { encodes: this.#own.encodes, decodes });
  }

  async #begin(session: CallSession): Promise<void> {
    this.#own = await hardwareCodecs(Object.keys(WORK));
    session.peers.each((peer) => this.#attach(peer));
    this.#messages.on(TOPIC, ({ from, data }) => this.#receive(from, data));
  }

  #attach({ id, link, signal }: Peer): void {
    this.#decoders.set(id, undefined);
    signal.addEventListener('abort', () => this.#decoders.delete(id));
    // The page's preference counts for connections that are made from then on.
    link.addEventListener('control', () => this.#inform(id), { signal });
    if (link.control) this.#inform(id);
  }

  #inform(id: string): void {
    const isFree = !this.#preferred().some((name) => /^video/i.test(name));
    try {
      this.#messages.send(TOPIC, { decodes: isFree ? this.#own.decodes : null }, id);
    } catch {
      // Too many messages wait for somebody who cannot be reached; what comes first is sent here.
    }
  }

  #receive(from: string, data: unknown): void {
    if (!this.#decoders.has(from)) return;
    const decodes = typeof data === 'object' && data !== null && 'decodes' in data ? data.decodes : null;
    const known = Object.keys(WORK).filter((name) => Array.isArray(decodes) && decodes.includes(name));
    this.#decoders.set(from, Array.isArray(decodes) ? known : undefined);
    this.#onChange();
  }
}

/**
 * The cheapest codec of those that were agreed on, without its number; `undefined` where that is the first one.
 *
 * @param hardware - Codecs that the sender encodes and the receiver decodes in hardware.
 */
export function cheapest(
  agreed: readonly RTCRtpCodecParameters[],
  source: Source,
  { encodes, decodes }: HardwareCodecs,
): RTCRtpCodec | undefined {
  const nameOf = ({ mimeType }: RTCRtpCodec): string => mimeType.toLowerCase();
  const isForScreens = source === 'screen' && agreed.some((codec) => nameOf(codec) in WORK_ON_SCREENS);
  const work = isForScreens ? WORK_ON_SCREENS : WORK;
  const cost = (codec: RTCRtpCodec): number => {
    const name = nameOf(codec);
    const [encode = 0, decode = 0] = work[name] ?? [];
    return (encodes.includes(name) ? 0 : encode) + (decodes.includes(name) ? 0 : decode);
  };
  const candidates = agreed.filter((codec) => nameOf(codec) in work);
  const [best] = candidates.toSorted((one, other) => cost(one) - cost(other));
  if (!best || best === agreed[0]) return undefined;
  const { payloadType: _payloadType, ...codec } = best;
  return codec;
}
