import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { canonical } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';

/** An address as clients reach it, and as this machine has it. Behind a 1:1 NAT they differ. */
export interface ServedAddress {
  readonly public: string;
  readonly bind: string;
}

/** One socket of a grid: the first digit is its address, the second its port. */
export type SocketName = '11' | '12' | '21' | '22';

/** Takes one datagram. It must not throw. */
export type DatagramHandler = (name: SocketName, datagram: Buffer, source: Endpoint) => void;

/** UDP sockets on one or two addresses with two ports each, as needed to measure how a NAT maps and filters (RFC 5780 §4). */
export class SocketGrid {
  /** Called for each datagram. */
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

  /** Number of addresses. */
  get addresses(): 1 | 2 {
    return this.#endpoints.has('21') ? 2 : 1;
  }

  /** Address and port by which clients reach this socket; `undefined` for the second address if there is only one. */
  endpoint(name: SocketName): Endpoint | undefined {
    return this.#endpoints.get(name);
  }

  send(name: SocketName, datagram: Buffer, { address, port }: Endpoint): void {
    // A datagram may claim to come from port 0. Node throws when asked to send there.
    if (port === 0) return;
    // A datagram that cannot be sent counts as lost.
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
    // The caller does not get the socket, so nothing else would close it.
    await close(socket);
    throw error;
  }
}

async function close(socket: Socket): Promise<void> {
  const closed = once(socket, 'close');
  socket.close();
  await closed;
}
