import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { IceServers } from '../../src/protocol/index.js';
import { STUN_PORT } from '../stun/codes.js';
import { canonical } from '../stun/endpoint.js';
import type { ServedAddress } from '../udp/socket-grid.js';

/** Addresses and ports of the probe, open or not. */
export interface ProbeSockets {
  readonly addresses: readonly ServedAddress[];
  /** 0 stands for a free port, which no URL can name yet. */
  readonly ports: readonly number[];
}

/** STUN and TURN servers that clients get. */
export interface NamedServers {
  readonly iceServers: IceServers;
  readonly turnUrls: readonly string[];
}

interface NamedServer {
  readonly option: 'iceServers' | 'turnUrls';
  readonly url: string;
  readonly host: string;
}

/**
 * Refuses ICE servers that are sockets of the probe, as far as their URLs have addresses. Chromium takes datagrams from such
 * an address for answers to its gathering and does not answer checks from there; and the requests of the page open the filter
 * that is to be measured.
 *
 * @throws RangeError whose message begins with the option's name.
 */
export function refuseProbeAddresses(probe: ProbeSockets, servers: NamedServers): void {
  for (const server of suspects(probe, servers)) {
    if (isIP(server.host) !== 0 && addressesOf(probe).includes(canonical(server.host))) throw refusal(server);
  }
}

/** The same for URLs with names, which are looked up. */
export async function refuseProbeNames(probe: ProbeSockets, servers: NamedServers): Promise<void> {
  for (const server of suspects(probe, servers)) {
    if (isIP(server.host) !== 0) continue;
    // An unknown name reaches nothing, neither here nor in a page.
    const found = await lookup(server.host, { all: true }).catch(() => []);
    const isProbe = found.some(({ address }) => addressesOf(probe).includes(canonical(address)));
    if (isProbe) throw refusal(server);
  }
}

/** Servers at a port of the probe. */
function suspects({ ports }: ProbeSockets, { iceServers, turnUrls }: NamedServers): NamedServer[] {
  const named = [
    ...iceServers
      .flatMap(({ urls }) => urls)
      .map((url): [NamedServer['option'], string] => ['iceServers', url]),
    ...turnUrls.map((url): [NamedServer['option'], string] => ['turnUrls', url]),
  ];
  return named.flatMap(([option, url]) => {
    // `stuns:` and `turns:` use TLS, not UDP.
    const [, host = '', port] = /^(?:stun|turn):(.+?)(?::(\d+))?(?:\?.*)?$/.exec(url) ?? [];
    const isSuspect = ports.includes(Number(port ?? STUN_PORT));
    return host !== '' && isSuspect ? [{ option, url, host: host.replace(/^\[|\]$/g, '') }] : [];
  });
}

const addressesOf = ({ addresses }: ProbeSockets): string[] =>
  addresses.flatMap((address) => [canonical(address.public), canonical(address.bind)]);

const refusal = ({ option, url }: NamedServer): RangeError =>
  new RangeError(`${option} must not name a socket of the probe, as ${JSON.stringify(url)} does`);
