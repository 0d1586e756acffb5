import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/** What becomes of a message on its way: `deliver` passes it on, never, later, twice, or as another one. */
export type Fault = (frame: string, deliver: (frame: string) => void) => void;

/** Stands in front of a server and does to its connections what networks do. */
export class FaultyProxy {
  /** As that of the server behind, with a slash at the end. */
  readonly url: string;
  fault: Fault = (frame, deliver) => {
    deliver(frame);
  };
  /** Nobody gets through to the server. */
  down = false;
  readonly #target: number;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true });
  /** Both halves of what is open. */
  #open: WebSocket[] = [];

  private constructor(target: number, server: Server) {
    this.#target = target;
    this.#server = server;
    this.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
    server.on('request', (incoming, answer) => {
      this.#passOn(incoming, answer);
    });
    server.on('upgrade', (incoming, socket, head) => {
      this.#connect(incoming, socket, head);
    });
  }

  /** @param target - Port of the server on this machine. */
  static async start(target: number): Promise<FaultyProxy> {
    const server = createServer().listen(0);
    await once(server, 'listening');
    return new FaultyProxy(target, server);
  }

  /** Ends every connection without a word. */
  cut(): void {
    for (const socket of this.#open.splice(0)) socket.terminate();
  }

  /** Whatever is open now stays open, and nothing passes through it any more. */
  halfOpen(): void {
    for (const socket of this.#open.splice(0)) socket.removeAllListeners('message');
  }

  stop(): void {
    this.cut();
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #passOn({ url = '/', method, headers }: IncomingMessage, answer: ServerResponse): void {
    const asked = request({ port: this.#target, host: 'localhost', path: url, method, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    asked.on('error', () => answer.destroy());
    asked.end();
  }

  #connect(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.down) {
      socket.destroy();
      return;
    }
    this.#sockets.handleUpgrade(incoming, socket, head, (near) => {
      const { host = '', origin = '' } = incoming.headers;
      const far = new WebSocket(`ws://localhost:${this.#target}${incoming.url ?? ''}`, near.protocol, {
        headers: { host, origin },
      });
      this.#open.push(near, far);
      const early: string[] = [];
      far.on('open', () => {
        for (const frame of early) far.send(frame);
      });
      this.#pipe(near, far, early);
      this.#pipe(far, near, []);
    });
  }

  #pipe(from: WebSocket, to: WebSocket, early: string[]): void {
    from.on('message', (data: Buffer) => {
      this.fault(data.toString(), (frame) => {
        if (to.readyState === WebSocket.CONNECTING) early.push(frame);
        else if (to.readyState === WebSocket.OPEN) to.send(frame);
      });
    });
    from.on('close', (code) => {
      if (code >= 4000) to.close(code);
      else to.terminate();
    });
    from.on('error', () => undefined);
  }
}
