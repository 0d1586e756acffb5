import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import type { TestContext } from 'node:test';
import type { Endpoint } from '../../../server/stun/endpoint.js';
import { decodeStun } from '../../../server/stun/message.js';
import type { ReceivedMessage } from '../../../server/stun/message.js';
import { until } from './fixture.js';

export interface Arrival {
  readonly message: ReceivedMessage;
  readonly from: Endpoint;
}

/** A UDP socket of a test, which is closed after it. */
export class UdpClient {
  readonly socket: Socket;
  /** The STUN messages that came. */
  readonly arrivals: Arrival[] = [];
  onArrival: (arrival: Arrival) => void = () => {};

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('message', (datagram, { address, port }) => {
      const message = decodeStun(datagram);
      if (!message) return;
      const arrival = { message, from: { address, port } };
      this.arrivals.push(arrival);
      this.onArrival(arrival);
    });
  }

  static async open(t: TestContext, address = '127.0.0.1', port = 0): Promise<UdpClient> {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4').bind(port, address);
    await once(socket, 'listening');
    t.after(() => socket.close());
    return new UdpClient(socket);
  }

  get endpoint(): Endpoint {
    const { address, port } = this.socket.address();
    return { address, port };
  }

  send(datagram: Buffer, { address, port }: Endpoint): void {
    this.socket.send(datagram, port, address);
  }

  /** Sends, and waits for what comes first with the same transaction. */
  async ask(datagram: Buffer, to: Endpoint): Promise<Arrival> {
    const transaction = datagram.subarray(4, 20);
    const answers = (): Arrival[] =>
      this.arrivals.filter(({ message }) => message.transaction.equals(transaction));
    this.send(datagram, to);
    await until(() => answers().length > 0, `an answer from ${to.address}:${to.port}`);
    const [first] = answers();
    assert.ok(first);
    return first;
  }
}
