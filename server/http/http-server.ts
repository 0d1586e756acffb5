import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { REQUEST_CHECK_MS } from '../limits/limits.js';
import { closeClientErrors } from './client-errors.js';
import type { RequestHandler } from './request-handler.js';

export type AnyServer = Server | HttpsServer;

export interface HttpServerOptions {
  readonly maxConnections: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly maxHeaderBytes: number;
}

/** An HTTP server that waits for nobody for long. */
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
  // For responses that nobody reads; `ws` lifts it from the sockets that it takes over.
  server.timeout = requestTimeoutMs;
  closeClientErrors(server);
  return server;
}

/** Has requests answered, except on connections that were refused, and so have had their answer. */
export function answerRequests(server: Server, handleRequest: RequestHandler): void {
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.socket.writable) handleRequest(request, response);
  });
}

/** Resolves when it listens, and throws what the system says where it cannot. */
export async function listen(server: AnyServer, port: number, host: string | undefined): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}

/** Takes nobody new, and waits for those who are there until the deadline. */
export async function stopListening(server: AnyServer, deadline: AbortSignal): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const hurry = (): void => server.closeAllConnections();
  if (deadline.aborted) hurry();
  else deadline.addEventListener('abort', hurry);
  await closed;
}

/** The port it listens on; 0 while it does not. */
export function portOf(server: AnyServer): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A name for a browser on this machine. */
export function reachableName(server: AnyServer): string {
  const address = server.address();
  const host = typeof address === 'object' && address !== null ? address.address : '';
  if (host === '' || host === '::' || host === '0.0.0.0') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
