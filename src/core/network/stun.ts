import { gather, type Gathering } from './gathering.js';
import { serversOf } from './ice-urls.js';
import type { Outcome } from './step-list.js';
import type { IceServerAnswer } from './types.js';
import { withLimit } from './waiting.js';

/** Time limit of an answer, in ms: where UDP is dropped, Firefox gives up after 11 s, Chromium after 14 s. */
const LIMIT = 4000;

/** Asks every STUN server for the visitor's address (RFC 8489), each by a connection of its own. */
export async function checkStun(servers: readonly RTCIceServer[], signal: AbortSignal): Promise<Outcome> {
  const stun = serversOf(servers, 'stun');
  if (stun.length === 0) return { state: 'not-measured', reason: 'not-configured' };
  const answers = await Promise.all(stun.map((server) => askStun(server, signal)));
  signal.throwIfAborted();
  if (answers.some(({ address }) => address !== undefined)) return { state: 'passed', servers: answers };
  const reason = answers.every(isBadAddress) ? 'bad-address' : 'no-answer';
  return { state: 'failed', reason, servers: answers };
}

/** Whether the browser has refused to ask this server. */
const isBadAddress = ({ errorCode, errorText }: IceServerAnswer): boolean =>
  errorText !== undefined && errorCode === undefined;

async function askStun(server: RTCIceServer, signal: AbortSignal): Promise<IceServerAnswer> {
  const url = String(server.urls);
  const limit = withLimit(signal, LIMIT);
  try {
    const gathering = await gather({ iceServers: [server] }, ({ type }) => type === 'srflx', limit.signal);
    const reflexive = gathering.candidates.find(({ type }) => type === 'srflx');
    if (reflexive) return { url, address: `${reflexive.address ?? ''}:${reflexive.port ?? ''}` };
    if (seesOwnAddress(gathering)) return { url, address: '' };
    return { ...gathering.errors[0], url };
  } catch (error) {
    return { url, errorText: String(error) };
  } finally {
    limit.end();
  }
}

/**
 * Whether the server has answered with an address of the visitor: that is no candidate of its own (RFC 8445 §5.1.3).
 * An error for the other family of addresses says nothing against it, such as one for IPv6 where there is only IPv4.
 */
export function seesOwnAddress({ complete, candidates, failedAddresses }: Gathering): boolean {
  const failed = failedAddresses.map(familyOf);
  // A hidden address may be of any family.
  const isAnswered = (family: Family): boolean =>
    failed.every((other) => other !== 'unknown' && family !== 'unknown' && other !== family);
  return complete && candidates.some(({ type, address }) => type === 'host' && isAnswered(familyOf(address)));
}

type Family = 'IPv4' | 'IPv6' | 'unknown';

/** The family of an address, which may be hidden in part (`192.168.0.x`) or by a name (mDNS). */
function familyOf(address: string | null): Family {
  if (address?.includes(':')) return 'IPv6';
  return address && /^\d+\.\d+\./.test(address) ? 'IPv4' : 'unknown';
}
