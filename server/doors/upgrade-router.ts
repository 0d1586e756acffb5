import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AnyServer } from '../http/http-server.js';
import { pathOf, refuseSocket } from '../http/responses.js';
import { UNANSWERED_MS } from '../limits/fixed-limits.js';

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** The upgrade requests of one path. */
export interface UpgradeRoute {
  /** Until it is set, requests are answered with 503. */
  handler: UpgradeHandler | undefined;
  /** Frees the path. */
  remove(): void;
}

const routers = new WeakMap<AnyServer, UpgradeRouter>();

/**
 * Reserves a path of an HTTP server. Signaling servers attached to the same HTTP server share one listener: with one each,
 * an unknown path would get no answer, since each would leave it to the others.
 *
 * @param unansweredMs - Milliseconds within which other listeners have to answer an unknown path.
 * @throws RangeError if another signaling server has this path.
 */
export function routeUpgrades(server: AnyServer, path: string, unansweredMs = UNANSWERED_MS): UpgradeRoute {
  const router = routers.get(server) ?? new UpgradeRouter(server, unansweredMs);
  return router.add(path);
}

class UpgradeRouter {
  readonly #server: AnyServer;
  readonly #unansweredMs: number;
  readonly #routes = new Map<string, UpgradeRoute>();

  constructor(server: AnyServer, unansweredMs: number) {
    this.#server = server;
    this.#unansweredMs = unansweredMs;
  }

  add(path: string): UpgradeRoute {
    if (this.#routes.has(path)) {
      throw new RangeError(
        `path must be another one: ${path} belongs to a signaling server on the same server`,
      );
    }
    if (this.#routes.size === 0) {
      routers.set(this.#server, this);
      // It must come first to count the other listeners: one added by `once` is gone once it has been called.
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
    // It is answered: the connection was refused, or another listener was first.
    if (!socket.writable) return;
    const route = this.#routes.get(pathOf(request));
    if (route?.handler) route.handler(request, socket, head);
    else if (route) refuseSocket(socket, 503);
    else if (this.#server.listenerCount('upgrade') > 1) this.#leaveToOthers(request, socket);
    else refuseSocket(socket, 404);
  };

  /** Answers with 404 where no other listener does in time: Node has no timeout for the socket of an upgrade. */
  #leaveToOthers({ socket: connection }: IncomingMessage, socket: Duplex): void {
    // Without a listener, an error of the socket would end the process.
    socket.on('error', () => {});
    const { bytesWritten } = connection;
    const timer = setTimeout(() => {
      if (socket.writable && connection.bytesWritten === bytesWritten) refuseSocket(socket, 404);
    }, this.#unansweredMs).unref();
    socket.once('close', () => clearTimeout(timer));
  }
}
