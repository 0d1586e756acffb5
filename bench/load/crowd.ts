import type { Client } from './client.js';
import { DIALECTS, type Dialect } from './dialects.js';

export interface CrowdOptions {
  readonly dialect: Dialect;
  /** Addresses that the members of a room connect to, in turn. */
  readonly urls: readonly string[];
  readonly rooms: number;
  readonly perRoom: number;
}

/** Number of handshakes or joins that are under way at once. */
const AT_ONCE = 50;

/** The clients of one scenario. */
export class Crowd {
  readonly clients: Client[] = [];
  readonly #outside: Client[] = [];
  #crowds = 0;

  /** Does the handshakes. */
  async connect({ dialect, urls, rooms, perRoom }: CrowdOptions): Promise<void> {
    this.#crowds += 1;
    const seats = Array.from({ length: rooms * perRoom }, (_, i) => ({
      room: `room-${this.#crowds}-${Math.floor(i / perRoom)}`,
      index: i % perRoom,
    }));
    await inTurn(seats, async (seat) => {
      const client = new DIALECTS[dialect](urls[seat.index % urls.length] ?? '', seat);
      this.clients.push(client);
      await client.opened();
      this.#outside.push(client);
    });
  }

  /** Has everybody take the seat who has none yet. */
  async join(): Promise<void> {
    await inTurn(this.#outside.splice(0), (client) => client.join());
  }

  async close(): Promise<void> {
    const closed = this.clients.map((client) => client.closed);
    for (const client of this.clients.splice(0)) client.close();
    await Promise.all(closed);
  }
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
