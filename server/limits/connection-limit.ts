import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { clientAddress } from '../doors/client-address.js';
import { answerSocket } from '../http/request-handler.js';
import { CLOSE_TIMEOUT_MS, MAX_REFUSED_CONNECTIONS } from './limits.js';
import type { Logger } from '../log/log.js';
import type { ProxyTrust } from '../doors/proxy-trust.js';
import type { Place, Visitors } from './address-limits.js';

/** Place of a request on a connection that is counted itself. */
const NO_PLACE: Place = { leave: () => {} };

/**
 * Counts connections of plain HTTP by address. A connection of our own servers has its place from the start. Those of
 * proxies, and of servers that belong to somebody else, bring requests of many clients: there each request has a place
 * while it is being answered.
 */
export class ConnectionLimit {
  readonly #visitors: Visitors;
  readonly #trust: ProxyTrust;
  readonly #log: Logger;
  /** For each connection that is counted, what ends that. */
  readonly #counted = new WeakMap<Duplex, () => void>();
  /** Connections that were refused and are not closed yet. */
  #refused = 0;

  constructor(visitors: Visitors, trust: ProxyTrust, log: Logger) {
    this.#visitors = visitors;
    this.#trust = trust;
    this.#log = log;
  }

  /** Counts the connections of a server, except those from addresses that are many clients. */
  watch(server: Server, isProxy: (address: string) => boolean): void {
    server.on('connection', (socket: Socket) => {
      const { remoteAddress = '' } = socket;
      if (isProxy(remoteAddress)) return;
      const place = this.#take(remoteAddress);
      if (place) this.#count(socket, place);
      else this.#refuse(socket);
    });
  }

  /** Gives a request its place; undefined where its client has too many. */
  admit(request: IncomingMessage): Place | undefined {
    return this.#counted.has(request.socket) ? NO_PLACE : this.#take(clientAddress(request, this.#trust));
  }

  /** Stops counting a connection, since it becomes a WebSocket, which has a place of its own. */
  release(socket: Duplex): void {
    this.#counted.get(socket)?.();
  }

  #take(address: string): Place | undefined {
    const place = this.#visitors.connect(address);
    if (!('refused' in place)) return place;
    if (place.isNews) this.#log('warn', place.refused, { address });
    return undefined;
  }

  #count(socket: Socket, place: Place): void {
    const end = (): void => {
      socket.off('close', end);
      this.#counted.delete(socket);
      place.leave();
    };
    this.#counted.set(socket, end);
    socket.once('close', end);
  }

  /**
   * Answers before anything was asked, and lets the client close. Closed by us while a request is on its way, the
   * connection would be reset, and the client might not see the answer.
   */
  #refuse(socket: Socket): void {
    // Until it is closed such a connection takes room, too, and the client need not close it.
    if (this.#refused >= MAX_REFUSED_CONNECTIONS) {
      socket.destroy();
      return;
    }
    this.#refused += 1;
    const timer = setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#refused -= 1;
    });
    answerSocket(socket, 429);
  }
}
