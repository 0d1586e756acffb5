import type { IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../src/protocol/index.js';
import type { ErrorCode, ServerMessage } from '../../src/protocol/index.js';
import type { Handshake } from '../doors/upgrade.js';
import type { SocketQuota } from '../limits/address-limits.js';
import { LateAnswers } from '../limits/late-answers.js';
import { describeError } from '../log/log.js';
import type { ProbeSession } from '../probe/probe-session.js';
import type { MemberLink, Membership } from '../rooms/engine.js';
import type { Frame } from '../sockets/frame-queue.js';
import type { Beating } from '../sockets/heartbeat.js';
import { Socket } from '../sockets/socket.js';
import type { CloseCode, SocketListener } from '../sockets/socket.js';
import { iceServersFor, refreshInterval } from './ice-servers.js';
import { errorFrame } from './replies.js';
import { Delivery } from './delivery.js';
import type { ServerContext } from './server-context.js';

/** Does what clients ask for. It imports the client, so the client gets it as an argument. */
export interface Dispatcher {
  /**
   * Does what one frame asks for. Never throws and never rejects.
   *
   * @param text - Undefined for a binary frame.
   * @returns A promise where it takes time; until it resolves, no other frame of this client may be handled.
   */
  handle(client: Client, text: string | undefined): Promise<void> | undefined;
  /** Refuses a frame without doing what it asks for; only its `id` is read. */
  refuse(client: Client, code: ErrorCode, message: string, text: string | undefined): void;
}

/** The client at the other end of one socket. It may join and leave rooms, one after another. */
export class Client implements MemberLink, Beating, SocketListener {
  readonly context: ServerContext;
  readonly quota: SocketQuota;
  /** The request that opened the socket, kept only where `authorize` needs it. */
  readonly request: IncomingMessage | undefined;
  /** Whether the name comes from a token or from `authorize`, so that the client cannot change it. */
  nameIsFixed = false;
  /** The measurement of this client's NAT. */
  probe: ProbeSession | undefined;
  readonly #socket: Socket;
  readonly #dispatcher: Dispatcher;
  #delivery: Delivery | undefined;
  /** Whether its member was in the room before, and so may come back to it. */
  #isReturned = false;
  #joinTimer: NodeJS.Timeout | undefined;
  /** Made when the engine first takes time to answer. */
  #lateAnswers: LateAnswers | undefined;

  constructor(
    webSocket: WebSocket,
    { quota, request, stream }: Handshake,
    context: ServerContext,
    dispatcher: Dispatcher,
  ) {
    this.context = context;
    this.quota = quota;
    this.request = context.options.authorize && request;
    this.#dispatcher = dispatcher;
    this.#socket = new Socket(webSocket, stream, context.options, this);
    this.expectJoin();
  }

  /** The membership of the room that this client is in. */
  get membership(): Membership | undefined {
    return this.#delivery?.membership;
  }

  /** Whether its socket is closing or closed, so that nothing more is to be done for this client. */
  get ended(): boolean {
    return this.#socket.ended;
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedBytes;
  }

  get lateAnswers(): LateAnswers {
    this.#lateAnswers ??= new LateAnswers();
    return this.#lateAnswers;
  }

  /** Whether so many of its requests wait for the engine that no more can be taken. */
  get isBacklogged(): boolean {
    return this.#lateAnswers?.isFull === true;
  }

  send(message: ServerMessage): void {
    this.#socket.send(JSON.stringify(message));
  }

  deliver(frame: string): void {
    this.#socket.send(frame);
  }

  /** Sends an error. The connection stays open. */
  refuse(code: ErrorCode, message: string, re?: number): void {
    this.context.log('debug', 'refused', { code });
    this.context.meter?.refused(code);
    this.deliver(errorFrame(code, message, re));
  }

  /**
   * Takes the membership that the engine has given, and sends `joined`.
   *
   * @param joined - Text of that message.
   * @param ping - Text of a ping that no other one on this socket has; delivery then begins with its pong, which shows
   * that the client has read `joined`. Without it, delivery begins at once.
   */
  admit(membership: Membership, joined: string, ping?: string): void {
    clearTimeout(this.#joinTimer);
    this.#joinTimer = undefined;
    const { engine, options } = this.context;
    const delivery = new Delivery(membership, engine, this);
    this.#delivery = delivery;
    this.#isReturned = ping !== undefined;
    const refresh = refreshInterval(options);
    if (refresh !== undefined) delivery.repeat(() => sendIceServers(this, membership), refresh);
    this.deliver(joined);
    if (ping === undefined) {
      // Its pong tells that a client whose join was part of the handshake is still there.
      if (!this.#socket.hasSpoken) this.#socket.ping('');
      return delivery.open();
    }
    delivery.openAfterPong(ping);
    this.#socket.ping(ping);
  }

  /** Gives up the membership, if there is one, without telling the engine. */
  release(): Membership | undefined {
    const delivery = this.#delivery;
    this.#delivery = undefined;
    delivery?.end();
    return delivery?.membership;
  }

  /** Gives a client that has just checked the connection another `joinTimeoutMs`. */
  waitLonger(): void {
    if (!this.#delivery) this.expectJoin();
  }

  /** Closes the socket unless the client joins within `joinTimeoutMs`. */
  expectJoin(): void {
    clearTimeout(this.#joinTimer);
    if (this.ended) return;
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

  /** Closes the socket of a client that may connect again after this time. */
  goAway(retryAfterMs: number): void {
    this.send({ type: 'going-away', retryAfterMs });
    this.end(CLOSE_CODES.goingAway, 'going away');
  }

  /** Closes the socket. */
  end(code: CloseCode, reason: string): void {
    // The socket may take long to close.
    this.#stopTimers();
    this.#socket.end(code, reason);
  }

  /** Drops the socket without a closing handshake. */
  terminate(): void {
    this.#socket.terminate();
  }

  beat(): void {
    // Some clients answer no ping, but send messages: they listen as well.
    if (this.#socket.wasHeard) this.#delivery?.openWithoutPong();
    this.#socket.beat();
  }

  /** To be called when the socket has closed. */
  async handleClose(): Promise<void> {
    this.#socket.handleClose();
    this.#stopTimers();
    this.quota.release();
    // The other members still get what this client sent before it closed.
    await this.#socket.served;
    await this.#disconnect();
  }

  /** Handles a frame that came with the handshake. */
  handleEarly(text: string): void {
    this.#socket.add(text);
  }

  handleArrival(): void {
    this.#delivery?.confirm();
  }

  handleFrame({ text, cost }: Frame): Promise<void> | undefined {
    const verdict = this.quota.budget.take(cost);
    if (verdict === 'handle') return this.#dispatcher.handle(this, text);
    if (verdict === 'refuse') this.#dispatcher.refuse(this, 'rate-limited', 'too many messages', text);
    else this.#endFlood();
    return undefined;
  }

  handlePing(): void {
    if (this.quota.budget.take() === 'flood') this.#endFlood();
  }

  handlePong(data: Buffer): void {
    this.#delivery?.handlePong(data);
    if (this.quota.budget.take() === 'flood') this.#endFlood();
  }

  handleJoinTimeout(): void {
    if (this.#socket.served || this.probe?.ended === false) this.expectJoin();
    else this.end(CLOSE_CODES.joinTimeout, 'join timeout');
  }

  #stopTimers(): void {
    clearTimeout(this.#joinTimer);
    this.probe?.end();
  }

  /** The other members see this one away, or gone where it left before it knew that it had joined: nobody comes back then. */
  async #disconnect(): Promise<void> {
    const membership = this.release();
    if (!membership) return;
    const { engine } = this.context;
    const comesBack = this.#isReturned || this.#socket.hasSpoken;
    try {
      await (comesBack ? engine.disconnect(membership) : engine.leave(membership));
    } catch (error) {
      this.context.log('error', 'disconnect failed', { error: describeError(error) });
    }
  }

  #endFlood(): void {
    if (this.ended) return;
    this.quota.noteFlood();
    this.context.log('warn', 'flood', { member: this.membership?.id });
    this.end(CLOSE_CODES.rateLimited, 'rate limited');
    // Nothing more is read, so the client's half of the closing handshake may never be seen: do not wait for it.
    this.#socket.pause();
    void this.#disconnect();
  }
}

function sendIceServers(client: Client, { id }: Membership): void {
  client.send({ type: 'ice-servers', iceServers: iceServersFor(id, client.context.options) });
}

function handleJoinTimeout(client: Client): void {
  client.handleJoinTimeout();
}
