/** The types of NAT that are named by `<rtc-network-check>`, in its order. */
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

/** Every pair of types once, a type with itself included. */
export const PAIRS: readonly (readonly [NatType, NatType])[] = NAT_TYPES.flatMap((first, index) =>
  NAT_TYPES.slice(index).map((second) => [first, second] as const),
);

/** Filter by address and port: what a symmetric NAT sends comes from a port that they have not heard of. */
const STRICT: readonly NatType[] = ['firewall', 'port-restricted', 'symmetric'];

/** Whether two such clients find a path without a relay. */
export function connectsDirectly(a: NatType, b: NatType): boolean {
  if (a === 'no-udp' || b === 'no-udp') return false;
  const meetsStrict = (one: NatType, other: NatType): boolean =>
    one === 'symmetric' && STRICT.includes(other);
  return !meetsStrict(a, b) && !meetsStrict(b, a);
}

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
