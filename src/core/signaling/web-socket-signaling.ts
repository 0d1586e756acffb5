import { deferred, type Deferred } from '../../internal/deferred.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import {
  CLOSE_CODES,
  mayReconnect,
  parse,
  serverMessage,
  SUBPROTOCOL,
  type ClientMessage,
  type RoomPush,
  type ServerMessage,
  type ServerMessageOf,
} from '../../protocol/index.js';
import { RtcError, toRtcError, type RtcErrorCode } from '../errors.js';
import type { SignalingState } from '../types.js';
import { Outbox } from './outbox.js';
import {
  SignalingJoinedEvent,
  SignalingPushEvent,
  SignalingStateEvent,
  type JoinRequest,
  type MemberUpdate,
  type SignalingEventMap,
  type SignalingTransport,
} from './transport.js';

/** Pauses before the attempts to connect again, in ms; the last one repeats. */
const RECONNECT_DELAYS = [0, 300, 1200, 2700, 4800, 7000] as const;
const CONNECT_TIMEOUT = 10_000;

/** How long a server may take to answer when it is asked whether it is still there, in ms. */
const WAKE_TIMEOUT = 5000;

/** How many pings may go without an answer before the connection counts as lost. */
const MAX_UNANSWERED = 2;

/** Signaling over a WebSocket to the server of this package (`rtc-signal`). */
export class WebSocketSignaling extends typedEventTarget<SignalingEventMap>() implements SignalingTransport {
  readonly #url: string;
  readonly #outbox = new Outbox();
  #state: SignalingState = 'idle';
  #socket: WebSocket | undefined;
  #request: JoinRequest | undefined;
  #joining: Deferred<void> | undefined;
  #joined: ServerMessageOf<'joined'> | undefined;
  #lastSeq = 0;
  #requests = 0;
  /** To connect, since something was heard in order. */
  #attempts = 0;
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  /** Pings since something was heard. */
  #unanswered = 0;

  /**
   * @param url - `wss:`, `ws:`, `https:`, `http:`, or relative to the page.
   * @throws {RtcError} `invalid-options` when that is no URL.
   */
  constructor(url: string) {
    super();
    this.#url = webSocketUrl(url);
  }

  get state(): SignalingState {
    return this.#state;
  }

  get resumeToken(): string | undefined {
    return this.#joined?.resumeToken;
  }

  join(request: JoinRequest): Promise<void> {
    if (this.#joining) return this.#joining.promise;
    this.#request = request;
    this.#joined = undefined;
    this.#lastSeq = 0;
    this.#joining = deferred();
    this.#setState('connecting');
    this.#connect();
    return this.#joining.promise;
  }

  signal(to: string, payload: unknown): void {
    this.#sendWhenOpen({ type: 'signal', to, payload });
  }

  update(update: MemberUpdate): void {
    if (update.name !== undefined && this.#request) this.#request = { ...this.#request, name: update.name };
    this.#sendWhenOpen({ type: 'update', ...update });
  }

  leave(hold = false): Promise<void> {
    this.#close(new DOMException('The call was left.', 'AbortError'), hold);
    return Promise.resolve();
  }

  wake(): void {
    const socket = this.#socket;
    if (this.#state === 'open' && socket) {
      this.#ping();
      this.#setTimer(WAKE_TIMEOUT, () => {
        this.#lost(socket);
      });
    } else if (this.#state === 'reconnecting' && !socket && Date.now() > this.#notBefore) {
      this.#attempts = 0;
      this.#connect();
    }
  }

  #connect(): void {
    const socket = this.#open();
    if (!socket) return;
    this.#socket = socket;
    this.#setTimer(CONNECT_TIMEOUT, () => {
      this.#lost(socket);
    });
    socket.addEventListener('open', () => {
      void this.#sendJoin(socket);
    });
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#receive(data);
    });
    socket.addEventListener('close', ({ code }) => {
      this.#lost(socket, code);
    });
  }

  #open(): WebSocket | undefined {
    try {
      return new WebSocket(this.#url, SUBPROTOCOL);
    } catch (error) {
      // An address without encryption on a page with it.
      const text = `The browser refuses to connect with ${this.#url}.`;
      this.#close(new RtcError('invalid-options', text, { cause: error, recoverable: false }));
      return undefined;
    }
  }

  async #sendJoin(socket: WebSocket): Promise<void> {
    try {
      const given = await this.#request?.token?.();
      if (socket !== this.#socket || !this.#request) return;
      const { resumeToken, token: _, ...request } = this.#request;
      const token = this.resumeToken ?? resumeToken;
      this.#send({
        type: 'join',
        id: this.#nextId(),
        ...request,
        ...(given && { token: given }),
        ...(token && { resume: { token, lastSeq: this.#lastSeq } }),
      });
    } catch (error) {
      // After a break it is asked for again later: who gives it may be out of reach, too.
      this.#lost(socket, undefined, toRtcError(error, 'unauthorized'));
    }
  }

  #receive(data: unknown): void {
    this.#unanswered = 0;
    clearTimeout(this.#timer);
    const parsed = parse(serverMessage, data);
    // A server that is newer than this page may say things that it does not understand.
    if (!parsed.ok) return;
    const { message } = parsed;
    if (message.type === 'joined') this.#receiveJoined(message);
    else if (message.type === 'going-away') this.#notBefore = Date.now() + message.retryAfterMs;
    else if (message.type === 'error') this.#receiveError(message);
    else if (isPush(message)) this.#receivePush(message);
    else this.#attempts = 0;
  }

  #receiveJoined(joined: ServerMessageOf<'joined'>): void {
    this.#notBefore = 0;
    this.#joined = joined;
    if (!joined.resumed) this.#lastSeq = joined.seq;
    this.#startHeartbeat(joined.limits.heartbeatMs);
    this.#setState('open');
    this.dispatchEvent(new SignalingJoinedEvent(joined));
    for (const message of this.#outbox.take()) this.#send(message);
    this.#joining?.resolve();
  }

  #receivePush(push: Push): void {
    if ('seq' in push) {
      if (push.seq <= this.#lastSeq) return; // Heard before the break already.
      if (push.seq > this.#lastSeq + 1) {
        // Something is missing, and the server still has it.
        if (this.#socket) this.#lost(this.#socket);
        return;
      }
      this.#lastSeq = push.seq;
      this.#attempts = 0;
    }
    this.dispatchEvent(new SignalingPushEvent(push));
  }

  #receiveError(message: ServerMessageOf<'error'>): void {
    const { code, message: text, retryable } = message.error;
    if (this.#state === 'open') this.dispatchEvent(new SignalingPushEvent(message));
    else if (this.#state === 'reconnecting' && retryable && code !== 'room-full') {
      if (this.#socket) this.#lost(this.#socket);
    } else {
      this.#close(new RtcError(code, text, { recoverable: retryable || code === 'room-full' }));
    }
  }

  /** The socket is closed, or as good as: nothing is heard of it any more. */
  #lost(socket: WebSocket, code = CLOSE_CODES.heartbeatTimeout as number, error?: RtcError): void {
    if (socket !== this.#socket) return;
    this.#drop();
    if (!mayReconnect(code)) {
      this.#close(finalError(code));
    } else if (!this.#joined) {
      this.#close(
        error ?? new RtcError('server-unreachable', `The signaling server at ${this.#url} does not answer.`),
      );
    } else {
      this.#setState('reconnecting');
      this.#setTimer(this.#reconnectDelay(), () => {
        this.#connect();
      });
    }
  }

  #reconnectDelay(): number {
    const step = Math.min(this.#attempts, RECONNECT_DELAYS.length - 1);
    this.#attempts += 1;
    const delay = RECONNECT_DELAYS[step] ?? 0;
    return Math.max(delay * (0.75 + Math.random() / 2), this.#notBefore - Date.now());
  }

  #startHeartbeat(interval: number): void {
    clearInterval(this.#heartbeat);
    if (interval === 0) return;
    this.#heartbeat = setInterval(() => {
      // Counted, not timed: in a hidden page timers may run far too late.
      if (this.#socket && this.#unanswered >= MAX_UNANSWERED) this.#lost(this.#socket);
      this.#ping();
    }, interval);
  }

  #ping(): void {
    this.#unanswered += 1;
    this.#send({ type: 'ping', id: this.#nextId() });
  }

  /** There is one thing to wait for at a time. */
  #setTimer(ms: number, handle: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(handle, ms);
  }

  #sendWhenOpen(message: ClientMessage): void {
    if (this.#state === 'open') this.#send(message);
    else this.#outbox.add(message);
  }

  #send(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #nextId(): number {
    this.#requests += 1;
    return this.#requests;
  }

  /** Forgets the socket; what it still says is not heard any more. */
  #drop(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #close(reason: RtcError | DOMException, hold = false): void {
    // Also while the join is on its way: otherwise its place would be held for nobody.
    if (!hold) this.#send({ type: 'leave', id: this.#nextId() });
    this.#drop();
    this.#outbox.take();
    const joining = this.#joining;
    this.#joining = undefined;
    this.#joined = undefined;
    if (this.#state !== 'idle' && this.#state !== 'closed') {
      this.#setState('closed', reason instanceof RtcError ? reason : undefined);
    }
    joining?.reject(reason);
  }

  #setState(state: SignalingState, error?: RtcError): void {
    this.#state = state;
    this.dispatchEvent(new SignalingStateEvent(state, error));
  }
}

function webSocketUrl(url: string): string {
  try {
    const absolute = new URL(url, 'location' in globalThis ? location.href : undefined);
    absolute.protocol = absolute.protocol.replace(/^http/, 'ws');
    absolute.hash = '';
    if (absolute.protocol === 'ws:' || absolute.protocol === 'wss:') return absolute.href;
  } catch {
    // Said below, together with the wrong protocols.
  }
  throw new RtcError('invalid-options', `signaling="${url}" is not a WebSocket URL.`, { recoverable: false });
}

type Push = RoomPush | ServerMessageOf<'ice-servers'>;

const isPush = (message: ServerMessage): message is Push =>
  message.type.startsWith('participant-') || message.type === 'signal' || message.type === 'ice-servers';

const FINAL: Readonly<Record<number, RtcErrorCode>> = {
  [CLOSE_CODES.replaced]: 'replaced',
  [CLOSE_CODES.removed]: 'removed',
  [CLOSE_CODES.unauthorized]: 'unauthorized',
  [CLOSE_CODES.unsupportedVersion]: 'unsupported-version',
};

/** After a close code that forbids to connect again. */
function finalError(closeCode: number): RtcError {
  const code = FINAL[closeCode] ?? 'server-lost';
  return new RtcError(code, `The server ended the connection: ${closeCode}, ${code}.`, {
    recoverable: false,
  });
}
