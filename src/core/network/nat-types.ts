/**
 * The ways in which a visitor is connected with the internet, as far as UDP is concerned: the types of RFC 3489 §5, among
 * them `Symmetric UDP Firewall` (here `firewall`) and `UDP Blocked` (here `no-udp`).
 */
export const NAT_TYPES = [
  'open',
  'firewall',
  'full-cone',
  'address-restricted',
  'port-restricted',
  'symmetric',
  'no-udp',
] as const;

export type NatType = (typeof NAT_TYPES)[number];

/** Mapping or filtering of a NAT (RFC 4787 §4.1 and §5). */
export type NatBehaviour =
  'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent' | 'unknown';

/** A finding that the probe of the server and the page have made together. */
export interface NatMeasurement {
  /** `false`: no UDP came through. */
  readonly reached: boolean;
  readonly mapping: NatBehaviour;
  readonly filtering: NatBehaviour;
  /** With how many addresses the server has measured: with one it cannot tell some types apart. */
  readonly addresses: number;
  /** Whether a NAT has changed the address; `undefined` where the browser does not say. */
  readonly translated: boolean | undefined;
  /** Address and port as the server sees them. */
  readonly reflexive?: string | undefined;
}

/** The type that a measurement stands for. */
export function natTypeOf(measurement: NatMeasurement): NatType | 'unknown' {
  const { reached, mapping, filtering, translated, addresses } = measurement;
  if (!reached) return 'no-udp';
  if (mapping !== 'unknown' && mapping !== 'endpoint-independent') return 'symmetric';
  if (translated === undefined || filtering === 'unknown') return 'unknown';
  // A server with one address cannot know whether another one is let through.
  if (addresses < 2 && filtering === 'address-dependent') return 'unknown';
  if (!translated) return filtering === 'endpoint-independent' ? 'open' : 'firewall';
  if (mapping === 'unknown') return 'unknown';
  if (filtering === 'endpoint-independent') return 'full-cone';
  return filtering === 'address-dependent' ? 'address-restricted' : 'port-restricted';
}

/** Types that let in nothing from a port that they have not sent to; the port of a symmetric NAT is not known before. */
const CLOSED_TO_SYMMETRIC: readonly NatType[] = ['firewall', 'port-restricted', 'symmetric'];

/** Whether two visitors behind these types connect by STUN alone, without a relay: 18 of the 28 pairs do. */
export function connectsDirectly(one: NatType, other: NatType): boolean {
  if (one === 'no-udp' || other === 'no-udp') return false;
  if (one === 'symmetric') return !CLOSED_TO_SYMMETRIC.includes(other);
  if (other === 'symmetric') return !CLOSED_TO_SYMMETRIC.includes(one);
  return true;
}
