import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { ATTRIBUTE, BINDING } from '../stun/codes.js';
import { canonical } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';
import { decodeStun, encodeStun, newTransaction } from '../stun/message.js';
import type { ReceivedMessage } from '../stun/message.js';
import { changeRequest, readAddress, readErrorCode, readXorMappedAddress } from '../stun/values.js';
import type { Change } from '../stun/values.js';

/** One Binding request. */
export interface Question {
  readonly to: Endpoint;
  /** The other address or port that the answer is to come from (CHANGE-REQUEST). */
  readonly change?: Change;
  /** Whether it is a request of RFC 3489, without the magic cookie. */
  readonly legacy?: boolean;
}

/** The response to a question. */
export interface Answer {
  /** The sender. */
  readonly from: Endpoint;
  /** Milliseconds since the question was first sent. */
  readonly ms: number;
  /** This client as the server sees it. */
  readonly mapped?: Endpoint;
  /** The other address and port of the server: OTHER-ADDRESS, or CHANGED-ADDRESS of RFC 3489. */
  readonly other?: Endpoint;
  /** The error that came instead. */
  readonly error?: { readonly code: number; readonly reason: string };
  /** Names of the attributes, in their order. */
  readonly attributes: readonly string[];
}

/** Times at which a question is sent again, in ms after the first: pauses double up to 1.6 s (RFC 3489 §9.3). */
const REPEAT_MS = [100, 300, 700, 1500, 3100, 4700, 6300, 7900];

/** Sends all questions from one UDP socket: another socket would have another mapping. */
export class StunClient {
  readonly #socket: Socket;
  readonly #waiting = new Map<string, (message: ReceivedMessage, from: Endpoint) => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    // An ICMP error ends nothing: the question is sent again.
    socket.on('error', () => {});
    socket.on('message', (datagram, { address, port }) => {
      const message = decodeStun(datagram);
      if (message?.class !== 'success' && message?.class !== 'error') return;
      const transaction = message.transaction.toString('hex');
      this.#waiting.get(transaction)?.(message, { address: canonical(address), port });
    });
  }

  /** Opens a socket for the family of addresses of this server. */
  static async open(server: Endpoint): Promise<StunClient> {
    const socket = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    socket.bind(0);
    await once(socket, 'listening');
    return new StunClient(socket);
  }

  /** The port of the socket. */
  get port(): number {
    return this.#socket.address().port;
  }

  /** @returns `undefined` if no answer comes within `timeoutMs`. */
  ask({ to, change, legacy = false }: Question, timeoutMs: number): Promise<Answer | undefined> {
    const transaction = legacy ? randomBytes(16) : newTransaction();
    const attributes = change ? [changeRequest(change)] : [];
    const datagram = encodeStun({ class: 'request', method: BINDING, transaction, attributes });
    const key = transaction.toString('hex');
    const since = performance.now();
    const send = (): void => this.#socket.send(datagram, to.port, to.address, () => {});
    return new Promise((resolve) => {
      const repeats = REPEAT_MS.filter((ms) => ms < timeoutMs).map((ms) => setTimeout(send, ms));
      const end = (answer?: Answer): void => {
        clearTimeout(timeout);
        repeats.forEach(clearTimeout);
        this.#waiting.delete(key);
        resolve(answer);
      };
      const timeout = setTimeout(end, timeoutMs);
      this.#waiting.set(key, (message, from) => end(readAnswer(message, from, performance.now() - since)));
      send();
    });
  }

  close(): void {
    this.#socket.close();
  }
}

function readAnswer(message: ReceivedMessage, from: Endpoint, ms: number): Answer {
  const attributes = message.attributes.map(({ type }) => nameOf(type));
  const error = message.class === 'error' ? readErrorCode(message) : undefined;
  const base = { from, ms: Math.round(ms), attributes };
  if (message.class === 'error') return { ...base, error: error ?? { code: 0, reason: '' } };
  const mapped = readXorMappedAddress(message) ?? readAddress(message, ATTRIBUTE.mappedAddress);
  const other =
    readAddress(message, ATTRIBUTE.otherAddress) ?? readAddress(message, ATTRIBUTE.changedAddress);
  return { ...base, ...(mapped && { mapped }), ...(other && { other }) };
}

/** The name of an attribute in the RFCs, or its number. */
function nameOf(type: number): string {
  const [name] = Object.entries(ATTRIBUTE).find(([, known]) => known === type) ?? [];
  if (name === undefined) return `0x${type.toString(16).padStart(4, '0')}`;
  return name.replace(/[A-Z]/g, '-$&').toUpperCase();
}
