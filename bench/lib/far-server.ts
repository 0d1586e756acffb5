import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { DelayLine } from '../../test/support/delay-line.js';

/** Stands before a server on this machine as if that were far away: every byte takes `ms` each way. */
export class FarServer {
  readonly port: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(target: number, ms: number, server: Server) {
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    server.on('connection', (near) => {
      const far = connect(target, 'localhost');
      // The handshake of TCP is over before a relay hears of it. Over a distance it takes one round trip more.
      this.#pipe(near, far, new DelayLine(ms), performance.now() + 3 * ms);
      this.#pipe(far, near, new DelayLine(ms));
    });
  }

  static async open(target: number, ms: number): Promise<FarServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FarServer(target, ms, server);
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pipe(from: Socket, to: Socket, line: DelayLine, earliest = 0): void {
    this.#sockets.add(from);
    from.setNoDelay();
    from.on('data', (bytes) => line.add(() => to.write(bytes), earliest));
    from.on('end', () => line.add(() => to.end(), earliest));
    from.on('error', () => to.destroy());
    from.on('close', () => this.#sockets.delete(from));
  }
}
