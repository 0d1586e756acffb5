import type { Contender } from '../contenders.js';
import type { Relayed } from '../load/relay.js';
import { freePort, startLoad, startServer, type RunningLoad, type RunningServer } from './children.js';

/** Signals that a client has on their way at once, as when a browser finds its candidates. */
export const BURST = 4;

/** A server and the process of its clients. */
export class Arena {
  readonly contender: Contender;
  readonly load: RunningLoad;
  readonly port: number;
  #server: RunningServer;

  private constructor(contender: Contender, port: number, server: RunningServer) {
    this.contender = contender;
    this.port = port;
    this.#server = server;
    this.load = startLoad();
  }

  static async open(contender: Contender): Promise<Arena> {
    const port = await freePort();
    return new Arena(contender, port, await startServer(contender.command(port), port));
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}${this.contender.path}`;
  }

  get server(): RunningServer {
    return this.#server;
  }

  /** Handshakes only. */
  async connect(rooms: number, perRoom: number): Promise<void> {
    const { dialect } = this.contender;
    await this.load.remote.ask('connect', { dialect, urls: [this.url], rooms, perRoom });
  }

  async enter(rooms: number, perRoom: number): Promise<void> {
    await this.connect(rooms, perRoom);
    await this.load.remote.ask('join');
  }

  /** Processor time of the server while something is done, in seconds. */
  async cpuDuring<T>(work: () => Promise<T>): Promise<{ result: T; cpu: number }> {
    const before = await this.#server.remote.ask('cpu');
    const result = await work();
    const after = await this.#server.remote.ask('cpu');
    return { result, cpu: (after - before) / 1e6 };
  }

  /** Has signals of so many bytes relayed as fast as it goes, so many at once from each client. */
  async saturate(
    bytes: number,
    seconds: number,
    burst = BURST,
  ): Promise<{ perSecond: number; perCpuSecond: number }> {
    const work = (): Promise<Relayed> => this.load.remote.ask('saturate', { bytes, seconds, burst });
    const { result, cpu } = await this.cpuDuring(work);
    return { perSecond: result.messages / result.seconds, perCpuSecond: result.messages / cpu };
  }

  /** Kills the server and starts another one in its place. */
  async restart(): Promise<void> {
    await this.#server.kill();
    this.#server = await startServer(this.contender.command(this.port), this.port);
  }

  async close(): Promise<void> {
    await Promise.all([this.load.kill(), this.#server.kill()]);
  }
}
