import { MAX_LENGTH, wellFormed } from '../../protocol/index.js';
import { RtcError } from '../errors.js';
import type { CallSessionOptions } from './options.js';

/** Configuration of the connections of a call. The page's own ICE servers go before those of the server. */
export function peerConfiguration(
  { iceServers, iceTransportPolicy = 'all' }: CallSessionOptions,
  fromServer: readonly RTCIceServer[] = [],
): RTCConfiguration {
  return { iceServers: [...(iceServers ?? fromServer)], iceTransportPolicy, bundlePolicy: 'max-bundle' };
}

/**
 * Checks whether a call can be joined with these options in this browser.
 *
 * @throws {RtcError} `unsupported-browser`, `invalid-options`.
 */
export function checkOptions(options: CallSessionOptions): void {
  const { room = '', transport, signaling } = options;
  if (!('RTCPeerConnection' in globalThis)) {
    throw new RtcError('unsupported-browser', 'This browser has no RTCPeerConnection.', {
      recoverable: false,
    });
  }
  if (!room || room.length > MAX_LENGTH.room || wellFormed(room) !== room) {
    throw invalid(`A call needs a room of 1 to ${MAX_LENGTH.room} characters.`);
  }
  if (!transport && !signaling) throw invalid('A call needs a signaling address.');
  try {
    // The browser says what is wrong with ICE servers only when it is given them.
    new RTCPeerConnection(peerConfiguration(options)).close();
  } catch (error) {
    throw invalid(`The browser refuses the ICE servers: ${String(error)}`);
  }
}

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false });
