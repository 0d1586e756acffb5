/** Kinds of candidates (RFC 8445 §5.1.1), nearest first. */
export const CANDIDATE_TYPES = ['host', 'srflx', 'prflx', 'relay'] as const;
export type CandidateType = (typeof CANDIDATE_TYPES)[number];

/**
 * A candidate, as a line `candidate:…` (RFC 8839 §5.1) or the statistics tell of it. A field that they do not
 * tell is left out.
 */
export interface Candidate {
  readonly type: CandidateType;
  /** `udp` or `tcp`. */
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly priority: number;
  /** Address and port behind it: of the host behind a `srflx`, of what a relay sees of this side. */
  readonly relatedAddress?: string;
  readonly relatedPort?: number;
  /** Of candidates over TCP (RFC 6544 §4.5): `active`, `passive` or `so`. */
  readonly tcpType?: string;
  /** Protocol between this side and the relay: `udp`, `tcp` or `tls`. */
  readonly relayProtocol?: string;
  /** The ICE server that it was found by. */
  readonly url?: string;
}

/** Parts of a priority (RFC 8445 §5.1.2.1). */
export interface PriorityParts {
  /** 126 for host, 110 for prflx, 100 for srflx, 0 for relay, where the recommended values are used. */
  readonly typePreference: number;
  /** Tells candidates of the same type apart: other networks, IPv6 before IPv4. */
  readonly localPreference: number;
  /** 1 for RTP, 2 for RTCP. */
  readonly component: number;
}

/** Takes a priority apart: `2^24 · type preference + 2^8 · local preference + (256 − component)` (RFC 8445 §5.1.2.1). */
export const priorityParts = (priority: number): PriorityParts => ({
  typePreference: Math.floor(priority / 2 ** 24) % 256,
  localPreference: Math.floor(priority / 2 ** 8) % 2 ** 16,
  component: 256 - (priority % 256),
});

/**
 * Whether a pair goes before another one: by the smaller of its two priorities, then by the larger one (RFC 8445
 * §6.1.2.3, without the last bit, by which pairs with the same priorities are told apart).
 */
export function goesBefore(one: readonly [number, number], other: readonly [number, number]): boolean {
  const [least, otherLeast] = [Math.min(...one), Math.min(...other)];
  return least === otherLeast ? Math.max(...one) > Math.max(...other) : least > otherLeast;
}

const LINE =
  /^(?:a=)?candidate:(\S{1,64}) (\d{1,5}) (\S{1,16}) (\d{1,10}) (\S{1,256}) (\d{1,5}) typ (host|srflx|prflx|relay)(?: (.*))?$/i;

/** Reads a candidate (RFC 8839 §5.1); undefined for what is none, and for the empty one that ends the others. */
export function readCandidate(line: string): Candidate | undefined {
  const match = LINE.exec(line.trim());
  if (!match) return undefined;
  const [, , , protocol = '', priority, address = '', port, type = '', rest = ''] = match;
  const words = rest.split(' ');
  const extension = (name: string): string | undefined => {
    const at = words.indexOf(name);
    return at >= 0 && at % 2 === 0 ? words[at + 1] : undefined;
  };
  const relatedAddress = extension('raddr');
  const relatedPort = extension('rport');
  const tcpType = extension('tcptype');
  return {
    type: type.toLowerCase() as CandidateType,
    protocol: protocol.toLowerCase(),
    address,
    port: Number(port),
    priority: Number(priority),
    ...(relatedAddress !== undefined && { relatedAddress }),
    ...(relatedPort !== undefined && { relatedPort: Number(relatedPort) }),
    ...(tcpType !== undefined && { tcpType }),
  };
}
