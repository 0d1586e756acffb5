import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { describeError } from '../log/log.js';
import type { Logger } from '../log/log.js';
import { createStaticHandler } from './static.js';
import type { Place } from '../limits/address-limits.js';

export interface RequestHandlerOptions {
  /** Path of the WebSocket. */
  readonly path: string;
  readonly staticDir: string | undefined;
  readonly log: Logger;
  /** Counts a request for its client; undefined where there are too many of this client. */
  admit(request: IncomingMessage): Place | undefined;
  /** What keeps people from joining. */
  health(): Health;
}

/** `draining`: the server is being stopped. `unavailable`: what keeps the rooms cannot be reached. */
export type Health = 'ok' | 'draining' | 'unavailable';

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Clients ask by HEAD whether the server is back. An error would stand in the console of the page; and all ask at once:
 * kept open, that would be as many connections again.
 */
const sendPresence = (response: ServerResponse): void => {
  response.writeHead(204, { Connection: 'close' }).end();
};

/** Answers plain HTTP requests: `/healthz`, and files where a directory is set. */
export function createRequestHandler(options: RequestHandlerOptions): RequestHandler {
  const { path, log } = options;
  const serveFile = options.staticDir === undefined ? undefined : createStaticHandler(options.staticDir);

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    const place = options.admit(request);
    if (!place) {
      sendStatus(response, 429);
      return;
    }
    try {
      await serve(request, response);
    } finally {
      place.leave();
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pathname = pathOf(request);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      sendStatus(response, 405, { Allow: 'GET, HEAD' });
    else if (pathname === '/healthz') sendHealth(response, options.health());
    else if (pathname === path && request.method === 'HEAD') sendPresence(response);
    else if (pathname === path) sendStatus(response, 426, { Upgrade: 'websocket' });
    else if (!serveFile || !(await serveFile(request, response))) sendStatus(response, 404);
  };

  /** Of requests that come together (pipelined) only the first is worked on: each may open a file. */
  const busy = new WeakMap<object, Promise<void>>();

  return (request, response) => {
    const { socket } = request;
    const before = busy.get(socket);
    const task = before
      ? before.then(() => (socket.destroyed ? undefined : answer(request, response)))
      : answer(request, response);
    const done = task.catch((error: unknown) => {
      log('error', 'request failed', { error: describeError(error) });
      if (response.headersSent) response.destroy();
      else sendStatus(response, 500);
    });
    busy.set(socket, done);
  };
}

/** The path of a request as the client wrote it, without the query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

function sendHealth(response: ServerResponse, status: Health): void {
  const body = JSON.stringify({ status });
  response
    .writeHead(status === 'ok' ? 200 : 503, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
    })
    .end(body);
}

/** Answers with a status and its name. */
export function sendStatus(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  const body = `${status} ${STATUS_CODES[status] ?? ''}\n`;
  response
    .writeHead(status, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      ...headers,
    })
    .end(body);
}

/** Answers with a status and its name where there is no response to do it with, and says no more. */
export function answerSocket(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(rawAnswer(status));
}

/** A whole answer, with a status and its name, after which nothing more is said. */
export function rawAnswer(status: number): string {
  const reason = STATUS_CODES[status] ?? '';
  const body = `${status} ${reason}\n`;
  return (
    `HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
    `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
}

/** Answers an upgrade with a status, and closes the socket. */
export function refuseSocket(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy());
  answerSocket(socket, status);
}
