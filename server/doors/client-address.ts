import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { isTrusted } from './proxy-trust.js';
import type { ProxyTrust } from './proxy-trust.js';

/**
 * The client's address: the first one, on the way from this server to the client, that is no trusted proxy. Each proxy
 * appends to `X-Forwarded-For` the address of its peer, so entries before that of the outermost trusted proxy may be
 * made up by the client. Where a trusted proxy appends no address, its own is used.
 */
export function clientAddress(request: IncomingMessage, trust: ProxyTrust): string {
  let address = request.socket.remoteAddress ?? '';
  if (!isTrusted(trust, address, 0)) return address;
  const forwarded = [request.headers['x-forwarded-for'] ?? ''].flat().join().split(',');
  for (let hop = 0; isTrusted(trust, address, hop); hop += 1) {
    const [next = ''] = (forwarded.pop() ?? '').trim().split('%', 1);
    if (!isIP(next)) break;
    address = next;
  }
  return address;
}

/** The network that counts as one client: an IPv4 address, or an IPv6 /64, which providers give to each customer. */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address;
  // The host of a URL is in the shortest form, without a zone and without an IPv4 address at its end.
  const short = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([\da-f]+):([\da-f]+)$/.exec(short);
  return mapped ? mapped.slice(1).map(twoBytes).join('.') : `${firstGroups(short).join(':')}::/64`;
}

/** One group of an IPv6 address as a half of an IPv4 address. */
function twoBytes(group: string): string {
  const bits = Number.parseInt(group, 16);
  return `${bits >> 8}.${bits & 255}`;
}

/** The first four of the eight groups, which `::` may stand for. */
function firstGroups(short: string): string[] {
  const [head = '', tail] = short.split('::');
  const before = head.split(':').filter(Boolean);
  if (tail === undefined) return before.slice(0, 4);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array<string>(8 - before.length - after.length).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4);
}
