import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ServerOptions, WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/protocol/index.js';
import { clientAddress } from './client-address.js';
import type { ConnectionLimit } from '../limits/connection-limit.js';
import { refuseSocket } from '../http/request-handler.js';
import { CLOSE_TIMEOUT_MS, MAX_FRAGMENTS } from '../limits/limits.js';
import type { Logger } from '../log/log.js';
import { isOriginAllowed } from './origin.js';
import { isTrusted } from './proxy-trust.js';
import type { ProxyTrust } from './proxy-trust.js';
import type { UpgradeHandler } from './upgrade-router.js';
import type { Visitor, Visitors } from '../limits/address-limits.js';

export interface UpgradeHandlerOptions {
  readonly maxPayload: number;
  readonly allowOrigin: readonly string[] | undefined;
  readonly trustProxy: ProxyTrust;
  readonly log: Logger;
  readonly connections: ConnectionLimit;
  readonly visitors: Visitors;
  isDraining(): boolean;
  /** Takes the open socket. */
  accept(socket: WebSocket, newcomer: Newcomer): void;
}

/** Who has opened a socket. */
export interface Newcomer {
  readonly request: IncomingMessage;
  /** What the WebSocket stands on. */
  readonly stream: Duplex;
  readonly visitor: Visitor;
  /** False for a client that speaks only other versions of the protocol. */
  readonly spoken: boolean;
}

/** Decides who gets a WebSocket, while the request is still plain HTTP and can be refused with a status. */
export function createUpgradeHandler(options: UpgradeHandlerOptions): UpgradeHandler {
  const { maxPayload, allowOrigin, log } = options;
  const settings: ServerOptions & { closeTimeout: number; maxFragments: number } = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload,
    maxFragments: MAX_FRAGMENTS,
    closeTimeout: CLOSE_TIMEOUT_MS,
    handleProtocols: chooseProtocol,
  };
  const sockets = new WebSocketServer(settings);
  let hasWarned = false;

  /** Behind a proxy that is not trusted all clients have the proxy's address, and share its limits. */
  const warnOfProxy = ({ headers, socket: { remoteAddress = '' } }: IncomingMessage): void => {
    if (hasWarned || headers['x-forwarded-for'] === undefined) return;
    if (isTrusted(options.trustProxy, remoteAddress, 0)) return;
    hasWarned = true;
    log('warn', 'X-Forwarded-For is ignored', {
      address: remoteAddress,
      hint: 'if this is a proxy of yours, name it by trustProxy (--trust-proxy)',
    });
  };

  return (request, socket, head) => {
    const { origin, host } = request.headers;
    if (options.isDraining()) return refuseSocket(socket, 503);
    if (!isOriginAllowed(origin, host, allowOrigin)) {
      log('warn', 'origin refused', { origin: origin?.slice(0, 200), host: host?.slice(0, 200) });
      return refuseSocket(socket, 403);
    }
    warnOfProxy(request);
    const address = clientAddress(request, options.trustProxy);
    options.connections.release(socket);
    const visitor = options.visitors.enter(address);
    if ('refused' in visitor) {
      if (visitor.isNews) log('warn', visitor.refused, { address });
      return refuseSocket(socket, 429);
    }
    // No WebSocket comes of a bad handshake, nor of a client that has gone already.
    const handleGone = (): void => visitor.leave();
    socket.once('close', handleGone);
    sockets.handleUpgrade(request, socket, head, (client) => {
      socket.off('close', handleGone);
      const spoken = client.protocol === '' || client.protocol === SUBPROTOCOL;
      options.accept(client, { request, stream: socket, visitor, spoken });
    });
  };
}

/** A browser hears nothing if none of its protocols is chosen, so a foreign one is accepted to be told so. */
function chooseProtocol(offered: Set<string>): string | false {
  const [first = false] = offered;
  return offered.has(SUBPROTOCOL) ? SUBPROTOCOL : first;
}
