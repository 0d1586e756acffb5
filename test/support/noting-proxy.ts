import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

/** An HTTP proxy for a browser: it notes what is asked of this machine, and refuses all else. */
export class NotingProxy {
  /** Paths that were asked for on this machine. */
  readonly paths: string[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((incoming, outgoing) => {
      const { hostname, port, pathname, search } = new URL(incoming.url ?? '');
      if (hostname !== 'localhost') {
        outgoing.writeHead(403).end();
        return;
      }
      this.paths.push(pathname);
      const { method, headers } = incoming;
      const passing = request({ port, method, path: pathname + search, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      });
      passing.on('error', () => outgoing.destroy());
      incoming.pipe(passing);
    });
    // WebSockets.
    this.#server.on('connect', ({ url = '' }, near) => {
      const [host = '', port] = url.split(':');
      near.on('error', () => near.destroy());
      if (host !== 'localhost') {
        near.destroy();
        return;
      }
      const far = connect(Number(port), host, () => {
        near.write('HTTP/1.1 200 OK\r\n\r\n');
        near.pipe(far).pipe(near);
      });
      far.on('error', () => near.destroy());
    });
  }

  static async start(): Promise<NotingProxy> {
    const proxy = new NotingProxy();
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  /** Flags for a Chromium that goes through it with everything. */
  get flags(): string[] {
    const { port } = this.#server.address() as AddressInfo;
    return [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
