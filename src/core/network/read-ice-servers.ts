import { iceServerList } from '../../protocol/check-messages.js';
import { parseJson, validate } from '../../protocol/index.js';
import { RtcError } from '../errors.js';

/** Longest text that is read, in UTF-16 code units. */
const MAX_LENGTH = 64 * 1024;

/**
 * The ICE servers in an attribute.
 *
 * @param json - A JSON list of `RTCIceServer` (webrtc-pc §4.2.4).
 * @throws {RtcError} `invalid-options` where it is none.
 */
export function readIceServers(json: string): RTCIceServer[] {
  const parsed = parseJson(json, MAX_LENGTH);
  const read = parsed.ok ? validate(iceServerList, parsed.message) : parsed;
  if (read.ok) return read.message as RTCIceServer[];
  throw new RtcError('invalid-options', `ice-servers cannot be read: ${read.detail}`, { recoverable: false });
}
