import type { WebSocket } from 'ws';
import { Heartbeat } from '../sockets/heartbeat.js';
import type { Client } from './client.js';

/** After such a time clients may connect again: random, and short enough for all to be back within five seconds. */
const MIN_RETRY_MS = 250;
const MAX_SPREAD_MS = 2750;

/** The clients of one server, from the handshake until their sockets have closed. */
export class Clients {
  readonly #heartbeat: Heartbeat<Client>;
  #handleEmpty: (() => void) | undefined;

  constructor(heartbeatMs: number) {
    this.#heartbeat = new Heartbeat(heartbeatMs);
  }

  get size(): number {
    return this.#heartbeat.size;
  }

  /** Bytes that clients have not read yet. */
  get bufferedBytes(): number {
    let total = 0;
    for (const client of this.#heartbeat) total += client.bufferedBytes;
    return total;
  }

  add(client: Client, webSocket: WebSocket): void {
    this.#heartbeat.add(client);
    webSocket.on('close', () => {
      this.#heartbeat.delete(client);
      void client.handleClose();
      if (this.size === 0) this.#handleEmpty?.();
    });
  }

  /** A random number of milliseconds after which a client may connect again; the more clients, the longer. */
  retryDelay(): number {
    return MIN_RETRY_MS + Math.round(Math.random() * Math.min(MAX_SPREAD_MS, this.size * 10));
  }

  /** Tells all clients to connect again later, and begins to close their sockets. */
  goAway(): void {
    for (const client of this.#heartbeat) client.goAway(this.retryDelay());
  }

  /** Waits until all sockets have closed, and drops those that are still open at the deadline. */
  async close(deadline: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#handleEmpty = resolve;
      deadline.addEventListener('abort', () => resolve());
      if (this.size === 0 || deadline.aborted) resolve();
    });
    for (const client of this.#heartbeat) client.terminate();
  }

  /** Stops the heartbeat. */
  stop(): void {
    this.#heartbeat.stop();
  }
}
