import { CLOSE_CODES, joiningSubprotocol, SUBPROTOCOL } from '../../protocol/index.js';
import { serverAnswers } from './server-probe.js';

/** Time limit of a connection until `established` is called, in ms. */
const CONNECT_TIMEOUT = 10_000;

/**
 * Longest pause between two attempts to connect again, in ms. Clients have to be back within 5 s once the server is:
 * with connecting, and with timers that fire up to a second late in a hidden page.
 */
const MAX_PAUSE = 3000;
const FIRST_PAUSE = 300;

/** Where no probe gets through, for a reason that a page is not told, one attempt of so many does without it. */
const ATTEMPTS_PER_DIRECT_ONE = 32;

export interface SocketActions {
  /** There is a connection; `signal` aborts when it is over. `joins`: the server has taken the join of the handshake. */
  readonly opened: (signal: AbortSignal, joins: boolean) => void;
  readonly received: (data: unknown) => void;
  /** The connection is over, or there never was one, without a call of `close`. */
  readonly lost: (closeCode: number) => void;
}

/**
 * WebSockets to one server, one after the other. All clients of a server lose it in the same moment and want it back
 * soon, so the pauses between attempts are short, and random.
 */
export class ReconnectingSocket {
  readonly #url: string;
  readonly #actions: SocketActions;
  #socket: WebSocket | undefined;
  /** Aborts with the connection, or with the attempts to get one. */
  #ending = new AbortController();
  #probe: Promise<boolean> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** To connect again, since the last connection that was good. */
  #attempts = 0;
  #notBefore = 0;
  #establishedAt = 0;

  constructor(url: string, actions: SocketActions) {
    this.#url = url;
    this.#actions = actions;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /**
   * @param join - Text of a join for the handshake.
   * @throws {DOMException} When the browser refuses the address: one without encryption on a page with it.
   */
  connect(join?: string): void {
    this.close();
    const joining = join === undefined ? [] : [joiningSubprotocol(join)];
    const socket = new WebSocket(this.#url, [SUBPROTOCOL, ...joining]);
    this.#socket = socket;
    const { signal } = this.#ending;
    const opened = (): void => {
      clearTimeout(this.#timer);
      this.#actions.opened(signal, joining.includes(socket.protocol));
    };
    socket.addEventListener('open', opened, { signal });
    socket.addEventListener('message', ({ data }) => this.#actions.received(data), { signal });
    socket.addEventListener('close', ({ code }) => this.lose(code), { signal });
    this.#deadline = setTimeout(() => this.lose(), CONNECT_TIMEOUT);
  }

  /** Connects again, after a pause. */
  reconnect(): void {
    this.close();
    this.#retryIn(Math.max(this.#pause(), this.#notBefore - performance.now()));
  }

  /** Tries again at once, unless the server has asked for time. */
  wake(): void {
    if (this.isOpen || performance.now() < this.#notBefore) return;
    // An attempt that is under way is left alone until a probe overtakes it.
    this.#attempts = this.#socket ? 1 : 0;
    this.#retry();
  }

  /** @returns Whether there is a connection that takes it. */
  send(frame: string): boolean {
    if (!this.isOpen) return false;
    this.#socket?.send(frame);
    return true;
  }

  /** The server has let this client in: the connection stays until it is lost. */
  established(): void {
    clearTimeout(this.#deadline);
    this.#notBefore = 0;
    this.#establishedAt = performance.now();
  }

  /** The connection is good, if it has lasted for a while: when it is lost, the first pauses are short again. */
  resetPauses(): void {
    if (performance.now() - this.#establishedAt > MAX_PAUSE) this.#attempts = 0;
  }

  /** Puts the next attempt off, by no more than the longest pause: the server may be back sooner than it thought. */
  holdOff(ms: number): void {
    this.#notBefore = performance.now() + (ms > MAX_PAUSE ? jitter(MAX_PAUSE) : ms);
  }

  lose(closeCode: number = CLOSE_CODES.heartbeatTimeout): void {
    this.close();
    this.#actions.lost(closeCode);
  }

  /** Ends the connection, or the attempts to get one. */
  close(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
    this.#ending.abort();
    this.#ending = new AbortController();
    this.#socket?.close();
    this.#socket = undefined;
  }

  #retry(): void {
    this.#attempts += 1;
    // Mostly the server is there and only the connection broke, so the first attempt needs no probe.
    if (this.#attempts % ATTEMPTS_PER_DIRECT_ONE !== 1) this.#connectOnceAnswered();
    else {
      this.connect();
      this.#retryIn(MAX_PAUSE);
    }
  }

  #connectOnceAnswered(): void {
    const { signal } = this.#ending;
    const probe = serverAnswers(this.#url, signal);
    this.#probe = probe;
    // One that hangs does not keep the next one waiting.
    this.#retryIn(MAX_PAUSE);
    void probe.then((answers) => {
      if (signal.aborted || this.isOpen) return;
      if (answers) this.connect();
      // In a hidden page, timers that are set by timers fire once a minute (Chromium).
      else if (probe === this.#probe) this.#retryIn(this.#pause());
    });
  }

  #retryIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#retry(), ms);
  }

  #pause(): number {
    const longest = Math.min(FIRST_PAUSE * 2 ** this.#attempts, MAX_PAUSE);
    return this.#attempts === 0 ? Math.random() * longest : jitter(longest);
  }
}

/** A random time in the second half of `ms`. */
const jitter = (ms: number): number => ms * (1 - Math.random() / 2);
