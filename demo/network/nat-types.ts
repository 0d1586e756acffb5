/** The seven types of NAT of `rtc-elements/core/network`, in the order in which they are explained. */
export const NAT_TYPES = [
  'open',
  'full-cone',
  'address-restricted',
  'port-restricted',
  'symmetric',
  'firewall',
  'no-udp',
] as const;
export type NatType = (typeof NAT_TYPES)[number];

/** Treatment of packets by a type, in the terms of RFC 4787, as it is drawn. */
export interface NatBehaviour {
  readonly box: 'none' | 'nat' | 'firewall';
  /** Whether each destination gets a port of its own (address and port-dependent mapping, section 4.1). */
  readonly portPerDestination: boolean;
  /** Senders whose packets come in, beside the answers (filtering, section 5). */
  readonly lets: 'everybody' | 'known-address' | 'known-port' | 'nobody';
}

export const BEHAVIOUR: Readonly<Record<NatType, NatBehaviour>> = {
  open: { box: 'none', portPerDestination: false, lets: 'everybody' },
  'full-cone': { box: 'nat', portPerDestination: false, lets: 'everybody' },
  'address-restricted': { box: 'nat', portPerDestination: false, lets: 'known-address' },
  'port-restricted': { box: 'nat', portPerDestination: false, lets: 'known-port' },
  symmetric: { box: 'nat', portPerDestination: true, lets: 'known-port' },
  firewall: { box: 'firewall', portPerDestination: false, lets: 'known-port' },
  'no-udp': { box: 'firewall', portPerDestination: false, lets: 'nobody' },
};
