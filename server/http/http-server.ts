import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { REQUEST_CHECK_MS } from '../limits/fixed-limits.js';
import { closeClientErrors } from './client-errors.js';
import type { RequestHandler } from './request-handler.js';

export type AnyServer = Server | HttpsServer;

export interface HttpServerOptions {
  readonly maxConnections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly maxHeaderBytes: number;
}

/** Creates an HTTP server with limits on how long it waits for clients. */
export function createHttpServer(options: HttpServerOptions): Server {
  const { maxConnections, headersTimeoutMs, requestTimeoutMs, maxHeaderBytes } = options;
  const shortest = Math.min(headersTimeoutMs, requestTimeoutMs);
  const server = createServer({
    headersTimeout: shortest,
    requestTimeout: requestTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    connectionsCheckingInterval: Math.min(REQUEST_CHECK_MS, shortest),
  });
  server.maxConnections = maxConnections;
  // Ends responses that the client does not read. `ws` removes it from sockets that become WebSockets.
  server.timeout = requestTimeoutMs;
  closeClientErrors(server);
  return server;
}

/** Answers requests, except on refused connections, which have been answered. */
export function answerRequests(server: Server, handleRequest: RequestHandler): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.socket.writable) handleRequest(request, response);
  });
}

/** Resolves when the server listens; rejects with the system's error if it cannot. */
export async function listen(server: AnyServer, port: number, host: string | undefined): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/** Accepts no new connections, and closes those that are still open at the deadline. */
export async function stopListening(server: AnyServer, deadline: AbortSignal): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const closeAll = (): void => server.closeAllConnections();
  if (deadline.aborted) closeAll();
  else deadline.addEventListener('abort', closeAll);
  await closed;
}

/** The port that the server listens on; 0 while it does not. */
export function portOf(server: AnyServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The host of a URL by which a browser on this machine reaches the server. */
export function reachableName(server: AnyServer): string {
  const address = server.address();
  const host = typeof address === 'object' && address !== null ? address.address : '';
  if (host === '' || host === '::' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
