import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ScriptNews, ScriptOrder } from './scripted-server.js';

/** The half of a scripted server that accepts connections: what it says and does, the test in the browser decides. */
export class ScriptedServerHost {
  /** Port for the orders of the test. */
  readonly control: number;
  /** Port for the clients under test. */
  readonly port: number;
  readonly #server: Server;
  readonly #http = createHttpServer((_, response) => response.writeHead(426).end());
  readonly #controlServer: WebSocketServer;
  readonly #upgrades = new WebSocketServer({ noServer: true });
  readonly #sockets = new Set<Socket>();
  readonly #clients = new Map<number, WebSocket>();
  #mode: 'answer' | 'refuse' | 'hang' = 'answer';
  #script: WebSocket | undefined;
  #connections = 0;

  private constructor(server: Server, controlServer: WebSocketServer) {
    this.#server = server;
    this.#controlServer = controlServer;
    this.port = (server.address() as AddressInfo).port;
    this.control = (controlServer.address() as AddressInfo).port;
    server.on('connection', (socket) => this.#handleConnection(socket));
    this.#http.on('upgrade', (request, socket, head) => this.#handleUpgrade(request, socket, head));
    controlServer.on('connection', (script) => {
      this.#script = script;
      script.on('message', (data: Buffer) => this.#obey(JSON.parse(data.toString()) as ScriptOrder));
    });
  }

  static async start(): Promise<ScriptedServerHost> {
    const server = createServer().listen(0, 'localhost');
    const controlServer = new WebSocketServer({ port: 0, host: 'localhost' });
    await Promise.all([once(server, 'listening'), once(controlServer, 'listening')]);
    return new ScriptedServerHost(server, controlServer);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    for (const script of this.#controlServer.clients) script.terminate();
    this.#controlServer.close();
    await once(this.#server.close(), 'close');
  }

  #handleConnection(socket: Socket): void {
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    this.#sockets.add(socket);
    if (this.#mode === 'refuse') socket.resetAndDestroy();
    else if (this.#mode === 'answer') this.#http.emit('connection', socket);
  }

  #handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#upgrades.handleUpgrade(request, socket, head, (client) => {
      const connection = (this.#connections += 1);
      this.#clients.set(connection, client);
      this.#tell({ connection, opened: true });
      client.on('message', (data: Buffer) => this.#tell({ connection, frame: data.toString() }));
      client.on('close', (code) => this.#tell({ connection, closed: code }));
      client.on('error', () => {});
    });
  }

  #obey(order: ScriptOrder): void {
    if ('mode' in order) {
      this.#mode = order.mode;
      // Clients that are connected have lost the server, too.
      if (order.mode !== 'answer') for (const socket of this.#sockets) socket.destroy();
      this.#tell({ mode: order.mode });
    } else if ('frame' in order) this.#clients.get(order.connection)?.send(order.frame);
    else this.#clients.get(order.connection)?.close(order.close);
  }

  #tell(news: ScriptNews): void {
    this.#script?.send(JSON.stringify(news));
  }
}
