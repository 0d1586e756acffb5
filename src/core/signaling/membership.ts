import { deferred, type Deferred } from '../../internal/deferred.js';
import {
  CLOSE_CODES,
  mayReconnect,
  readServerFrame,
  type ClientMessage,
  type RoomPush,
  type ServerFrame,
  type ServerMessage,
  type ServerMessageOf,
} from '../../protocol/index.js';
import { callWasLeft } from '../call-was-left.js';
import { RtcError, toRtcError, type RtcErrorCode } from '../errors.js';
import type { SignalingState } from '../types.js';
import { Heartbeat } from './heartbeat.js';
import { Outbox } from './outbox.js';
import { ReconnectingSocket } from './reconnecting-socket.js';
import {
  SignalingJoinedEvent,
  SignalingPushEvent,
  SignalingStateEvent,
  type JoinRequest,
  type MemberUpdate,
  type SignalingEvent,
} from './transport.js';

/** Most unreadable answers in a row to a join after a break: another server may give a better one. */
const MAX_UNREADABLE = 3;

type Announce = (event: SignalingEvent) => void;

/** The membership of a room on a server, across breaks of the connection: joins, counts what arrives, and resumes. */
export class Membership {
  readonly #url: string;
  readonly #announce: Announce;
  readonly #socket: ReconnectingSocket;
  readonly #outbox = new Outbox();
  #state: SignalingState = 'idle';
  #request: JoinRequest | undefined;
  #joining: Deferred<void> | undefined;
  #joined: ServerMessageOf<'joined'> | undefined;
  #lastSeq = 0;
  #requests = 0;
  /** Number of the join that was sent over this connection. */
  #joinId: number | undefined;
  #unreadableAnswers = 0;
  /** Somebody was told that something of the server cannot be read; a flood of it is no flood of errors. */
  #faultReported = false;
  #awaitsToken = false;
  readonly #heartbeat = new Heartbeat({
    ping: () => {
      const id = this.#nextId();
      this.#send({ type: 'ping', id });
      return id;
    },
    lost: () => this.#socket.lose(),
  });

  /**
   * @param url - Of a WebSocket.
   * @param announce - Told of each state after `connecting`.
   */
  constructor(url: string, announce: Announce) {
    this.#url = url;
    this.#announce = announce;
    this.#socket = new ReconnectingSocket(this.#url, {
      opened: (signal, joins) => void (joins || this.#sendJoin(signal)),
      received: (data) => this.#receive(readServerFrame(data)),
      lost: (closeCode) => this.#handleLost(closeCode),
    });
  }

  get state(): SignalingState {
    return this.#state;
  }

  get resumeToken(): string | undefined {
    return this.#joined?.resumeToken;
  }

  join(request: JoinRequest): Promise<void> {
    if (this.#joining) return this.#joining.promise;
    const joining: Deferred<void> = deferred();
    this.#joining = joining;
    this.#request = request;
    this.#lastSeq = 0;
    this.#faultReported = false;
    this.#unreadableAnswers = 0;
    this.#state = 'connecting';
    this.#connect(request);
    return joining.promise;
  }

  signal(to: string, payload: unknown): void {
    this.#sendWhenOpen({ type: 'signal', to, payload });
  }

  update(update: MemberUpdate): void {
    if (update.name !== undefined && this.#request) this.#request = { ...this.#request, name: update.name };
    this.#sendWhenOpen({ type: 'update', ...update });
  }

  leave(hold = false): void {
    this.#close(callWasLeft(), hold);
  }

  wake(): void {
    if (this.#state === 'open') this.#heartbeat.check();
    else if (this.#state === 'reconnecting') this.#socket.wake();
  }

  #connect(request: JoinRequest): void {
    const { token, hasToken = token !== undefined, resumeToken } = request;
    // A header is no place for secrets: servers may log it.
    const hasSecret = hasToken || resumeToken !== undefined;
    this.#awaitsToken = false;
    try {
      this.#socket.connect(hasSecret ? undefined : this.#joinFrame(request));
    } catch (error) {
      const text = `The browser refuses to connect with ${this.#url}.`;
      this.#close(new RtcError('invalid-options', text, { cause: error, recoverable: false }));
    }
  }

  async #sendJoin(signal: AbortSignal): Promise<void> {
    this.#joinId = undefined;
    this.#awaitsToken = true;
    try {
      const given = await this.#request?.token?.();
      if (signal.aborted || !this.#request) return;
      this.#awaitsToken = false;
      this.#socket.send(this.#joinFrame(this.#request, given));
    } catch (error) {
      if (signal.aborted) return;
      // After a break it is asked for again later: who gives it may be out of reach, too.
      this.#socket.close();
      this.#handleLost(CLOSE_CODES.joinTimeout, toRtcError(error, 'unauthorized'));
    }
  }

  #joinFrame({ resumeToken, token: _, hasToken: __, ...request }: JoinRequest, given?: string): string {
    const token = this.resumeToken ?? resumeToken;
    this.#joinId = this.#nextId();
    const message: ClientMessage = {
      type: 'join',
      id: this.#joinId,
      ...request,
      ...(given && { token: given }),
      ...(token && { resume: { token, lastSeq: this.#lastSeq } }),
    };
    return JSON.stringify(message);
  }

  #receive(frame: ServerFrame): void {
    if (this.#state === 'open') this.#receiveAsMember(frame);
    else this.#receiveAnswer(frame);
    // Also before the join is answered: a server that is being stopped tells everybody.
    if (frame.message?.type === 'going-away') this.#socket.holdOff(frame.message.retryAfterMs);
  }

  #receiveAsMember({ message, seq, re, fault }: ServerFrame): void {
    if (re !== undefined && this.#heartbeat.answered(re)) this.#socket.resetPauses();
    if (seq !== undefined && !this.#isNext(seq)) return;
    if (message && isPush(message)) this.#announce(new SignalingPushEvent(message));
    if (fault) this.#reportFault(fault);
  }

  /** Until the join is answered, only the answer counts. */
  #receiveAnswer({ type, message, re, fault }: ServerFrame): void {
    const isAnswer = re === undefined ? type === 'error' || type === 'joined' : re === this.#joinId;
    if (!isAnswer) return;
    if (message?.type === 'error') this.#handleRefusal(message);
    else if (message?.type === 'joined') this.#handleJoined(message, fault);
    else this.#handleUnreadable(fault ?? `${String(type)} is no answer to it`);
  }

  #handleJoined(joined: ServerMessageOf<'joined'>, fault: string | undefined): void {
    const before = this.#joined;
    const joining = this.#joining;
    this.#joined = joined;
    if (!joined.resumed) this.#lastSeq = joined.seq;
    this.#unreadableAnswers = 0;
    this.#socket.established();
    this.#heartbeat.start(joined.limits.heartbeatMs);
    // Signals of a member whom nobody knows any longer.
    if (before && before.self !== joined.self) this.#outbox.dropSignals();
    // First of all, so that nothing that is said now is overtaken by what was said before.
    for (const message of this.#outbox.take()) this.#send(message);
    this.#setState('open');
    // A listener may have left, or may leave now.
    if (joined === this.#joined) this.#announce(new SignalingJoinedEvent(joined));
    if (fault) this.#reportFault(fault);
    joining?.resolve();
  }

  #handleRefusal({ error: { code, message, retryable } }: ServerMessageOf<'error'>): void {
    if (this.#joined && retryable && code !== 'room-full') this.#socket.lose();
    else this.#close(new RtcError(code, message, { recoverable: retryable || code === 'room-full' }));
  }

  #handleUnreadable(fault: string): void {
    this.#unreadableAnswers += 1;
    if (this.#joined && this.#unreadableAnswers < MAX_UNREADABLE) this.#socket.lose();
    else this.#close(new RtcError('bad-message', `The answer of the server cannot be read: ${fault}`));
  }

  /** Whether this is the push that follows: counted, whatever it says. */
  #isNext(seq: number): boolean {
    if (seq <= this.#lastSeq) return false; // Heard before the break already.
    if (seq > this.#lastSeq + 1) {
      // Something is missing, and the server still has it.
      this.#socket.lose();
      return false;
    }
    this.#lastSeq = seq;
    this.#socket.resetPauses();
    return true;
  }

  #reportFault(fault: string): void {
    if (this.#faultReported || this.#state !== 'open') return;
    this.#faultReported = true;
    const message = `Something of the server cannot be read: ${fault}`;
    const error = { code: 'bad-message', message, retryable: true };
    this.#announce(new SignalingPushEvent({ type: 'error', error }));
  }

  #handleLost(closeCode: number, error?: RtcError): void {
    this.#heartbeat.stop();
    if (!mayReconnect(closeCode)) this.#close(finalError(closeCode));
    else if (this.#joined) {
      this.#socket.reconnect();
      this.#setState('reconnecting');
    } else {
      const silent = this.#awaitsToken
        ? 'The function for the token'
        : `The signaling server at ${this.#url}`;
      this.#close(error ?? new RtcError('server-unreachable', `${silent} does not answer.`));
    }
  }

  #sendWhenOpen(message: ClientMessage): void {
    if (this.#state !== 'open' || !this.#send(message)) this.#outbox.add(message);
    // Otherwise nobody would notice for long that it has not arrived.
    else this.#heartbeat.checkSoon();
  }

  #send(message: ClientMessage): boolean {
    return this.#socket.send(JSON.stringify(message));
  }

  #nextId(): number {
    return (this.#requests += 1);
  }

  #close(reason: RtcError | DOMException, hold = false): void {
    // Also while the join is on its way: otherwise its place would be held for nobody.
    if (!hold) this.#send({ type: 'leave', id: this.#nextId() });
    this.#heartbeat.stop();
    this.#socket.close();
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
    this.#announce(new SignalingStateEvent(state, error));
  }
}

type Push = RoomPush | ServerMessageOf<'ice-servers' | 'error'>;

const isPush = (message: ServerMessage): message is Push =>
  message.type.startsWith('participant-') || ['signal', 'ice-servers', 'error'].includes(message.type);

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
