import { BlockList, isIP } from 'node:net';
import { wrong } from './option-checks.js';
import type { SignalingServerOptions } from './options.js';

/** Whose `X-Forwarded-For` is believed: that of so many proxies (`true` is one), or of proxies at these addresses. */
export type ProxyTrust = boolean | number | BlockList;

/** More proxies than anybody has in a row. */
const MAX_PROXIES = 100;

/** Names for ranges of addresses, the same as in Express. */
const RANGES: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['loopback', ['127.0.0.0/8', '::1']],
  ['linklocal', ['169.254.0.0/16', 'fe80::/10']],
  ['uniquelocal', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
]);

const ALLOWED = `true, false, a number of proxies up to ${MAX_PROXIES}, or addresses such as 10.0.0.7, 10.0.0.0/8 or loopback`;

/**
 * Whether what a proxy says is believed.
 *
 * @param hop - Number of proxies between it and this server.
 */
export function isTrusted(trust: ProxyTrust, address: string, hop: number): boolean {
  if (typeof trust !== 'object') return hop < Number(trust);
  const family = isIP(address);
  return family !== 0 && trust.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Reads the option `trustProxy`. */
export function proxyTrust({ trustProxy = false }: SignalingServerOptions): ProxyTrust {
  const given: unknown = typeof trustProxy === 'string' ? trustProxy.split(',') : trustProxy;
  if (typeof given === 'boolean') return given;
  if (typeof given === 'number') {
    if (Number.isInteger(given) && given >= 0 && given <= MAX_PROXIES) return given;
    throw new RangeError(wrong('trustProxy', ALLOWED, given));
  }
  if (!Array.isArray(given)) throw new TypeError(wrong('trustProxy', ALLOWED, given));
  // Despite its name, Node's class for a set of address ranges.
  const proxies = new BlockList();
  for (const entry of given as readonly unknown[]) {
    const name = typeof entry === 'string' ? entry.trim() : '';
    for (const range of RANGES.get(name) ?? [name]) {
      if (!addRange(proxies, range)) throw new RangeError(wrong('trustProxy', ALLOWED, entry));
    }
  }
  return proxies;
}

/** Adds an address or a range in CIDR notation; false for anything else, and for a range of all addresses. */
function addRange(proxies: BlockList, range: string): boolean {
  const [, address = '', bits] = /^([\da-f:.]+)(?:\/([1-9]\d{0,2}))?$/i.exec(range) ?? [];
  const family = isIP(address);
  const length = family === 6 ? 128 : 32;
  const prefix = Number(bits ?? length);
  if (family === 0 || prefix > length) return false;
  proxies.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4');
  return true;
}
