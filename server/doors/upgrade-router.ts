import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyServer } from '../http/http-server.js';
import { pathOf, refuseSocket } from '../http/request-handler.js';
import { UNANSWERED_MS } from '../limits/limits.js';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The upgrades of one path. */
export interface UpgradeRoute {
  /** Until it is set, clients are told to come later (503). */
  handler: UpgradeHandler | undefined;
  /** Gives the path back. */
  remove(): void;
}

const routers = new WeakMap<AnyServer, UpgradeRouter>();

/**
 * Takes a path of an HTTP server. Signaling servers that are attached to the same HTTP server share one listener. With
 * one each, none would answer an unknown path: each would leave it to the others.
 *
 * @param patienceMs - Milliseconds within which other listeners have to answer an unknown path.
 * @throws RangeError if another signaling server has this path.
 */
export function routeUpgrades(server: AnyServer, path: string, patienceMs = UNANSWERED_MS): UpgradeRoute {
  const router = routers.get(server) ?? new UpgradeRouter(server, patienceMs);
  return router.add(path);
}

class UpgradeRouter {
  readonly #server: AnyServer;
  readonly #patienceMs: number;
  readonly #routes = new Map<string, UpgradeRoute>();

  constructor(server: AnyServer, patienceMs: number) {
    this.#server = server;
    this.#patienceMs = patienceMs;
  }

  add(path: string): UpgradeRoute {
    if (this.#routes.has(path)) {
      throw new RangeError(
        `path must be another one: ${path} belongs to a signaling server on the same server`,
      );
    }
    if (this.#routes.size === 0) {
      routers.set(this.#server, this);
      // As the first listener it sees all others; one that was added by `once` is gone when the next is called.
      this.#server.prependListener('upgrade', this.#handleUpgrade);
    }
    const route = { handler: undefined, remove: () => this.#remove(path, route) };
    this.#routes.set(path, route);
    return route;
  }

  #remove(path: string, route: UpgradeRoute): void {
    if (this.#routes.get(path) !== route) return;
    this.#routes.delete(path);
    if (this.#routes.size > 0) return;
    this.#server.off('upgrade', this.#handleUpgrade);
    routers.delete(this.#server);
  }

  #handleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    // It has had its answer: the connection was refused, or another listener was first.
    if (!socket.writable) return;
    const route = this.#routes.get(pathOf(request));
    if (route?.handler) route.handler(request, socket, head);
    else if (route) refuseSocket(socket, 503);
    else if (this.#server.listenerCount('upgrade') > 1) this.#leaveToOthers(request, socket);
    else refuseSocket(socket, 404);
  };

  /** From here on Node has no timeout for the socket, and listens for none of its errors. */
  #leaveToOthers({ socket: connection }: IncomingMessage, socket: Duplex): void {
    // A client that goes away would end the process.
    socket.on('error', () => {});
    const { bytesWritten } = connection;
    const timer = setTimeout(() => {
      if (socket.writable && connection.bytesWritten === bytesWritten) refuseSocket(socket, 404);
    }, this.#patienceMs).unref();
    socket.once('close', () => clearTimeout(timer));
  }
}
