/** Way to the ICE server of a URL: by STUN, or as a relay over UDP, TCP or TLS. */
export type IceUrlKind = 'stun' | 'turn-udp' | 'turn-tcp' | 'turn-tls';

/** Most URLs of one kind that are tried: each takes a connection of its own. */
const MAX_URLS = 4;

/** The kind of a URL (RFC 7064 §3.1, RFC 7065 §3.1); `undefined` for none. */
export function kindOf(url: string): IceUrlKind | undefined {
  const [, scheme, transport] = /^(stuns?|turns?):[^?]*(?:\?transport=(udp|tcp))?$/i.exec(url) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'stun':
    case 'stuns':
      return 'stun';
    case 'turn':
      return transport?.toLowerCase() === 'tcp' ? 'turn-tcp' : 'turn-udp';
    case 'turns':
      return 'turn-tls';
    default:
      return undefined;
  }
}

/** The servers of one kind, one URL each, with their credentials. */
export function serversOf(servers: readonly RTCIceServer[], kind: IceUrlKind): RTCIceServer[] {
  return servers
    .flatMap((server) => [server.urls].flat().map((urls) => ({ ...server, urls })))
    .filter(({ urls }) => kindOf(urls) === kind)
    .slice(0, MAX_URLS);
}
