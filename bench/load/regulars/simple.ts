import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../client.js';
import type { Regular } from '../regular.js';

/** The light client of a server, and a pause before each attempt to connect again. */
export class SimpleRegular implements Regular {
  onIn: () => void = () => {};
  readonly #create: () => Client;
  readonly #pauseMs: (failures: number) => number;
  #client: Client | undefined;
  #failures = 0;
  #stopped = false;

  /** @param pauseMs - After so many attempts in vain, 0 when the connection has just broken. */
  constructor(create: () => Client, pauseMs: (failures: number) => number) {
    this.#create = create;
    this.#pauseMs = pauseMs;
  }

  start(): void {
    void this.#live();
  }

  stop(): void {
    this.#stopped = true;
    this.#client?.close();
  }

  async #live(): Promise<void> {
    while (!this.#stopped) {
      const client = (this.#client = this.#create());
      const { closed } = client;
      try {
        await client.opened();
        await Promise.race([client.join(), closed]);
        this.#failures = 0;
        this.onIn();
        await closed;
      } catch {
        this.#failures += 1;
      }
      await sleep(this.#pauseMs(this.#failures));
    }
  }
}
