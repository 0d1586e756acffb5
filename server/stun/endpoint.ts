import { isIPv4, isIPv6 } from 'node:net';

/** Source or destination of a datagram. */
export interface Endpoint {
  /** An IPv4 or IPv6 address as text; from the system it may have a zone. */
  readonly address: string;
  readonly port: number;
}

const GROUPS = 8;

export const sameEndpoint = (one: Endpoint, other: Endpoint): boolean =>
  one.address === other.address && one.port === other.port;

/** The text of an endpoint, as in URLs: an IPv6 address stands in brackets. */
export const endpointText = ({ address, port }: Endpoint): string =>
  isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;

/**
 * The 4 or 16 bytes of an IP address in network order.
 *
 * @throws TypeError for a text that is no address.
 */
export function ipBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number));
  if (!isIPv6(address)) throw new TypeError(`${address} is no IP address`);
  const [head = '', tail] = shortest(address).split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array<string>(GROUPS - before.length - after.length).fill('0');
  const bytes = Buffer.alloc(2 * GROUPS);
  const groups = [...before, ...zeros, ...after];
  for (const [i, group] of groups.entries()) bytes.writeUInt16BE(Number.parseInt(group, 16), 2 * i);
  return bytes;
}

/** The text of an address of 4 or 16 bytes; IPv6 in its shortest form (RFC 5952). */
export function ipText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: GROUPS }, (_, i) => bytes.readUInt16BE(2 * i).toString(16));
  return shortest(groups.join(':'));
}

/** The one spelling of an address, whose text may differ. */
export const canonical = (address: string): string => ipText(ipBytes(address));

/** The host of a URL is in the shortest form, without a zone and without an IPv4 address at its end. */
const shortest = (address: string): string =>
  new URL(`http://[${address.replace(/%.*/, '')}]`).hostname.slice(1, -1);
