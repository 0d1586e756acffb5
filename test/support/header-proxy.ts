import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/**
 * Stands before a server on this machine: it puts headers of an operator's own on all answers, and where wanted a script
 * into each page.
 */
export class HeaderProxy {
  /** With a slash at the end. */
  readonly url: string;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  }

  /** @param script - Runs in each page before the modules of the page, which wait for the end of the document. */
  static async start(
    target: number,
    headers: Readonly<Record<string, string>>,
    script?: string,
  ): Promise<HeaderProxy> {
    const server = createServer((incoming, outgoing) => {
      const { method, url, headers: asked } = incoming;
      request({ port: target, method, path: url, headers: asked }, (answer) => {
        const { 'content-length': length, ...others } = { ...answer.headers, ...headers };
        const last =
          script !== undefined && others['content-type']?.includes('html')
            ? `<script>${script}</script>`
            : '';
        outgoing.writeHead(answer.statusCode ?? 502, {
          ...others,
          ...(length !== undefined && { 'content-length': Number(length) + Buffer.byteLength(last) }),
        });
        answer.pipe(outgoing, { end: false });
        answer.on('end', () => outgoing.end(last));
      })
        .on('error', () => outgoing.destroy())
        .end();
    });
    server.on('upgrade', (incoming: IncomingMessage, near: Socket, head: Buffer) => {
      const far = connect(target, 'localhost', () => {
        const lines = incoming.rawHeaders.flatMap((name, i, all) =>
          i % 2 ? [] : [`${name}: ${all[i + 1]}`],
        );
        far.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        far.write(head);
        far.pipe(near).pipe(far);
      });
      for (const socket of [near, far]) socket.on('error', () => [near, far].forEach((one) => one.destroy()));
    });
    server.listen(0);
    await once(server, 'listening');
    return new HeaderProxy(server);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
