import type { TestContext } from 'node:test';
import { ATTRIBUTE, BINDING } from '../../../server/stun/codes.js';
import { endpointText } from '../../../server/stun/endpoint.js';
import type { Endpoint } from '../../../server/stun/endpoint.js';
import { encodeStun, hasIntegrity, newTransaction } from '../../../server/stun/message.js';
import { numberAttribute, readText, textAttribute } from '../../../server/stun/values.js';
import { UdpClient } from './udp-client.js';
import type { Arrival } from './udp-client.js';

export interface Credentials {
  readonly ufrag: string;
  readonly pwd: string;
}

/** The address and port in a candidate line. */
export function endpointIn(candidate: string): Endpoint {
  const [, , , , address = '', port] = candidate.split(' ');
  return { address, port: Number(port) };
}

/** Answers and sends checks as the ICE agent of a browser does, behind a filter as that of a NAT. */
export class IceAgent {
  readonly own: Credentials = { ufrag: 'a/+9', pwd: 'p'.repeat(22) };
  readonly udp: UdpClient;
  /** Requests of the server that the filter let in, by where they came from. */
  readonly asked = new Set<string>();
  priority = 0x6e7f_00ff;

  private constructor(udp: UdpClient, lets: (from: Endpoint) => boolean) {
    this.udp = udp;
    udp.onArrival = (arrival) => {
      if (arrival.message.class === 'request' && lets(arrival.from)) this.#answer(arrival);
    };
  }

  static async open(
    t: TestContext,
    lets: (from: Endpoint) => boolean = () => true,
    address?: string,
  ): Promise<IceAgent> {
    return new IceAgent(await UdpClient.open(t, address), lets);
  }

  /** Sends a check, and returns its transaction. */
  check(server: Credentials, to: Endpoint, key = server.pwd): Buffer {
    const transaction = newTransaction();
    this.udp.send(this.checkFor(server, key, transaction), to);
    return transaction;
  }

  /** The datagram of a check. */
  checkFor(server: Credentials, key = server.pwd, transaction = newTransaction()): Buffer {
    const attributes = [
      textAttribute(ATTRIBUTE.username, `${server.ufrag}:${this.own.ufrag}`),
      numberAttribute(ATTRIBUTE.priority, this.priority),
    ];
    const message = { class: 'request', method: BINDING, transaction, attributes } as const;
    return encodeStun(message, { key, fingerprint: true });
  }

  #answer({ message, from }: Arrival): void {
    const isForUs = readText(message, ATTRIBUTE.username)?.startsWith(`${this.own.ufrag}:`);
    if (!isForUs || !hasIntegrity(message, this.own.pwd)) throw new Error('the server does not know us');
    this.asked.add(endpointText(from));
    const answer = { ...message, class: 'success', attributes: [] } as const;
    this.udp.send(encodeStun(answer, { key: this.own.pwd, fingerprint: true }), from);
  }
}
