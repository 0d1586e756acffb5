import { AddressRate } from '../udp/address-rate.js';
import { SocketGrid } from '../udp/socket-grid.js';
import type { ServedAddress, SocketName } from '../udp/socket-grid.js';
import { ATTRIBUTE, BINDING, ERROR, FIRST_OPTIONAL } from './codes.js';
import type { Endpoint } from './endpoint.js';
import { decodeStun, encodeStun, isLegacy, valueOf } from './message.js';
import type { StunAttribute, StunMessage } from './message.js';
import { addressAttribute, errorCode, readChange, unknownAttributes, xorMappedAddress } from './values.js';

/**
 * Answers per second. The source of a datagram can be made up, and an answer is longer than its request (68 bytes for 20 with
 * IPv4, 116 with IPv6), so without limits the server could be used to flood others.
 */
const RATES = { perAddress: 20, altogether: 5000 };

/** Attributes that may not be ignored and are understood here; a request with any other is refused. */
const UNDERSTOOD: readonly number[] = [
  ATTRIBUTE.changeRequest,
  ATTRIBUTE.username,
  ATTRIBUTE.messageIntegrity,
  ATTRIBUTE.messageIntegritySha256,
  ATTRIBUTE.priority,
  ATTRIBUTE.useCandidate,
];

export interface StunServiceOptions {
  /** One or two; with one, there is no OTHER-ADDRESS. */
  readonly addresses: readonly ServedAddress[];
  readonly ports: readonly [number, number];
}

/**
 * A STUN server: the Binding method of RFC 8489, and with two addresses the behaviour discovery of RFC 5780. A request
 * without the magic cookie is answered as RFC 3489 §8 asks. RESPONSE-ADDRESS, RESPONSE-PORT and PADDING are refused:
 * with them, anybody could have packets sent to others, or larger ones than their own.
 */
export class StunService {
  readonly #grid: SocketGrid;
  readonly #rate = new AddressRate(RATES);

  private constructor(grid: SocketGrid) {
    this.#grid = grid;
    grid.onDatagram = (name, datagram, source) => this.handle(name, datagram, source);
  }

  /** @throws The system's error where a socket cannot be opened. */
  static async open({ addresses, ports }: StunServiceOptions): Promise<StunService> {
    return new StunService(await SocketGrid.open(addresses, ports));
  }

  /** Address and port by which clients reach the first socket. */
  get endpoint(): Endpoint | undefined {
    return this.#grid.endpoint('11');
  }

  close(): Promise<void> {
    return this.#grid.close();
  }

  handle(name: SocketName, datagram: Buffer, source: Endpoint): void {
    const request = decodeStun(datagram);
    if (request?.class !== 'request' || request.method !== BINDING) return;
    if (!this.#rate.take(source.address)) return;
    const from = responseSocket(name, request);
    const unknown = this.#unknownIn(request, from);
    const response =
      unknown.length > 0
        ? { ...request, class: 'error' as const, attributes: refusal(request, unknown) }
        : { ...request, class: 'success' as const, attributes: this.#answer(request, name, from, source) };
    const fingerprint = valueOf(request, ATTRIBUTE.fingerprint) !== undefined;
    this.#grid.send(unknown.length > 0 ? name : from, encodeStun(response, { fingerprint }), source);
  }

  #unknownIn(request: StunMessage, from: SocketName): number[] {
    const unknown = request.attributes
      .map(({ type }) => type)
      .filter((type) => type < FIRST_OPTIONAL && !UNDERSTOOD.includes(type));
    if (!this.#canChange(request, from)) unknown.push(ATTRIBUTE.changeRequest);
    return [...new Set(unknown)];
  }

  /** With one address, CHANGE-REQUEST is refused unless all its flags are 0 (RFC 5780 §6). */
  #canChange(request: StunMessage, from: SocketName): boolean {
    const { address, port } = readChange(request);
    if (this.#grid.addresses === 2 || !(address || port)) return true;
    // RFC 3489 has no such refusal: its clients get the change of port if that is possible.
    return isLegacy(request) && this.#grid.endpoint(from) !== undefined;
  }

  #answer(request: StunMessage, name: SocketName, from: SocketName, source: Endpoint): StunAttribute[] {
    const old = isLegacy(request);
    const origin = this.#grid.endpoint(from);
    const other = this.#grid.endpoint(flip(name, true, true));
    const mapped = addressAttribute(ATTRIBUTE.mappedAddress, source);
    return [
      ...(old ? [] : [xorMappedAddress(source, request.transaction)]),
      // An answer with OTHER-ADDRESS has both (RFC 5780 §6.1).
      ...(old || other ? [mapped] : []),
      ...(origin ? [addressAttribute(old ? ATTRIBUTE.sourceAddress : ATTRIBUTE.responseOrigin, origin)] : []),
      ...(other ? [addressAttribute(old ? ATTRIBUTE.changedAddress : ATTRIBUTE.otherAddress, other)] : []),
    ];
  }
}

function refusal(request: StunMessage, unknown: readonly number[]): StunAttribute[] {
  const reason = 'Unknown Attribute';
  if (!isLegacy(request)) return [errorCode(ERROR.unknownAttribute, reason), unknownAttributes(unknown)];
  // RFC 3489 has no padding, so each length is a multiple of 4: by spaces (§11.2.9), or a type twice (§11.2.10).
  const even = unknown.length % 2 === 0 ? unknown : [...unknown, ...unknown.slice(-1)];
  const padded = reason.padEnd(Math.ceil(reason.length / 4) * 4);
  return [errorCode(ERROR.unknownAttribute, padded), unknownAttributes(even)];
}

/** The socket from which the answer is to come. */
function responseSocket(name: SocketName, request: StunMessage): SocketName {
  const { address, port } = readChange(request);
  return flip(name, address, port);
}

function flip(name: SocketName, address: boolean, port: boolean): SocketName {
  const [row = '1', column = '1'] = name;
  return `${address ? other(row) : row}${port ? other(column) : column}` as SocketName;
}

const other = (digit: string): string => (digit === '1' ? '2' : '1');
