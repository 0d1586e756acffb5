import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../src/protocol/index.js';
import type { ErrorCode, ServerMessage } from '../src/protocol/index.js';
import { FrameQueue } from './frame-queue.js';
import type { Frame, FrameHandler } from './frame-queue.js';
import { handleFrame, refuseFrame } from './handlers.js';
import type { Beating } from './heartbeat.js';
import { iceServersFor, refreshInterval } from './ice-servers.js';
import { BYTES_PER_MESSAGE } from './limits.js';
import { describeError } from './log.js';
import { errorFrame } from './replies.js';
import { Patience } from './patience.js';
import type { ProbeSession } from './probe/probe-session.js';
import type { MemberLink, Membership } from './rooms/engine.js';
import type { ServerContext } from './server-context.js';
import { Stay } from './stay.js';
import type { Newcomer } from './upgrade.js';
import type { Visitor } from './visitors.js';

type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** Beats without a sign of life after which a socket counts as dead. */
const SILENT_BEATS = 2;

/** The life of one socket, from the handshake to its end. Joining and leaving come and go within it. */
export class Connection implements MemberLink, Beating, FrameHandler {
  readonly context: ServerContext;
  readonly visitor: Visitor;
  /** The one that opened the socket, where somebody will ask for it. */
  readonly request: IncomingMessage | undefined;
  /** The name is not the client's own choice. */
  nameIsFixed = false;
  /** The measurement of this client's NAT. */
  probe: ProbeSession | undefined;
  readonly #socket: WebSocket;
  /** What the WebSocket writes to. */
  readonly #stream: Duplex;
  #stay: Stay | undefined;
  #joinTimer: NodeJS.Timeout | undefined;
  readonly #frames = new FrameQueue(this);
  /** Undefined while nothing has been waited for. */
  #patience: Patience | undefined;
  #silentBeats = 0;
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
    return this.#stay?.membership;
  }

  /** Whether nothing more is to be done for this client. */
  get ended(): boolean {
    return this.#ended;
  }

  /** What the client has not read yet. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount;
  }

  get patience(): Patience {
    this.#patience ??= new Patience();
    return this.#patience;
  }

  /** Whether so much that the client has said waits for the engine that nothing more can be taken. */
  get isOverdue(): boolean {
    return this.#patience?.isExhausted === true;
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

  /**
   * Takes the place that the engine has given, and tells the client.
   *
   * @param joined - The frame that says so.
   * @param ping - Where delivery begins only when the client has read that: what to ask it with, unlike all others on
   * this socket.
   */
  admit(membership: Membership, joined: string, ping?: string): void {
    clearTimeout(this.#joinTimer);
    this.#joinTimer = undefined;
    const { engine, options } = this.context;
    const stay = new Stay(membership, engine, this);
    this.#stay = stay;
    const refresh = refreshInterval(options);
    if (refresh !== undefined) stay.repeat(() => sendIceServers(this, membership), refresh);
    this.deliver(joined);
    if (ping === undefined) return stay.open();
    stay.openAfterPong(ping);
    this.#socket.ping(ping);
    // That the client could ask does not show that it can hear.
    this.#silentBeats = 1;
  }

  /** Lets go of the place, if there is one. */
  release(): Membership | undefined {
    const stay = this.#stay;
    this.#stay = undefined;
    stay?.end();
    return stay?.membership;
  }

  /** Gives a client that has just checked the connection another while to join. */
  waitLonger(): void {
    if (!this.#stay) this.expectJoin();
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
    this.#frames.clear();
    clearTimeout(this.#joinTimer);
    // The socket may close much later.
    this.probe?.end();
    this.#socket.close(code, reason);
  }

  /** Drops the socket without a handshake. */
  terminate(): void {
    this.#socket.terminate();
  }

  beat(): void {
    // Who is not read cannot be heard.
    if (this.#socket.isPaused && !this.#ended) this.#silentBeats = 0;
    // It answers no ping, but talks.
    else if (this.#silentBeats === 0) this.#stay?.openAtLast();
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
    this.probe?.end();
    this.visitor.leave();
    // What it has said before, the others shall still hear.
    await this.#frames.served;
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

  handle({ text, cost }: Frame): Promise<void> | undefined {
    const verdict = this.visitor.budget.take(cost);
    if (verdict === 'handle') return handleFrame(this, text);
    if (verdict === 'refuse') refuseFrame(this, 'rate-limited', 'too many messages', text);
    else this.#endFlood();
    return undefined;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    if (this.#socket.isPaused && !this.#ended) this.#socket.resume();
  }

  handleJoinTimeout(): void {
    if (this.#frames.served || this.probe?.ended === false) this.expectJoin();
    else this.end(CLOSE_CODES.joinTimeout, 'join timeout');
  }

  /** `ws` answers it; one without an end is a flood like any other. */
  #handlePing = (): void => {
    this.#silentBeats = 0;
    if (this.visitor.budget.take() === 'flood') this.#endFlood();
  };

  #handlePong = (data: Buffer): void => {
    this.#silentBeats = 0;
    this.#stay?.handlePong(data);
    if (this.visitor.budget.take() === 'flood') this.#endFlood();
  };

  #handleError = (error: Error): void => {
    // `ws` closes the socket itself, with the code that fits (1009 for what is too large).
    this.context.log('debug', 'socket error', { error: describeError(error) });
  };

  #handleMessage(data: Buffer, isBinary: boolean): void {
    this.#silentBeats = 0;
    if (this.#ended) return;
    this.#stay?.handleMessage();
    this.#frames.add({
      text: isBinary ? undefined : data.toString(),
      cost: Math.max(1, Math.ceil(data.length / BYTES_PER_MESSAGE)),
    });
  }

  #endFlood(): void {
    if (this.#ended) return;
    this.visitor.noteFlood();
    this.context.log('warn', 'flood', { member: this.membership?.id });
    this.end(CLOSE_CODES.rateLimited, 'rate limited');
    // What else comes is not even read, so its answer to the closing may never be seen. The others need not wait for it.
    this.#socket.pause();
    void this.#disconnect();
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
