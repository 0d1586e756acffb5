import { sameEndpoint } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';

/** Mapping or filtering of a NAT (RFC 4787 §4.1 and §5). */
export type NatBehaviour =
  'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent' | 'unknown';

/** The types of RFC 3489 §5; `firewall` is its "symmetric UDP firewall", `no-udp` its "UDP blocked". */
export type NatType =
  | 'open'
  | 'firewall'
  | 'full-cone'
  | 'address-restricted'
  | 'port-restricted'
  | 'symmetric'
  | 'no-udp'
  | 'unknown';

/** The name of each type for people. */
export const TYPE_NAMES: Readonly<Record<NatType, string>> = {
  open: 'open internet (no NAT, no firewall)',
  firewall: 'symmetric UDP firewall (no NAT)',
  'full-cone': 'full cone NAT (完全锥型)',
  'address-restricted': 'address-restricted cone NAT (IP限制锥型)',
  'port-restricted': 'port-restricted cone NAT (端口限制锥型)',
  symmetric: 'symmetric NAT (对称型)',
  'no-udp': 'no UDP',
  unknown: 'unknown',
};

/** The addresses to which a NAT has mapped one socket, as three sockets of the server see them; each may be missing. */
export interface Mappings {
  readonly first: Endpoint | undefined;
  readonly otherAddress: Endpoint | undefined;
  readonly otherAddressAndPort: Endpoint | undefined;
}

/** RFC 5780 §4.3. */
export function mappingOf({ first, otherAddress, otherAddressAndPort }: Mappings): NatBehaviour {
  if (!first || !otherAddress) return 'unknown';
  if (sameEndpoint(first, otherAddress)) return 'endpoint-independent';
  if (!otherAddressAndPort) return 'unknown';
  return sameEndpoint(otherAddress, otherAddressAndPort) ? 'address-dependent' : 'address-and-port-dependent';
}

/** The measurements that determine the type. */
export interface Behaviour {
  /** Whether the server sees another address or port than this machine has. */
  readonly translated: boolean;
  /** Whether the mapping towards the other address is the same; `undefined` if unknown. */
  readonly mappingIsSame: boolean | undefined;
  readonly filtering: NatBehaviour;
}

/** The decision tree of RFC 3489 §10.1. */
export function natTypeOf({ translated, mappingIsSame, filtering }: Behaviour): NatType {
  if (translated && mappingIsSame === false) return 'symmetric';
  if (filtering === 'unknown') return 'unknown';
  if (!translated) return filtering === 'endpoint-independent' ? 'open' : 'firewall';
  if (filtering === 'endpoint-independent') return 'full-cone';
  if (mappingIsSame === undefined) return 'unknown';
  return filtering === 'address-dependent' ? 'address-restricted' : 'port-restricted';
}
