import { once } from 'node:events';
import { connect } from 'node:net';

export interface RawResponse {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends a request exactly as it is written: `fetch` would tidy up the path. */
export async function rawRequest(port: number, head: string): Promise<RawResponse> {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    // A WebSocket would stay open.
    if (chunk.toString('latin1').startsWith('HTTP/1.1 101')) socket.destroy();
  });
  socket.write(`${head}\r\n\r\n`);
  await once(socket, 'close');
  const text = Buffer.concat(chunks).toString('latin1');
  const [top = '', ...body] = text.split('\r\n\r\n');
  const [line = '', ...lines] = top.split('\r\n');
  const headers = lines.map((header): [string, string] => {
    const colon = header.indexOf(':');
    return [header.slice(0, colon).toLowerCase(), header.slice(colon + 1).trim()];
  });
  return { status: Number(line.split(' ')[1]), headers: new Map(headers), body: body.join('\r\n\r\n') };
}

/** GET of a path that is sent as it is. */
export const rawGet = (port: number, path: string, ...headers: string[]): Promise<RawResponse> =>
  rawRequest(port, [`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...headers].join('\r\n'));

/** The request that opens a WebSocket, without the empty line at its end. */
export const upgradeHead = (port: number, path: string, ...headers: string[]): string =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  ].join('\r\n');

/** Asks for a WebSocket, and closes it at once. */
export const rawUpgrade = (port: number, path: string, ...headers: string[]): Promise<RawResponse> =>
  rawRequest(port, upgradeHead(port, path, ...headers));
