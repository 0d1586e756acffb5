import { NAT_TYPES, type NatType } from '../../src/core/network/nat-types.js';

/** Every pair of types once, a type with itself included. */
export const PAIRS: readonly (readonly [NatType, NatType])[] = NAT_TYPES.flatMap((first, index) =>
  NAT_TYPES.slice(index).map((second) => [first, second] as const),
);

/** Whether a client of this type has a public address of its own. */
export const hasPublicAddress = (type: NatType): boolean => type === 'open' || type === 'firewall';

const ESTABLISHED = 'ct state established,related accept';

/** Without it, conntrack remembers an unsolicited packet, and the next mapping gets another port. */
const SILENT_BOX = 'chain in { type filter hook input priority 0; iifname wan ip protocol udp drop; }';

/** Addresses of a client behind a NAT: inside, and of the box on the outside. */
export interface Addresses {
  readonly inside: string;
  readonly outside: string;
}

/** The nftables rules of a client with a public address, or of the box in front of one without. */
export function rulesFor(type: NatType, addresses: Addresses): string {
  return `table ip nat_type {\n${CHAINS[type](addresses).join('\n')}\n}`;
}

const CHAINS: Readonly<Record<NatType, (addresses: Addresses) => readonly string[]>> = {
  open: () => [],
  firewall: () => [
    `chain in { type filter hook input priority 0; policy drop; iifname lo accept; ${ESTABLISHED}; }`,
  ],
  'full-cone': (addresses) => [...cone(addresses), `${FORWARD} ip protocol udp accept; }`],
  'address-restricted': (addresses) => [
    ...cone(addresses),
    'set seen { type ipv4_addr . inet_service; flags dynamic; timeout 120s; }',
    `chain forward { type filter hook forward priority 0; policy drop;`,
    `iifname lan ip protocol udp update @seen { ip daddr . udp sport } accept`,
    `iifname wan ip protocol udp ip saddr . udp dport @seen accept`,
    `ip protocol udp drop`,
    `iifname lan accept`,
    `${ESTABLISHED}; }`,
  ],
  'port-restricted': ({ outside }) => [
    `chain out { type nat hook postrouting priority 100; oifname wan snat to ${outside}; }`,
    `${FORWARD} }`,
    SILENT_BOX,
  ],
  symmetric: () => [
    'chain out { type nat hook postrouting priority 100; oifname wan masquerade fully-random; }',
    `${FORWARD} }`,
    SILENT_BOX,
  ],
  'no-udp': () => [
    'chain out { type nat hook postrouting priority 100; oifname wan masquerade; }',
    `chain forward { type filter hook forward priority 0; policy drop; ip protocol udp drop; iifname lan accept; ${ESTABLISHED}; }`,
    SILENT_BOX,
  ],
};

const FORWARD = `chain forward { type filter hook forward priority 0; policy drop; iifname lan accept; ${ESTABLISHED};`;

/** One port outside for each port inside, whoever it speaks with, and open for everybody. */
const cone = ({ inside, outside }: Addresses): readonly string[] => [
  `chain out { type nat hook postrouting priority 100; oifname wan snat to ${outside}; }`,
  `chain back { type nat hook prerouting priority -100; iifname wan ip protocol udp dnat to ${inside}; }`,
];
