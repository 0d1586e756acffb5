import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../src/protocol/index.js';
import type { ErrorCode, ServerMessage } from '../src/protocol/index.js';
import { handleFrame } from './handlers.js';
import type { Beating } from './heartbeat.js';
import { MAX_BUFFERED_BYTES } from './limits.js';
import { describeError } from './log.js';
import type { Logger } from './log.js';
import type { ResolvedOptions } from './options.js';
import { errorFrame } from './replies.js';
import type { MemberLink, Membership, RoomEngine } from './rooms/engine.js';

/** What all connections of one server share. */
export interface ServerContext {
  readonly options: ResolvedOptions;
  readonly engine: RoomEngine;
  readonly log: Logger;
}

type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** Beats without a sign of life after which a socket counts as dead. */
const SILENT_BEATS = 2;

/** The life of one socket, from the handshake to its end. Joining and leaving come and go within it. */
export class Connection implements MemberLink, Beating {
  readonly context: ServerContext;
  readonly #socket: WebSocket;
  #membership: Membership | undefined;
  #joinTimer: NodeJS.Timeout | undefined;
  /** Frames that wait for a handler that has not finished; undefined while none runs. */
  #waiting: (string | undefined)[] | undefined;
  #silentBeats = 0;
  /** Nothing has been heard since the membership was given. */
  #unconfirmed = false;
  #ended = false;

  constructor(socket: WebSocket, context: ServerContext) {
    this.#socket = socket;
    this.context = context;
    socket.on('message', (data, isBinary) => this.#handleMessage(data as Buffer, isBinary));
    socket.on('ping', this.#handleLife);
    socket.on('pong', this.#handleLife);
    socket.on('error', this.#handleError);
    this.expectJoin();
  }

  /** The place in a room that this socket holds now. */
  get membership(): Membership | undefined {
    return this.#membership;
  }

  /** Whether nothing more is to be done for this client. */
  get ended(): boolean {
    return this.#ended;
  }

  send(message: ServerMessage): void {
    this.deliver(JSON.stringify(message));
  }

  deliver(frame: string): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    socket.send(frame);
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) {
      this.context.log('warn', 'slow reader', { bytes: socket.bufferedAmount });
      socket.terminate();
    }
  }

  /** Tells the client what was wrong. Costs nobody the connection. */
  refuse(code: ErrorCode, message: string, re?: number): void {
    this.context.log('debug', 'refused', { code });
    this.deliver(errorFrame(code, message, re));
  }

  /** Takes the place that the engine has given. */
  admit(membership: Membership): void {
    clearTimeout(this.#joinTimer);
    this.#joinTimer = undefined;
    this.#membership = membership;
    this.#unconfirmed = true;
  }

  /** Lets go of the place, if there is one. */
  release(): Membership | undefined {
    const membership = this.#membership;
    this.#membership = undefined;
    return membership;
  }

  /** A socket is for joining: one that does not is closed. */
  expectJoin(): void {
    clearTimeout(this.#joinTimer);
    if (this.#ended) return;
    this.#joinTimer = setTimeout(handleJoinTimeout, this.context.options.joinTimeoutMs, this).unref();
  }

  replaced(): void {
    this.release();
    this.end(CLOSE_CODES.replaced, 'replaced');
  }

  /** The server stops. */
  goAway(retryAfterMs: number): void {
    this.send({ type: 'going-away', retryAfterMs });
    this.end(CLOSE_CODES.goingAway, 'going away');
  }

  /** Closes from our side. What the client still sends is not looked at. */
  end(code: CloseCode, reason: string): void {
    this.#ended = true;
    clearTimeout(this.#joinTimer);
    this.#socket.close(code, reason);
  }

  /** Drops the socket without a handshake. */
  terminate(): void {
    this.#socket.terminate();
  }

  beat(): void {
    if (this.#silentBeats >= SILENT_BEATS) {
      this.context.log('debug', 'silent socket dropped');
      this.end(CLOSE_CODES.heartbeatTimeout, 'heartbeat timeout');
      this.#socket.terminate();
      return;
    }
    this.#silentBeats += 1;
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.ping();
  }

  /** To be called when the socket has closed. */
  async handleClose(): Promise<void> {
    this.#ended = true;
    this.#waiting = undefined;
    clearTimeout(this.#joinTimer);
    const membership = this.release();
    if (!membership) return;
    try {
      await this.context.engine.disconnect(membership);
    } catch (error) {
      this.context.log('error', 'disconnect failed', { error: describeError(error) });
    }
  }

  handleJoinTimeout(): void {
    if (this.#waiting) this.expectJoin();
    else this.end(CLOSE_CODES.joinTimeout, 'join timeout');
  }

  #handleLife = (): void => {
    this.#silentBeats = 0;
  };

  #handleError = (error: Error): void => {
    // `ws` closes the socket itself, with the code that fits (1009 for what is too large).
    this.context.log('debug', 'socket error', { error: describeError(error) });
  };

  #handleMessage(data: Buffer, isBinary: boolean): void {
    this.#silentBeats = 0;
    if (this.#ended) return;
    if (this.#unconfirmed && this.#membership) {
      this.#unconfirmed = false;
      this.context.engine.confirm(this.#membership);
    }
    const frame = isBinary ? undefined : data.toString();
    if (this.#waiting) {
      this.#waiting.push(frame);
      this.#socket.pause();
      return;
    }
    const task = handleFrame(this, frame);
    if (task) void this.#serve(task);
  }

  /** Keeps the order: what comes while a handler runs is handled after it. */
  async #serve(first: Promise<void>): Promise<void> {
    const waiting: (string | undefined)[] = [];
    this.#waiting = waiting;
    await first;
    while (waiting.length > 0 && !this.#ended) await handleFrame(this, waiting.shift());
    this.#waiting = undefined;
    if (this.#socket.isPaused) this.#socket.resume();
  }
}

function handleJoinTimeout(connection: Connection): void {
  connection.handleJoinTimeout();
}
