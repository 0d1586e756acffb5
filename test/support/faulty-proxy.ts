import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { FrameReader, Head, textFrame } from './web-socket-frames.js';

/** Decides what becomes of a text: `deliver` passes it on, never, later, twice, or as another one. */
export type Fault = (text: string, deliver: (text: string) => void) => void;

/** The two halves of one connection through the proxy. */
interface Connection {
  readonly near: Socket;
  readonly far: Socket;
  /** Not for pages. */
  isWebSocket: boolean;
  /** Both sides are still there, and hear nothing of each other. */
  silent: boolean;
}

/** Stands in front of a server, at the level of TCP, and does to its connections what networks do. */
export class FaultyProxy {
  /** As that of the server behind, with a slash at the end. */
  readonly url: string;
  /** Port of the server on this machine, for connections from now on. */
  target: number;
  /** Every text on every WebSocket passes here, in both directions; all else passes as it is. */
  fault: Fault = (text, deliver) => {
    deliver(text);
  };
  /** Nobody gets through to the server any more. Open connections stay open: see `cut`. */
  down = false;
  readonly #server: Server;
  readonly #open = new Set<Connection>();

  private constructor(target: number, server: Server) {
    this.target = target;
    this.#server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
    server.on('connection', (near) => {
      this.#connect(near);
    });
  }

  /** @param target - Port of the server on this machine. */
  static async start(target: number): Promise<FaultyProxy> {
    const server = createServer({ allowHalfOpen: true }).listen(0);
    await once(server, 'listening');
    return new FaultyProxy(target, server);
  }

  /** Resets every connection without a word. */
  cut(): void {
    for (const { near, far } of this.#open) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    this.#open.clear();
  }

  /** Every WebSocket stays open, and nothing passes through it any more: no text, no ping, no end. */
  halfOpen(): void {
    for (const connection of this.#open) connection.silent ||= connection.isWebSocket;
  }

  stop(): void {
    this.cut();
    this.#server.close();
  }

  #connect(near: Socket): void {
    if (this.down) {
      near.resetAndDestroy();
      return;
    }
    const far = connect({ port: this.target, host: 'localhost', allowHalfOpen: true });
    const connection: Connection = { near, far, isWebSocket: false, silent: false };
    this.#open.add(connection);
    this.#pipe(connection, near, far);
    this.#pipe(connection, far, near);
  }

  #pipe(connection: Connection, from: Socket, to: Socket): void {
    const head = new Head();
    const frames = new FrameReader();
    const pass = (bytes: Buffer): void => {
      if (bytes.length > 0 && !connection.silent && to.writable) to.write(bytes);
    };
    from.setNoDelay();
    from.on('data', (bytes) => {
      const { http, webSocket } = head.split(bytes);
      pass(http);
      connection.isWebSocket ||= head.isWebSocket;
      for (const piece of frames.read(webSocket)) {
        if ('bytes' in piece) {
          pass(piece.bytes);
          continue;
        }
        this.fault(piece.text, (text) => {
          pass(textFrame(text, piece.masked));
        });
      }
    });
    from.on('end', () => {
      if (!connection.silent) to.end();
    });
    from.on('error', () => undefined);
    from.on('close', (broken) => {
      if (connection.silent) return;
      this.#open.delete(connection);
      if (broken) to.resetAndDestroy();
      else to.end();
    });
  }
}
