import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Slot } from '../limits/address-limits.js';
import { MAX_PIPELINED } from '../limits/fixed-limits.js';
import { describeError } from '../log/log.js';
import type { Logger } from '../log/log.js';
import { pathOf, sendStatus } from './responses.js';
import { createStaticHandler } from './static.js';

export interface RequestHandlerOptions {
  /** Path of the WebSocket. */
  readonly path: string;
  readonly staticDir: string | undefined;
  readonly log: Logger;
  /** Counts a request for its client; undefined where its client has too many. */
  takeSlot(request: IncomingMessage): Slot | undefined;
  health(): Health;
}

/** `draining`: the server is stopping. `unavailable`: the engine cannot be reached, so nobody can join. */
export type Health = 'ok' | 'draining' | 'unavailable';

/** Requests of one connection that are not answered. */
interface Queue {
  length: number;
  /** The answer to the newest one. */
  last: Promise<unknown> | undefined;
}

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Clients ask by HEAD whether the server is back. An error status would appear in the console of the page. All clients
 * ask at the same time: kept open, their connections would be twice as many.
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
    const slot = options.takeSlot(request);
    if (!slot) {
      sendStatus(response, 429);
      return;
    }
    try {
      await serve(request, response);
    } finally {
      slot.release();
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

  /** Pipelined requests of one connection are answered one after another: each may open a file. */
  const queues = new WeakMap<object, Queue>();

  return (request, response) => {
    const { socket } = request;
    const queue = queues.get(socket) ?? { length: 0, last: undefined };
    queues.set(socket, queue);
    if (queue.length >= MAX_PIPELINED) socket.destroy();
    if (socket.destroyed) return;
    const task = queue.last
      ? queue.last.then(() => (socket.destroyed ? undefined : answer(request, response)))
      : answer(request, response);
    queue.length += 1;
    queue.last = task
      .catch((error: unknown) => {
        log('error', 'request failed', { error: describeError(error) });
        if (response.headersSent) response.destroy();
        else sendStatus(response, 500);
      })
      .finally(() => (queue.length -= 1));
  };
}

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
