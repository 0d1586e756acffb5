import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../src/protocol/index.js';
import type { ErrorCode, ServerMessage } from '../src/protocol/index.js';
import type { Doorkeeper } from './doorkeeper.js';
import { handleFrame, refuseFrame } from './handlers.js';
import type { Beating } from './heartbeat.js';
import { iceServersFor, refreshInterval } from './ice-servers.js';
import { BYTES_PER_MESSAGE } from './limits.js';
import { describeError } from './log.js';
import type { Logger } from './log.js';
import type { Meter } from './meter.js';
import type { ResolvedOptions } from './options.js';
import { errorFrame } from './replies.js';
import type { MemberLink, Membership, RoomEngine } from './rooms/engine.js';
import { thisTurn } from './turn.js';
import type { Newcomer } from './upgrade.js';
import type { Visitor } from './visitors.js';

/** What all connections of one server share. */
export interface ServerContext {
  readonly options: ResolvedOptions;
  readonly doorkeeper: Doorkeeper;
  readonly engine: RoomEngine;
  readonly log: Logger;
  /** Missing where nobody watches. */
  readonly meter: Meter | undefined;
  /** Milliseconds after which a client may come back, so that not all do in the same moment. */
  retryDelay(): number;
}

/** What the client has sent: no text in a binary one. */
interface Frame {
  readonly text: string | undefined;
  /** In messages of usual length. */
  readonly cost: number;
}

type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** Beats without a sign of life after which a socket counts as dead. */
const SILENT_BEATS = 2;
/** In messages of usual length: one read can bring more than a thousand. After so many the others have their turn. */
const COST_PER_TURN = 16;

/** The life of one socket, from the handshake to its end. Joining and leaving come and go within it. */
export class Connection implements MemberLink, Beating {
  readonly context: ServerContext;
  readonly visitor: Visitor;
  /** The one that opened the socket, where somebody will ask for it. */
  readonly request: IncomingMessage | undefined;
  /** The name is not the client's own choice. */
  nameIsFixed = false;
  readonly #socket: WebSocket;
  /** What the WebSocket writes to. */
  readonly #stream: Duplex;
  #membership: Membership | undefined;
  #joinTimer: NodeJS.Timeout | undefined;
  /** Hands out new TURN credentials. */
  #iceTimer: NodeJS.Timeout | undefined;
  /** Frames that wait for others to be done with; undefined while there are none of those. */
  #waiting: Frame[] | undefined;
  /** Resolves when no frame waits any longer. */
  #served: Promise<void> | undefined;
  /** The turn of the event loop in which something was last handled, and how much of it. */
  #turn = 0;
  #handled = 0;
  #silentBeats = 0;
  /** Nothing has been heard since the membership was given. */
  #unconfirmed = false;
  /** Frames wait for the end of this turn. */
  #collecting = false;
  #ended = false;

  constructor(socket: WebSocket, context: ServerContext, { visitor, request, stream }: Newcomer) {
    this.#socket = socket;
    this.#stream = stream;
    this.context = context;
    this.visitor = visitor;
    this.request = context.options.authorize && request;
    socket.on('message', (data, isBinary) => this.#handleMessage(data as Buffer, isBinary));
    socket.on('ping', this.#handlePing);
    socket.on('pong', this.#handlePong);
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

  /** What the client has not read yet. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  send(message: ServerMessage): void {
    this.deliver(JSON.stringify(message));
  }

  deliver(frame: string): void {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return;
    if (!this.#collecting) {
      this.#collecting = true;
      this.#stream.cork();
      process.nextTick(flush, this);
    }
    socket.send(frame);
  }

  /** Signals come in bursts: what has to go out in the same turn is handed to the system at once. */
  flush(): void {
    this.#collecting = false;
    this.#stream.uncork();
    const { bufferedAmount } = this.#socket;
    if (bufferedAmount <= this.context.options.maxBufferedBytes) return;
    this.context.log('warn', 'slow reader', { bytes: bufferedAmount });
    this.#socket.terminate();
  }

  /** Tells the client what was wrong. Costs nobody the connection. */
  refuse(code: ErrorCode, message: string, re?: number): void {
    this.context.log('debug', 'refused', { code });
    this.context.meter?.refused(code);
    this.deliver(errorFrame(code, message, re));
  }

  /** Takes the place that the engine has given. */
  admit(membership: Membership): void {
    clearTimeout(this.#joinTimer);
    this.#joinTimer = undefined;
    this.#membership = membership;
    this.#unconfirmed = true;
    const refresh = refreshInterval(this.context.options);
    if (refresh !== undefined)
      this.#iceTimer = setInterval(sendIceServers, refresh, this, membership).unref();
  }

  /** Lets go of the place, if there is one. */
  release(): Membership | undefined {
    const membership = this.#membership;
    this.#membership = undefined;
    clearInterval(this.#iceTimer);
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

  lost(): void {
    this.release();
    this.goAway(this.context.retryDelay());
  }

  /** The client may come back, and shall not do so before. */
  goAway(retryAfterMs: number): void {
    this.send({ type: 'going-away', retryAfterMs });
    this.end(CLOSE_CODES.goingAway, 'going away');
  }

  /** Closes from our side. What the client still sends is not looked at. */
  end(code: CloseCode, reason: string): void {
    this.#ended = true;
    this.#waiting?.splice(0);
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
    clearTimeout(this.#joinTimer);
    this.visitor.leave();
    // What it has said before, the others shall still hear.
    await this.#served;
    await this.#disconnect();
  }

  /** The room sees the member away. */
  async #disconnect(): Promise<void> {
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

  /** `ws` answers it; one without an end is a flood like any other. */
  #handlePing = (): void => {
    this.#silentBeats = 0;
    if (this.visitor.budget.take() === 'flood') this.#endFlood();
  };

  #handlePong = (): void => {
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
    const frame: Frame = {
      text: isBinary ? undefined : data.toString(),
      cost: Math.max(1, Math.ceil(data.length / BYTES_PER_MESSAGE)),
    };
    if (this.#waiting) {
      this.#waiting.push(frame);
      this.#socket.pause();
      return;
    }
    if (this.#isDone()) {
      this.#served = this.#serve(nextTurn(), [frame]);
      return;
    }
    const task = this.#handle(frame);
    if (task) this.#served = this.#serve(task, []);
  }

  /** Whether it is the turn of the others. */
  #isDone(): boolean {
    const turn = thisTurn();
    if (this.#turn !== turn) {
      this.#turn = turn;
      this.#handled = 0;
    }
    return this.#handled >= COST_PER_TURN;
  }

  #handle({ text, cost }: Frame): Promise<void> | undefined {
    this.#handled += cost;
    const verdict = this.visitor.budget.take(cost);
    if (verdict === 'handle') return handleFrame(this, text);
    if (verdict === 'refuse') refuseFrame(this, 'rate-limited', 'too many messages', text);
    else this.#endFlood();
    return undefined;
  }

  #endFlood(): void {
    if (this.#ended) return;
    this.visitor.noteFlood();
    this.context.log('warn', 'flood', { member: this.#membership?.id });
    this.end(CLOSE_CODES.rateLimited, 'rate limited');
    // What else comes is not even read, so its answer to the closing may never be seen. The others need not wait for it.
    this.#socket.pause();
    void this.#disconnect();
  }

  /** Keeps the order: what comes meanwhile is handled after it. */
  async #serve(before: Promise<void>, waiting: Frame[]): Promise<void> {
    this.#waiting = waiting;
    await before;
    while (waiting.length > 0) {
      if (this.#isDone()) await nextTurn();
      const frame = waiting.shift();
      if (frame) await this.#handle(frame);
    }
    this.#waiting = undefined;
    this.#served = undefined;
    if (this.#socket.isPaused && !this.#ended) this.#socket.resume();
  }
}

function sendIceServers(connection: Connection, { id }: Membership): void {
  connection.send({ type: 'ice-servers', iceServers: iceServersFor(id, connection.context.options) });
}

function flush(connection: Connection): void {
  connection.flush();
}

function handleJoinTimeout(connection: Connection): void {
  connection.handleJoinTimeout();
}
