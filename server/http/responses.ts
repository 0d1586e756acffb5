import { STATUS_CODES } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** The path of a request as the client wrote it, without the query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

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

/** The same where there is only a socket; closes it. */
export function answerSocket(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(rawAnswer(status));
}

/** A whole response as text, with a status and its name, after which the connection is closed. */
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
