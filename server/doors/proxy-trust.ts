import { isIP } from 'node:net';
import type { BlockList } from 'node:net';

/**
 * The proxies whose `X-Forwarded-For` is believed: how many (`true` is one), or their addresses. `BlockList` is Node's class
 * for a set of address ranges; here, addresses in it are trusted.
 */
export type ProxyTrust = boolean | number | BlockList;

/** Names for ranges of addresses, as in Express. */
const RANGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

/**
 * Whether this is the address of a trusted proxy.
 *
 * @param hop - Number of proxies between it and this server.
 */
export function isTrusted(trust: ProxyTrust, address: string, hop: number): boolean {
  if (typeof trust !== 'object') return hop < Number(trust);
  const family = isIP(address);
  return family !== 0 && trust.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Adds an address, a CIDR range or a named range; returns false for anything else, and for a range of all addresses. */
export function addProxies(proxies: BlockList, entry: string): boolean {
  return (RANGES.get(entry) ?? [entry]).every((range) => addRange(proxies, range));
}

function addRange(proxies: BlockList, range: string): boolean {
  const [, address = '', bits] = /^([\da-f:.]+)(?:\/([1-9]\d{0,2}))?$/i.exec(range) ?? [];
  const family = isIP(address);
  const length = family === 6 ? 128 : 32;
  const prefix = Number(bits ?? length);
  if (family === 0 || prefix > length) return false;
  proxies.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return true;
}
