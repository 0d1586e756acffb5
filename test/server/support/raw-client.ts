import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ClientOptions } from 'ws';

/** Version 1 of the wire protocol, copied from its documentation on purpose: the tests must not follow a change of the code. */
export const PROTOCOL = 'rtc-elements.v1';

export interface Participant {
  id: string;
  name: string;
  instance: string;
  media: { microphone: boolean; camera: boolean; screen: boolean };
  away?: boolean;
}

/** A message of the server, of any type. */
export interface Message {
  type: string;
  re?: number;
  self?: string;
  room?: string;
  resumeToken?: string;
  resumed?: boolean;
  seq?: number;
  participants?: Participant[];
  participant?: Participant;
  from?: string;
  id?: string;
  reason?: string;
  payload?: unknown;
  retryAfterMs?: number;
  iceServers?: { urls: string | string[] }[];
  limits?: { participants: number; message: number; heartbeatMs: number; graceMs?: number };
  error?: { code: string; message: string; retryable: boolean };
}

export interface Joined extends Message {
  self: string;
  resumeToken: string;
  resumed: boolean;
  seq: number;
  participants: Participant[];
}

export interface ConnectOptions extends ClientOptions {
  readonly protocols?: readonly string[];
}

export interface JoinOptions {
  readonly name?: string;
  readonly instance?: string;
  readonly token?: string;
  readonly resume?: { readonly token: string; readonly lastSeq: number };
}

type Match = string | ((message: Message) => boolean);

/** For a test that hangs; a machine that is busy is slow. */
const TIMEOUT_MS = 100_000;

/** A client that speaks the protocol word for word, and whatever else a test wants to say. */
export class RawClient {
  readonly socket: WebSocket;
  /** Everything that came, in order. */
  readonly received: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #untaken: Message[] = [];
  #waiting = new Set<() => void>();
  #lastId = 0;

  constructor(url: string, { protocols = [PROTOCOL], ...options }: ConnectOptions = {}) {
    this.socket = new WebSocket(url, [...protocols], options);
    this.socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      this.received.push(message);
      this.#untaken.push(message);
      for (const look of this.#waiting) look();
    });
    this.socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  static async connect(url: string, options?: ConnectOptions): Promise<RawClient> {
    const client = new RawClient(url, options);
    await once(client.socket, 'open');
    return client;
  }

  /** The pushes of a room among what came. */
  get pushes(): Message[] {
    return this.received.filter((message) => message.type !== 'joined' && message.seq !== undefined);
  }

  /** Messages that `next` has not taken yet. */
  get untaken(): readonly Message[] {
    return this.#untaken;
  }

  /** Forgets what came so far. */
  forget(): void {
    this.received.length = 0;
    this.#untaken = [];
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  sendRaw(data: string | Buffer, options: { binary?: boolean } = {}): void {
    this.socket.send(data, options);
  }

  /** Takes the first message that fits, now or as soon as it comes. */
  next(match: Match): Promise<Message> {
    const fits = typeof match === 'string' ? (message: Message) => message.type === match : match;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        const types = this.received.map(({ type }) => type).join(', ');
        reject(new Error(`waited in vain for ${match.toString()}; came: ${types || 'nothing'}`));
      }, TIMEOUT_MS);
      const look = (): void => {
        const index = this.#untaken.findIndex(fits);
        if (index < 0) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(...(this.#untaken.splice(index, 1) as [Message]));
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Sends with a fresh `id` and returns the reply. */
  request(message: Record<string, unknown>): Promise<Message> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.send({ ...message, id });
    return this.next(({ re }) => re === id);
  }

  async join(room: string, options: JoinOptions = {}): Promise<Joined> {
    const reply = await this.request({ type: 'join', room, name: 'Ann', instance: 'page-1', ...options });
    if (reply.type !== 'joined') throw new Error(`not joined: ${JSON.stringify(reply)}`);
    return reply as Joined;
  }

  /** Waits until the server has handled all that was sent, and what it had to say of it is here. */
  async settle(): Promise<void> {
    await this.request({ type: 'ping' });
  }

  close(): void {
    this.socket.close();
  }

  terminate(): void {
    this.socket.terminate();
  }
}
