import { MAX_LENGTH } from '../../protocol/limits.js';
import { wellFormed } from '../../protocol/text.js';
import { RtcError } from '../errors.js';
import type { Spare } from '../peer/spare.js';
import type { CallSessionOptions } from './options.js';

/** Configuration that all connections share. */
const common: RTCConfiguration = { bundlePolicy: 'max-bundle' };

/**
 * Resolves once there is the one certificate of the page. With one for each connection, words that two people have compared
 * would change with every renewal. Where it cannot be made, each connection has one of its own.
 */
export const certified = (async () => {
  // A year, the longest; by itself it is a month, and no connection is made with an expired one.
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', expires: 31_536e6 };
  try {
    common.certificates = [await RTCPeerConnection.generateCertificate(algorithm)];
  } catch {
    // Without WebRTC the join says so.
  }
})();

/** Configuration of the connections of a call. The page's own ICE servers go before those of the server. */
export function peerConfiguration(
  { iceServers, iceTransportPolicy = 'all' }: CallSessionOptions,
  fromServer: readonly RTCIceServer[] = [],
): RTCConfiguration {
  return { ...common, iceServers: [...(iceServers ?? fromServer)], iceTransportPolicy };
}

/**
 * Checks whether a call can be joined with these options.
 *
 * @throws {RtcError} `invalid-options`
 */
export function checkOptions(options: CallSessionOptions): void {
  const { room = '', transport, signaling } = options;
  if (!room || room.length > MAX_LENGTH.room || wellFormed(room) !== room) {
    throw invalid(`A call needs a room of 1 to ${MAX_LENGTH.room} characters.`);
  }
  if (!transport && !signaling) throw invalid('A call needs a signaling address.');
}

/**
 * Makes a connection ready.
 *
 * @throws {RtcError} `invalid-options` where the ICE servers are wrong, `unsupported-browser` where the browser makes no
 *   connection whatever they are: an extension or a policy of an organisation has taken WebRTC away.
 */
export function prepare(spare: Spare, configuration: RTCConfiguration): void {
  try {
    spare.prepare(configuration);
  } catch (cause) {
    // With the same bundle policy and certificate, which `setConfiguration` cannot change.
    if (spare.prepareEarly(common)) throw invalid(`The browser refuses the ICE servers: ${String(cause)}`);
    throw new RtcError('unsupported-browser', `This browser cannot make calls: ${String(cause)}`, {
      cause,
      recoverable: false,
    });
  }
}

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false });
