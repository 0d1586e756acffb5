import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { canonical } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';

/** An address as clients reach it, and as this machine has it: behind a 1:1 NAT these differ. */
export interface ServedAddress {
  readonly public: string;
  readonly bind: string;
}

/** One socket of a grid: the first digit is its address, the second its port. */
export type SocketName = '11' | '12' | '21' | '22';

/** Takes one datagram. It must not throw. */
export type DatagramHandler = (name: SocketName, datagram: Buffer, source: Endpoint) => void;

/**
 * UDP sockets on each of one or two addresses with each of two ports, which is what it takes to find out how a NAT maps
 * and filters (RFC 5780 §4).
 */
export class SocketGrid {
  /** Called for each datagram that comes in. */
  onDatagram: DatagramHandler = () => {};
  readonly #sockets = new Map<SocketName, Socket>();
  readonly #endpoints = new Map<SocketName, Endpoint>();

  /**
   * Opens all sockets.
   *
   * @param ports - 0 for a free one, which is the same on both addresses.
   * @throws The system's error where one cannot be opened; none stays open then.
   */
  static async open(
    addresses: readonly ServedAddress[],
    ports: readonly [number, number],
  ): Promise<SocketGrid> {
    const grid = new SocketGrid();
    try {
      for (const [row, address] of addresses.entries()) {
        for (const [column, port] of ports.entries()) {
          const first = grid.#endpoints.get(`1${column + 1}` as SocketName)?.port;
          await grid.#open(`${row + 1}${column + 1}` as SocketName, address, first ?? port);
        }
      }
    } catch (error) {
      await grid.close();
      throw error;
    }
    return grid;
  }

  get names(): readonly SocketName[] {
    return [...this.#endpoints.keys()];
  }

  /** With how many addresses it serves. */
  get addresses(): 1 | 2 {
    return this.#endpoints.has('21') ? 2 : 1;
  }

  /** Where clients reach this socket; `undefined` where there is only one address. */
  endpoint(name: SocketName): Endpoint | undefined {
    return this.#endpoints.get(name);
  }

  send(name: SocketName, datagram: Buffer, { address, port }: Endpoint): void {
    // A datagram can say that it comes from port 0, to which Node throws instead of sending.
    if (port === 0) return;
    // One that cannot be sent is one that was lost on its way.
    this.#sockets.get(name)?.send(datagram, port, address, () => {});
  }

  async close(): Promise<void> {
    const sockets = [...this.#sockets.values()];
    this.#sockets.clear();
    await Promise.all(sockets.map(close));
  }

  async #open(name: SocketName, address: ServedAddress, port: number): Promise<void> {
    const isV6 = isIPv6(address.bind);
    // `::` would take the port of every IPv4 address, too.
    const socket = createSocket({ type: isV6 ? 'udp6' : 'udp4', ...(isV6 && { ipv6Only: true }) });
    await bind(socket, port, address.bind);
    this.#sockets.set(name, socket);
    this.#endpoints.set(name, { address: canonical(address.public), port: socket.address().port });
    // Without a listener an error of one datagram would end the process.
    socket.on('error', () => {});
    socket.on('message', (datagram, source) => this.onDatagram(name, datagram, source));
  }
}

async function bind(socket: Socket, port: number, address: string): Promise<void> {
  try {
    socket.bind(port, address);
    await once(socket, 'listening');
  } catch (error) {
    // Nobody else knows of it, so it would stay open.
    await close(socket);
    throw error;
  }
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
