import { once } from 'node:events';
import { Server as HttpsServer } from 'node:https';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../src/protocol/index.js';
import { createAuthorization } from './doors/authorization.js';
import { isTrusted } from './doors/proxy-trust.js';
import { routeUpgrades } from './doors/upgrade-router.js';
import type { UpgradeRoute } from './doors/upgrade-router.js';
import { createUpgradeHandler } from './doors/upgrade.js';
import type { Handshake } from './doors/upgrade.js';
import {
  answerRequests,
  createHttpServer,
  listen,
  portOf,
  reachableName,
  stopListening,
} from './http/http-server.js';
import type { AnyServer } from './http/http-server.js';
import { createRequestHandler } from './http/request-handler.js';
import type { Health, RequestHandler } from './http/request-handler.js';
import { AddressLimits } from './limits/address-limits.js';
import { ConnectionLimit } from './limits/connection-limit.js';
import { CLOSE_TIMEOUT_MS } from './limits/fixed-limits.js';
import { limitLog } from './log/log-limit.js';
import { describeError } from './log/log.js';
import { createMetricsHandler } from './metrics/metrics-handler.js';
import { createMetrics } from './metrics/metrics.js';
import { resolveOptions } from './options/resolve-options.js';
import type { ResolvedOptions } from './options/resolve-options.js';
import type { SignalingServerOptions } from './options/server-options.js';
import { Client } from './talk/client.js';
import { Clients } from './talk/clients.js';
import { dispatcher } from './talk/handlers.js';
import type { ServerContext } from './talk/server-context.js';
import { UdpServices } from './udp/udp-services.js';

/** A running signaling server. */
export interface SignalingServer {
  /** The port it listens on; 0 while an attached server does not listen. */
  readonly port: number;
  /** The port with the metrics; 0 where there are none. */
  readonly metricsPort: number;
  /** URL for clients, as seen from this machine. */
  readonly url: string;
  /** Number of open sockets, joined or not. */
  readonly connections: number;
  /** Answers `/healthz` and, with `staticDir`, files. Only needed with the option `server`. */
  readonly handleRequest: RequestHandler;
  /**
   * Sends `going-away` to all clients, closes all sockets with 4000, and stops listening unless the server was attached.
   * Resolves within about two seconds, when everything is closed. A second call returns the same promise.
   */
  close(): Promise<void>;
}

/**
 * Starts a signaling server.
 *
 * @throws TypeError or RangeError for a wrong option; the system's error if it cannot listen.
 */
export async function createSignalingServer(options: SignalingServerOptions = {}): Promise<SignalingServer> {
  const checked = resolveOptions(options);
  const resolved = { ...checked, logger: limitLog(checked.logger) };
  const server = resolved.server ?? createHttpServer(resolved);
  // Before the first `await`: of two servers that start at the same time only one may get the path.
  const route = routeUpgrades(server, resolved.path);
  try {
    return await start(resolved, server, route);
  } catch (error) {
    route.remove();
    throw error;
  }
}

async function start(
  resolved: ResolvedOptions,
  server: AnyServer,
  route: UpgradeRoute,
): Promise<SignalingServer> {
  const {
    logger: log,
    path,
    host,
    maxParticipants,
    graceMs,
    maxRooms,
    maxMembers,
    maxReplayBytes,
  } = resolved;
  const authorizeJoin = await createAuthorization(resolved);
  // A missing package is found before there is anything to close.
  const metrics =
    resolved.metricsPort === undefined
      ? undefined
      : await createMetrics({
          connections: () => clients.size,
          rooms: () => engine.count().rooms,
          members: () => engine.count().members,
          available: () => engine.available,
          bufferedBytes: () => clients.bufferedBytes,
        });
  const engine = await resolved.engine({
    maxParticipants,
    graceMs,
    maxRooms,
    maxMembers,
    maxReplayBytes,
    log,
  });
  const clients = new Clients(resolved.heartbeatMs);
  const addresses = new AddressLimits(resolved);
  const connections = new ConnectionLimit(addresses, resolved.trustProxy, log);
  const metricsServer = metrics && createHttpServer(resolved);
  const udp = new UdpServices(resolved, log);
  const context: ServerContext = {
    options: resolved,
    authorizeJoin,
    engine,
    log,
    meter: metrics,
    udp,
    retryDelay: () => clients.retryDelay(),
  };
  let closing: Promise<void> | undefined;

  const isDraining = (): boolean => closing !== undefined;
  const health = (): Health => (isDraining() ? 'draining' : engine.available ? 'ok' : 'unavailable');
  const handleRequest = createRequestHandler({
    path,
    staticDir: resolved.staticDir,
    log,
    takeSlot: (request) => connections.takeSlot(request),
    health,
  });
  route.handler = createUpgradeHandler({ ...resolved, log, connections, addresses, isDraining, accept });

  function accept(webSocket: WebSocket, handshake: Handshake): void {
    const client = new Client(webSocket, handshake, context, dispatcher);
    clients.add(client, webSocket);
    if (handshake.frame !== undefined) client.handleEarly(handshake.frame);
    if (handshake.isSupported) return;
    client.refuse('unsupported-version', `this server does not speak ${webSocket.protocol}`);
    client.end(CLOSE_CODES.unsupportedVersion, 'unsupported version');
  }

  async function closeEngine(deadline: AbortSignal): Promise<void> {
    try {
      await Promise.race([engine.close(), once(deadline, 'abort')]);
    } catch (error) {
      log('error', 'engine did not close', { error: describeError(error) });
    }
  }

  async function shutDown(): Promise<void> {
    log('info', 'going away', { connections: clients.size });
    const deadline = AbortSignal.timeout(CLOSE_TIMEOUT_MS);
    clients.goAway();
    await closeEngine(deadline);
    await clients.close(deadline);
    stopTimers();
    await udp.close();
    route.remove();
    if (!resolved.server) await stopListening(server, deadline);
    if (metricsServer) await stopListening(metricsServer, deadline);
    log('info', 'stopped');
  }

  function stopTimers(): void {
    clients.stop();
    addresses.stop();
    metrics?.stop();
  }

  if (metricsServer) {
    connections.watch(metricsServer, () => false);
    answerRequests(metricsServer, createMetricsHandler(metrics, log));
  }
  if (!resolved.server) {
    connections.watch(server, (address) => isTrusted(resolved.trustProxy, address, 0));
    answerRequests(server, handleRequest);
  }
  try {
    await udp.open();
    if (metricsServer) await listen(metricsServer, resolved.metricsPort ?? 0, host);
    if (!resolved.server) await listen(server, resolved.port, host);
  } catch (error) {
    metricsServer?.close();
    stopTimers();
    await udp.close();
    await engine.close();
    throw error;
  }
  const servers = [...(resolved.server ? [] : [server]), ...(metricsServer ? [metricsServer] : [])];
  for (const own of servers) {
    own.on('error', (error) => log('error', 'server error', { error: describeError(error) }));
    own.on('drop', () => log('warn', 'too many connections', { port: portOf(own) }));
  }
  if (!resolved.server) log('info', 'listening', { host: host ?? '*', port: portOf(server), path });
  if (metricsServer) log('info', 'metrics', { port: portOf(metricsServer), path: '/metrics' });

  return {
    handleRequest,
    get port() {
      return portOf(server);
    },
    get metricsPort() {
      return metricsServer ? portOf(metricsServer) : 0;
    },
    get url() {
      const scheme = server instanceof HttpsServer ? 'wss' : 'ws';
      return `${scheme}://${reachableName(server)}:${portOf(server)}${path}`;
    },
    get connections() {
      return clients.size;
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}
