import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { randomPort } from '../../support/free-port.js';

const ATTEMPTS = 50;

/** The first of `count` UDP ports in a row that are free on all of these addresses. */
export async function freeUdpPorts(addresses: readonly string[], count: number): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const sockets: Socket[] = [];
    try {
      const first = await take(sockets, addresses[0] ?? '127.0.0.1', randomPort());
      for (const address of addresses) {
        for (let i = 0; i < count; i += 1) {
          if (i > 0 || address !== addresses[0]) await take(sockets, address, first + i);
        }
      }
      return first;
    } catch {
      // One of them is in use.
    } finally {
      for (const socket of sockets) socket.close();
    }
  }
  throw new Error(`no ${count} free UDP ports in a row`);
}

async function take(sockets: Socket[], address: string, port: number): Promise<number> {
  const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
  sockets.push(socket);
  socket.bind(port, address);
  await once(socket, 'listening');
  return socket.address().port;
}

/** Options for tests that use IPv6, which a container may not have. */
export function needsIPv6(): { skip: string | false } {
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return { skip: !own.some(({ address }) => address === '::1') && 'this machine has no IPv6' };
}
