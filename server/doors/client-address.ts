import type { IncomingMessage } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
import { isTrusted } from './proxy-trust.js';
import type { ProxyTrust } from './proxy-trust.js';

/**
 * Where a request comes from: the first address that is no trusted proxy, on the way from this server to the client.
 * Each proxy adds to `X-Forwarded-For` the address that it was asked from, so what stands before the answer of the
 * outermost proxy could have been made up by the client. Where a trusted proxy adds no address, its own one is taken.
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

/**
 * What counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address, since that is what a provider
 * gives to one customer.
 */
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
