import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ServerOptions, WebSocket } from 'ws';
import { joinOfSubprotocol, SUBPROTOCOL } from '../../src/protocol/index.js';
import { refuseSocket } from '../http/responses.js';
import type { AddressLimits, SocketQuota } from '../limits/address-limits.js';
import type { ConnectionLimit } from '../limits/connection-limit.js';
import { CLOSE_TIMEOUT_MS, MAX_FRAGMENTS } from '../limits/fixed-limits.js';
import type { Logger } from '../log/log.js';
import { clientAddress } from './client-address.js';
import { isOriginAllowed } from './origin.js';
import { isTrusted } from './proxy-trust.js';
import type { ProxyTrust } from './proxy-trust.js';
import type { UpgradeHandler } from './upgrade-router.js';

export interface UpgradeHandlerOptions {
  readonly maxPayload: number;
  readonly allowOrigin: readonly string[] | undefined;
  readonly trustProxy: ProxyTrust;
  readonly log: Logger;
  readonly connections: ConnectionLimit;
  readonly addresses: AddressLimits;
  isDraining(): boolean;
  /** Takes the open WebSocket. */
  accept(webSocket: WebSocket, handshake: Handshake): void;
}

/** The request and the connection of a WebSocket that was opened. */
export interface Handshake {
  readonly request: IncomingMessage;
  /** The stream that the WebSocket reads and writes. */
  readonly stream: Duplex;
  readonly quota: SocketQuota;
  /** False for a client that offers only other versions of the protocol. */
  readonly isSupported: boolean;
  /** Text of the frame that the request carries. */
  readonly frame: string | undefined;
}

/** Opens WebSockets. A refusal is an HTTP status, which is possible only before the handshake. */
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

  /** Behind a proxy that is not trusted, all clients have the proxy's address and share its limits. */
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
    const quota = options.addresses.openSocket(address);
    if ('refused' in quota) {
      if (quota.isNews) log('warn', quota.refused, { address });
      return refuseSocket(socket, 429);
    }
    // After a bad handshake, or where the client has closed meanwhile, there is no WebSocket to release the quota.
    const release = (): void => quota.release();
    socket.once('close', release);
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('close', release);
      const { protocol } = webSocket;
      const frame = joinOfSubprotocol(protocol);
      const isSupported = protocol === '' || protocol === SUBPROTOCOL || frame !== undefined;
      options.accept(webSocket, { request, stream: socket, quota, isSupported, frame });
    });
  };
}

/** A page learns no reason where none of its protocols is chosen. So an unknown one is accepted and then refused in JSON. */
function chooseProtocol(offered: Set<string>): string | false {
  const [first = false] = offered;
  if (!offered.has(SUBPROTOCOL)) return first;
  return [...offered].find((name) => joinOfSubprotocol(name) !== undefined) ?? SUBPROTOCOL;
}
