import { ATTRIBUTE, BINDING } from '../stun/codes.js';
import type { Endpoint } from '../stun/endpoint.js';
import { decodeStun, transactionId } from '../stun/message.js';
import { readText } from '../stun/values.js';
import { AddressRate } from '../udp/address-rate.js';
import { SocketGrid } from '../udp/socket-grid.js';
import type { ServedAddress, SocketName } from '../udp/socket-grid.js';
import { ProbeSession } from './probe-session.js';
import type { IceCredentials, ProbeListener } from './probe-session.js';

/** Most sessions at a time. Many people can share one address, in an office or a school. */
const MAX_SESSIONS = { altogether: 200, perAddress: 16 };

/** Most sessions that begin in a second, and most sources of checks that are asked; ten times as many at once. */
const RATES = { altogether: 20, perAddress: 2 };

/** Bytes of our username fragment, with which the IDs of our transactions begin. */
const UFRAG_BYTES = 6;

export interface ProberOptions {
  /** One or two; with one, some behaviours cannot be told apart. */
  readonly addresses: readonly ServedAddress[];
  readonly ports: readonly [number, number];
}

/** Measures the NATs of clients (see `ProbeSession`), a limited number at a time. */
export class Prober {
  readonly #grid: SocketGrid;
  /** By the username fragment of each. */
  readonly #sessions = new Map<string, ProbeSession>();
  /** Number of sessions by address. */
  readonly #counts = new Map<string, number>();
  readonly #rate = new AddressRate(RATES);
  /** Limits sources of checks, which may have another address than the signaling, or be made up. */
  readonly #sourceRate = new AddressRate(RATES);

  private constructor(grid: SocketGrid) {
    this.#grid = grid;
    grid.onDatagram = (name, datagram, source) => this.handle(name, datagram, source);
  }

  /** @throws The system's error where a socket cannot be opened. */
  static async open({ addresses, ports }: ProberOptions): Promise<Prober> {
    return new Prober(await SocketGrid.open(addresses, ports));
  }

  /** Number of addresses that it measures with. */
  get addresses(): 1 | 2 {
    return this.#grid.addresses;
  }

  /** The two ports, which are the same on each address. */
  get ports(): readonly number[] {
    return [this.endpoint('11'), this.endpoint('12')].flatMap((endpoint) => endpoint?.port ?? []);
  }

  /** Address at which clients reach a socket. */
  endpoint(name: SocketName): Endpoint | undefined {
    return this.#grid.endpoint(name);
  }

  /**
   * Begins to measure.
   *
   * @param address - Of the client's signaling connection: sessions are counted by it.
   * @returns `undefined` if there are too many sessions.
   */
  start(address: string, client: IceCredentials, listener: ProbeListener): ProbeSession | undefined {
    const count = this.#counts.get(address) ?? 0;
    const isFull = this.#sessions.size >= MAX_SESSIONS.altogether || count >= MAX_SESSIONS.perAddress;
    if (isFull || !this.#rate.take(address)) return undefined;
    const session: ProbeSession = new ProbeSession(client, listener, {
      grid: this.#grid,
      mayAsk: (source) => this.#sourceRate.take(source.address),
      onEnd: () => {
        this.#sessions.delete(session.own.ufrag);
        this.#release(address);
      },
    });
    this.#sessions.set(session.own.ufrag, session);
    this.#counts.set(address, count + 1);
    return session;
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.values()) session.end();
    await this.#grid.close();
  }

  handle(name: SocketName, datagram: Buffer, source: Endpoint): void {
    const message = decodeStun(datagram);
    if (message?.method !== BINDING) return;
    if (message.class === 'request') {
      const [ufrag = ''] = (readText(message, ATTRIBUTE.username) ?? '').split(':');
      this.#sessions.get(ufrag)?.handleCheck(name, message, source);
    } else if (message.class !== 'indication') {
      // An error, such as one about roles, shows as well that the request has reached the client.
      const ufrag = transactionId(message).subarray(0, UFRAG_BYTES).toString('hex');
      this.#sessions.get(ufrag)?.handleAnswer(name, message);
    }
  }

  #release(address: string): void {
    const count = (this.#counts.get(address) ?? 0) - 1;
    if (count > 0) this.#counts.set(address, count);
    else this.#counts.delete(address);
  }
}
