import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { clientAddress } from '../doors/client-address.js';
import type { ProxyTrust } from '../doors/proxy-trust.js';
import { answerSocket } from '../http/responses.js';
import type { Logger } from '../log/log.js';
import type { AddressLimits, Slot } from './address-limits.js';
import { CLOSE_TIMEOUT_MS, MAX_REFUSED_CONNECTIONS } from './fixed-limits.js';

/** Slot of a request whose connection has one. */
const NO_SLOT: Slot = { release: () => {} };

/**
 * Counts connections of plain HTTP by address. A connection of our own servers has a slot from its start. Those of
 * proxies, and of servers that belong to the page's program, bring requests of many clients: there each request has a
 * slot until it is answered.
 */
export class ConnectionLimit {
  readonly #limits: AddressLimits;
  readonly #trust: ProxyTrust;
  readonly #log: Logger;
  /** Releases the slot of each connection that has one. */
  readonly #releases = new WeakMap<Duplex, () => void>();
  /** Number of refused connections that are not closed yet. */
  #refusedConnections = 0;

  constructor(limits: AddressLimits, trust: ProxyTrust, log: Logger) {
    this.#limits = limits;
    this.#trust = trust;
    this.#log = log;
  }

  /** Counts the connections of a server, except those from addresses that are many clients. */
  watch(server: Server, isProxy: (address: string) => boolean): void {
    server.on('connection', (socket: Socket) => {
      const { remoteAddress = '' } = socket;
      if (isProxy(remoteAddress)) return;
      const slot = this.#take(remoteAddress);
      if (slot) this.#hold(socket, slot);
      else this.#refuse(socket);
    });
  }

  /** Gives a request its slot; undefined where its client has too many. */
  takeSlot(request: IncomingMessage): Slot | undefined {
    return this.#releases.has(request.socket) ? NO_SLOT : this.#take(clientAddress(request, this.#trust));
  }

  /** Releases the slot of a connection that becomes a WebSocket: that takes one of its own. */
  release(socket: Duplex): void {
    this.#releases.get(socket)?.();
  }

  #take(address: string): Slot | undefined {
    const slot = this.#limits.takeSlot(address);
    if (!('refused' in slot)) return slot;
    if (slot.isNews) this.#log('warn', slot.refused, { address });
    return undefined;
  }

  #hold(socket: Socket, slot: Slot): void {
    const release = (): void => {
      socket.off('close', release);
      this.#releases.delete(socket);
      slot.release();
    };
    this.#releases.set(socket, release);
    socket.once('close', release);
  }

  /**
   * Answers before anything is read, and lets the client close. Closed by the server while a request is on its way, the
   * connection would be reset, and the client might not see the answer.
   */
  #refuse(socket: Socket): void {
    // A client may leave such a connection open, and each takes memory until it is closed.
    if (this.#refusedConnections >= MAX_REFUSED_CONNECTIONS) {
      socket.destroy();
      return;
    }
    this.#refusedConnections += 1;
    const timer = setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS).unref();
    socket.once('close', () => {
      clearTimeout(timer);
      this.#refusedConnections -= 1;
    });
    answerSocket(socket, 429);
  }
}
