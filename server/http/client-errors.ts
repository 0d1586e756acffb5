import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSED_IN_A_TURN } from '../limits/fixed-limits.js';
import { rawAnswer } from './responses.js';

const LATE = 'ERR_HTTP_REQUEST_TIMEOUT';

/** Statuses for errors of Node's parser; every other error is a 400. */
const STATUS: Readonly<Record<string, number>> = {
  [LATE]: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Answers requests that cannot be parsed, or do not arrive in time, and closes their connections. Node finds all late ones at
 * once, and closing a thousand takes a tenth of a second, in which no other client is served. So they are closed a few in
 * each turn of the event loop.
 */
export function closeClientErrors(server: Server): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  const late: Duplex[] = [];

  const close = (socket: Duplex, code: string): void => {
    const response = responses.get(socket);
    const isAnswering = response?.headersSent === true && !response.writableEnded;
    // A second response would become part of the body of the first.
    if (socket.writable && !isAnswering) socket.write(rawAnswer(STATUS[code] ?? 400));
    // Does not wait for a client that reads nothing.
    socket.destroy();
  };
  const closeSome = (): void => {
    for (const socket of late.splice(0, CLOSED_IN_A_TURN)) close(socket, LATE);
    if (late.length > 0) setImmediate(closeSome);
  };

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    responses.set(request.socket, response);
  });
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, socket) => {
    if (code !== LATE) close(socket, code);
    else if (late.push(socket) === 1) setImmediate(closeSome);
  });
}
