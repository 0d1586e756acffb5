import { abortable } from '../../internal/abortable.js';
import { deferred, type Deferred } from '../../internal/deferred.js';
import type { CheckReply, CheckReplyOf } from '../../protocol/check-messages.js';
import type { CheckSocket } from './check-socket.js';
import type { NatBehaviour, NatMeasurement } from './nat-types.js';
import { credentialsIn, syntheticAnswer } from './synthetic-answer.js';
import { poll, withLimit } from './waiting.js';

/** Time limit of the whole exchange, in ms: the server itself gives up after 3 s where no UDP comes. */
const LIMIT = 15_000;

/** Time in which the browser has to find a working pair of candidates, in ms. */
const PAIR_LIMIT = 1500;
const PAIR_INTERVAL = 50;

/**
 * Has the server measure how the NAT of this page maps (RFC 4787 §4.1) and filters (§5). The server checks the path to
 * the page's own ICE agent, which answers authenticated checks from anywhere (RFC 8445 §7.3).
 *
 * @throws {RtcError} `not-available` where the server has no probe, `rate-limited`, `server-lost`.
 * @throws {DOMException} `TimeoutError`, or the reason of `signal`.
 */
export async function probeNat(socket: CheckSocket, signal: AbortSignal): Promise<NatMeasurement> {
  // Chromium takes what comes from a configured STUN server for an answer to its gathering: none may be configured.
  const connection = new RTCPeerConnection({ iceServers: [] });
  // Not before: a constructor that throws would leave its timer behind.
  const limit = withLimit(signal, LIMIT);
  try {
    return await abortable(exchange(connection, socket, limit.signal), limit.signal);
  } finally {
    limit.end();
    socket.onPush = () => undefined;
    socket.onLost = () => undefined;
    connection.close();
  }
}

async function exchange(
  connection: RTCPeerConnection,
  socket: CheckSocket,
  signal: AbortSignal,
): Promise<NatMeasurement> {
  const result: Deferred<CheckReplyOf<'probe-result'>> = deferred();
  const described: Deferred<void> = deferred();
  socket.onPush = (message: CheckReply) => {
    if (message.type === 'probe-result') result.resolve(message);
    // A candidate before the description would be refused.
    if (message.type === 'probe-candidates') {
      void described.promise.then(() => addCandidates(connection, message.candidates));
    }
  };
  socket.onLost = result.reject;
  // Where an earlier step fails nobody waits for the result, and the rejection would be an error of the page.
  result.promise.catch(() => undefined);
  connection.createDataChannel('probe');
  await connection.setLocalDescription();
  const own = credentialsIn(connection.localDescription?.sdp ?? '');
  const { ufrag, pwd, candidate } = await socket.ask({ type: 'probe', ...own }, 'probing');
  await connection.setRemoteDescription({ type: 'answer', sdp: syntheticAnswer({ ufrag, pwd }) });
  await addCandidates(connection, [candidate]);
  described.resolve();
  const { reached, mapping, filtering, addresses, reflexive } = await result.promise;
  return {
    reached,
    mapping: behaviour(mapping),
    filtering: behaviour(filtering),
    addresses,
    reflexive,
    translated: reached ? await isTranslated(connection, signal) : undefined,
  };
}

/** The browser may not know one of them, such as one for IPv6; the others are tried. */
async function addCandidates(connection: RTCPeerConnection, candidates: readonly string[]): Promise<void> {
  for (const candidate of candidates) {
    await connection.addIceCandidate({ candidate, sdpMid: '0' }).catch(() => undefined);
  }
}

const BEHAVIOURS: readonly string[] = [
  'endpoint-independent',
  'address-dependent',
  'address-and-port-dependent',
];

/** A word of a newer server that is not known here counts as `unknown`. */
const behaviour = (word: string): NatBehaviour =>
  BEHAVIOURS.includes(word) ? (word as NatBehaviour) : 'unknown';

/**
 * Whether the server sees another address than the page has: then the local candidate of the pair that works is one
 * that the checks have found (peer reflexive, RFC 8445 §7.2.5.3.1). `undefined` where no pair works, or where the browser does not show its candidate.
 */
function isTranslated(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean | undefined> {
  const ask = async (): Promise<boolean | undefined> => {
    const report = new Map<string, RTCIceCandidatePairStats & { candidateType?: string }>(
      await connection.getStats(),
    );
    const works = [...report.values()].find(
      ({ type, state }) => type === 'candidate-pair' && state === 'succeeded',
    );
    if (!works) return undefined;
    const { candidateType } = report.get(works.localCandidateId) ?? {};
    return candidateType === undefined ? undefined : candidateType !== 'host';
  };
  return poll(ask, { ms: PAIR_LIMIT, interval: PAIR_INTERVAL, signal });
}
