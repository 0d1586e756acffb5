import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { CLOSED_IN_A_TURN } from '../limits/limits.js';
import { rawAnswer } from './responses.js';

const LATE = 'ERR_HTTP_REQUEST_TIMEOUT';

/** Statuses for what Node's parser finds; anything else is a bad request. */
const STATUS: Readonly<Record<string, number>> = {
  [LATE]: 408,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  HPE_HEADER_OVERFLOW: 431,
};

/**
 * Answers requests that cannot be read, or do not come in time, and closes their connections. Node finds all that are late
 * in one go. To close a thousand of them takes a tenth of a second, in which nobody else would be served; so they are
 * closed a few at a time, and everybody else has a turn in between.
 */
export function closeClientErrors(server: Server): void {
  const responses = new WeakMap<Duplex, ServerResponse>();
  const late: Duplex[] = [];

  const close = (socket: Duplex, code: string): void => {
    const response = responses.get(socket);
    const isAnswering = response?.headersSent === true && !response.writableEnded;
    // Another answer would become a part of the one that is on its way.
    if (socket.writable && !isAnswering) socket.write(rawAnswer(STATUS[code] ?? 400));
    // A client that reads nothing is not waited for.
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
