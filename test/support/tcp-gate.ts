import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands before a server on this machine, and may be shut: then nobody is let in, and who is in is cut off. */
export class TcpGate {
  readonly port: number;
  /** Port to which those are let through who come from now on. */
  target: number;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #open = true;

  private constructor(target: number, server: Server) {
    this.port = (server.address() as AddressInfo).port;
    this.target = target;
    this.#server = server;
    server.on('connection', (near) => {
      if (!this.#open) {
        near.destroy();
        return;
      }
      const far = connect(this.target, '127.0.0.1');
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.#sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
  }

  static async start(target: number): Promise<TcpGate> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpGate(target, server);
  }

  shut(): void {
    this.#open = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  open(): void {
    this.#open = true;
  }

  stop(): void {
    this.shut();
    this.#server.close();
  }
}
