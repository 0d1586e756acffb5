import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server as HttpServer } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../src/protocol/index.js';
import { Connection } from './connection.js';
import type { ServerContext } from './connection.js';
import { createDoorkeeper } from './doorkeeper.js';
import { Heartbeat } from './heartbeat.js';
import { createRequestHandler } from './http.js';
import type { RequestHandler } from './http.js';
import { CLOSE_TIMEOUT_MS, REQUEST_CHECK_MS } from './limits.js';
import { describeError } from './log.js';
import { resolveOptions } from './options.js';
import type { ResolvedOptions, SignalingServerOptions } from './options.js';
import { createUpgradeHandler } from './upgrade.js';
import type { Newcomer } from './upgrade.js';
import { Visitors } from './visitors.js';

/** A signaling server that is up. */
export interface SignalingServer {
  /** The port it listens on; 0 while an attached server does not listen. */
  readonly port: number;
  /** Where clients connect to, as seen from this machine. */
  readonly url: string;
  /** Number of open sockets, joined or not. */
  readonly connections: number;
  /** Answers `/healthz` and, with `staticDir`, files. For a server that was attached; ours does it by itself. */
  readonly handleRequest: RequestHandler;
  /**
   * Tells everybody `going-away`, closes all sockets with 4000, and stops listening unless the server was
   * attached. Resolves within about two seconds, when nothing is left. Calling it again waits for the same end.
   */
  close(): Promise<void>;
}

/**
 * Starts a signaling server.
 *
 * @throws TypeError or RangeError for a wrong option; the system's error if it cannot listen.
 */
export async function createSignalingServer(options: SignalingServerOptions = {}): Promise<SignalingServer> {
  const resolved = resolveOptions(options);
  const { logger: log, path, host, maxParticipants, graceMs, maxRooms, maxMembers } = resolved;
  const doorkeeper = await createDoorkeeper(resolved);
  const engine = await resolved.engine({ maxParticipants, graceMs, maxRooms, maxMembers });
  const context: ServerContext = { options: resolved, doorkeeper, engine, log };
  const heartbeat = new Heartbeat<Connection>(resolved.heartbeatMs);
  const visitors = new Visitors(resolved);
  let closing: Promise<void> | undefined;
  let handleEmpty: (() => void) | undefined;

  const isDraining = (): boolean => closing !== undefined;
  const handleRequest = createRequestHandler({ path, staticDir: resolved.staticDir, log, isDraining });
  const server: AnyServer = resolved.server ?? createOwnServer(resolved, handleRequest);
  const handleUpgrade = createUpgradeHandler({
    ...resolved,
    log,
    visitors,
    isDraining,
    isShared: () => resolved.server !== undefined && server.listenerCount('upgrade') > 1,
    accept,
  });

  function accept(socket: WebSocket, { request, visitor, spoken }: Newcomer): void {
    const connection = new Connection(socket, context, visitor, request);
    heartbeat.add(connection);
    socket.on('close', () => {
      heartbeat.delete(connection);
      void connection.handleClose();
      if (heartbeat.size === 0) handleEmpty?.();
    });
    if (spoken) return;
    connection.refuse('unsupported-version', `this server does not speak ${socket.protocol}`);
    connection.end(CLOSE_CODES.unsupportedVersion, 'unsupported version');
  }

  function allClosed(deadline: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      handleEmpty = resolve;
      deadline.addEventListener('abort', () => resolve());
      if (heartbeat.size === 0 || deadline.aborted) resolve();
    });
  }

  async function shutDown(): Promise<void> {
    log('info', 'going away', { connections: heartbeat.size });
    const deadline = AbortSignal.timeout(CLOSE_TIMEOUT_MS);
    for (const connection of heartbeat) connection.goAway(retryDelay(heartbeat.size));
    try {
      await engine.close();
    } catch (error) {
      log('error', 'engine did not close', { error: describeError(error) });
    }
    await allClosed(deadline);
    for (const connection of heartbeat) connection.terminate();
    heartbeat.stop();
    visitors.stop();
    server.off('upgrade', handleUpgrade);
    if (!resolved.server) await stopListening(server, deadline);
    log('info', 'stopped');
  }

  server.on('upgrade', handleUpgrade);
  if (!resolved.server) {
    try {
      server.listen(resolved.port, host);
      await once(server, 'listening');
    } catch (error) {
      heartbeat.stop();
      visitors.stop();
      await engine.close();
      throw error;
    }
    server.on('error', (error) => log('error', 'server error', { error: describeError(error) }));
    log('info', 'listening', { host: host ?? '*', port: portOf(server), path });
  }

  return {
    handleRequest,
    get port() {
      return portOf(server);
    },
    get url() {
      const scheme = server instanceof HttpsServer ? 'wss' : 'ws';
      return `${scheme}://${reachableName(server)}:${portOf(server)}${path}`;
    },
    get connections() {
      return heartbeat.size;
    },
    close() {
      closing ??= shutDown();
      return closing;
    },
  };
}

type AnyServer = HttpServer | HttpsServer;

/** An HTTP server that waits for nobody for long. */
function createOwnServer(options: ResolvedOptions, handleRequest: RequestHandler): HttpServer {
  const { headersTimeoutMs, requestTimeoutMs, maxHeaderBytes } = options;
  const shortest = Math.min(headersTimeoutMs, requestTimeoutMs);
  const server = createServer(
    {
      headersTimeout: shortest,
      requestTimeout: requestTimeoutMs,
      maxHeaderSize: maxHeaderBytes,
      connectionsCheckingInterval: Math.min(REQUEST_CHECK_MS, shortest),
    },
    handleRequest,
  );
  // For responses that nobody reads; `ws` lifts it from the sockets that it takes over.
  server.timeout = requestTimeoutMs;
  return server;
}

/** Milliseconds: soon, but not all in the same moment. */
const retryDelay = (clients: number): number =>
  Math.round(250 + Math.random() * Math.min(10_000, clients * 10));

function portOf(server: AnyServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A name for a browser on this machine. */
function reachableName(server: AnyServer): string {
  const address = server.address();
  const host = typeof address === 'object' && address !== null ? address.address : '';
  if (host === '' || host === '::' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

async function stopListening(server: AnyServer, deadline: AbortSignal): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const hurry = (): void => server.closeAllConnections();
  if (deadline.aborted) hurry();
  else deadline.addEventListener('abort', hurry);
  await closed;
}
