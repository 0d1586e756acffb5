import { executeServerCommand } from '@web/test-runner-commands';
import { checkRequest, type CheckRequest } from '../../src/protocol/check-messages.js';
import { clientMessage, parse, type ClientMessage } from '../../src/protocol/index.js';

/** Everything that a client may say, in a call and before it. */
type Said = ClientMessage | CheckRequest;
type SaidOf<T extends Said['type']> = Extract<Said, { type: T }>;

/** Orders of the test to the other half (scripted-server-host.ts). */
export type ScriptOrder =
  | { readonly mode: 'answer' | 'refuse' | 'hang' }
  | { readonly connection: number; readonly frame: string }
  | { readonly connection: number; readonly close: number };

/** News from the other half. */
export type ScriptNews =
  | { readonly mode: string }
  | { readonly connection: number; readonly opened: true }
  | { readonly connection: number; readonly frame: string }
  | { readonly connection: number; readonly closed: number };

interface Ports {
  readonly port: number;
  readonly control: number;
}

/** Message by which a server lets somebody in who is alone there, without the number of the request. */
export const ADMISSION = {
  type: 'joined',
  self: 'me',
  room: 'r',
  resumeToken: 'token',
  resumed: false,
  seq: 0,
  participants: [],
  iceServers: [],
  limits: { participants: 8, message: 65_536, heartbeatMs: 0 },
};

/** A queue that can be waited at. */
class Queue<T> {
  readonly #items: T[] = [];
  readonly #waiting: ((item: T) => void)[] = [];

  add(item: T): void {
    const next = this.#waiting.shift();
    if (next) next(item);
    else this.#items.push(item);
  }

  take(): Promise<T> {
    const item = this.#items.shift();
    return item === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(item);
  }
}

/** One client's connection with a scripted server. */
export class ScriptedConnection {
  /** The code with which the client has closed it. */
  readonly closed: Promise<number>;
  /** Everything that the client has said. */
  readonly received: Said[] = [];
  readonly #send: (frame: string) => void;
  readonly #close: (code: number) => void;
  readonly #messages = new Queue<Said>();
  #end: (code: number) => void = () => undefined;

  constructor(send: (frame: string) => void, close: (code: number) => void) {
    this.#send = send;
    this.#close = close;
    this.closed = new Promise((resolve) => (this.#end = resolve));
  }

  /** The next message of this type; others that come before are passed over. */
  async next<T extends Said['type']>(type: T): Promise<SaidOf<T>> {
    for (;;) {
      const message = await this.#messages.take();
      if (message.type === type) return message as SaidOf<T>;
    }
  }

  /** Says something: an object as JSON, a string as it is. */
  send(frame: object | string): void {
    this.#send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Waits for the join, and answers it. */
  async admit(admission: object = {}): Promise<SaidOf<'join'>> {
    const join = await this.next('join');
    this.send({ ...ADMISSION, re: join.id, ...admission });
    return join;
  }

  close(code: number): void {
    this.#close(code);
  }

  handle(news: Exclude<ScriptNews, { mode: string } | { opened: true }>): void {
    if ('closed' in news) this.#end(news.closed);
    else {
      const known = parse(clientMessage, news.frame);
      const parsed = known.ok ? known : parse(checkRequest, news.frame);
      if (!parsed.ok) throw new Error(`The client said ${news.frame}: ${parsed.detail}`);
      this.received.push(parsed.message);
      this.#messages.add(parsed.message);
    }
  }
}

/** A server of which the test decides every word: a newer one, a broken one, a proxy. */
export class ScriptedServer {
  /** Address for a transport. */
  readonly url: string;
  /** Number of clients that have connected. */
  connections = 0;
  /** The one that came last. */
  last: ScriptedConnection | undefined;
  readonly #ports: Ports;
  readonly #control: WebSocket;
  readonly #open = new Map<number, ScriptedConnection>();
  readonly #fresh = new Queue<ScriptedConnection>();
  readonly #modes = new Queue<string>();
  #admission: object | undefined;

  private constructor(ports: Ports, control: WebSocket) {
    this.#ports = ports;
    this.#control = control;
    this.url = `ws://localhost:${ports.port}/signal`;
    control.addEventListener('message', ({ data }) => this.#handle(JSON.parse(String(data)) as ScriptNews));
  }

  static async start(): Promise<ScriptedServer> {
    const ports = await executeServerCommand<Ports, undefined>('signaling:script');
    const control = new WebSocket(`ws://localhost:${ports.control}`);
    await new Promise((resolve) => control.addEventListener('open', resolve));
    return new ScriptedServer(ports, control);
  }

  /** The next client that connects. */
  connection(): Promise<ScriptedConnection> {
    return this.#fresh.take();
  }

  /**
   * Answers every join from now on. A client that connects again may give a connection up for another before it has
   * said anything there.
   */
  admitEverybody(admission: object = {}): void {
    this.#admission = admission;
  }

  /**
   * Sets what becomes of connections from now on: they are answered, refused as where nothing listens, or
   * hang as where packets are dropped. With the last two, those that are open break.
   */
  async behave(mode: 'answer' | 'refuse' | 'hang'): Promise<void> {
    this.#order({ mode });
    await this.#modes.take();
  }

  async stop(): Promise<void> {
    this.#control.close();
    await executeServerCommand('signaling:stop', { port: this.#ports.port });
  }

  #handle(news: ScriptNews): void {
    if ('mode' in news) this.#modes.add(news.mode);
    else if ('opened' in news) {
      const { connection } = news;
      const opened = new ScriptedConnection(
        (frame) => this.#order({ connection, frame }),
        (close) => this.#order({ connection, close }),
      );
      this.connections += 1;
      this.last = opened;
      this.#open.set(connection, opened);
      this.#fresh.add(opened);
      if (this.#admission) void opened.admit(this.#admission);
    } else this.#open.get(news.connection)?.handle(news);
  }

  #order(order: ScriptOrder): void {
    this.#control.send(JSON.stringify(order));
  }
}
