import { deferred, type Deferred } from '../../internal/deferred.js';
import {
  checkReply,
  type CheckReply,
  type CheckReplyOf,
  type CheckRequest,
} from '../../protocol/check-messages.js';
import {
  check,
  MAX_SERVER_FRAME,
  parseJson,
  SUBPROTOCOL,
  type ClientMessageOf,
} from '../../protocol/index.js';
import { RtcError } from '../errors.js';
import { webSocketUrl } from '../signaling/web-socket-url.js';

type WithoutId<T> = T extends { readonly id: number } ? Omit<T, 'id'> : never;

/** A request that the server answers before a join. */
type Question = WithoutId<CheckRequest | ClientMessageOf<'ping'>>;

/** A socket to the signaling server that asks questions and joins nothing; it is lost with the first break. */
export class CheckSocket {
  /** Called for what the server says without being asked. */
  onPush: (message: CheckReply) => void = () => undefined;
  /** Called when the connection has ended, for those who wait for a push. */
  onLost: (error: RtcError) => void = () => undefined;

  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Deferred<CheckReply>>();
  #requests = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => this.#receive(data));
    socket.addEventListener('close', () => this.#fail());
  }

  /**
   * Connects.
   *
   * @param url - As `<rtc-call signaling>` takes it.
   * @param signal - Ends the connection, also later.
   * @throws {RtcError} `invalid-options` where that is no URL, `server-unreachable`.
   */
  static async open(url: string, signal: AbortSignal): Promise<CheckSocket> {
    signal.throwIfAborted();
    const address = webSocketUrl(url);
    let socket: WebSocket;
    try {
      socket = new WebSocket(address, SUBPROTOCOL);
    } catch (cause) {
      const text = `The browser refuses to connect with ${address}.`;
      throw new RtcError('invalid-options', text, { cause, recoverable: false });
    }
    const opened: Deferred<void> = deferred();
    socket.addEventListener('open', () => opened.resolve());
    socket.addEventListener('close', () =>
      opened.reject(
        new RtcError('server-unreachable', `The signaling server at ${address} does not answer.`),
      ),
    );
    signal.addEventListener(
      'abort',
      () => {
        socket.close();
        opened.reject(signal.reason);
      },
      { once: true },
    );
    const connection = new CheckSocket(socket);
    await opened.promise;
    return connection;
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws {RtcError} The answer of the server, if it is an error; `server-lost`, `bad-message` if it cannot
   *   be read.
   */
  async ask<T extends CheckReply['type']>(question: Question, answer: T): Promise<CheckReplyOf<T>> {
    if (this.#socket.readyState !== WebSocket.OPEN) throw lost();
    this.#requests += 1;
    const id = this.#requests;
    const reply: Deferred<CheckReply> = deferred();
    this.#waiting.set(id, reply);
    this.#socket.send(JSON.stringify({ ...question, id }));
    const message = await reply.promise;
    if (message.type === answer) return message as CheckReplyOf<T>;
    throw unreadable(message.type);
  }

  close(): void {
    this.#socket.close();
    this.#fail();
  }

  #receive(data: unknown): void {
    const json = parseJson(data, MAX_SERVER_FRAME);
    const parsed = json.ok ? check(checkReply, json.message) : json;
    const reply = json.ok ? this.#takeWaiting(json.message) : undefined;
    if (!reply) {
      if (parsed.ok) this.onPush(parsed.message);
    } else if (!parsed.ok) reply.reject(unreadable(parsed.detail));
    else if (parsed.message.type === 'error') {
      const { code, message, retryable } = parsed.message.error;
      reply.reject(new RtcError(code, message, { recoverable: retryable }));
    } else reply.resolve(parsed.message);
  }

  /** The request that a frame answers, whether the rest of it can be read or not. */
  #takeWaiting(frame: unknown): Deferred<CheckReply> | undefined {
    const re: unknown = typeof frame === 'object' && frame && 're' in frame ? frame.re : undefined;
    if (typeof re !== 'number') return undefined;
    const reply = this.#waiting.get(re);
    this.#waiting.delete(re);
    return reply;
  }

  #fail(): void {
    for (const reply of this.#waiting.values()) reply.reject(lost());
    this.#waiting.clear();
    this.onLost(lost());
  }
}

const lost = (): RtcError => new RtcError('server-lost', 'The connection with the signaling server is lost.');

const unreadable = (what: string): RtcError =>
  new RtcError('bad-message', `The answer of the server cannot be read: ${what}`);
