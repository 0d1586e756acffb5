import { addressGroup } from '../doors/client-address.js';
import { TokenBucket } from '../limits/token-bucket.js';

const SWEEP_MS = 1000;

export interface Rates {
  /** How many a second of one address (IPv6: of one /64). */
  readonly perAddress: number;
  /** How many a second altogether. It bounds the memory, too: addresses of datagrams can be made up. */
  readonly altogether: number;
}

/** How often something may be done for an address, and for all of them; ten times as often at once. */
export class AddressRate {
  readonly #perAddress: number;
  readonly #all: TokenBucket;
  readonly #addresses = new Map<string, TokenBucket>();
  #sweptAt = 0;

  constructor({ perAddress, altogether }: Rates) {
    this.#perAddress = perAddress;
    this.#all = new TokenBucket(altogether);
  }

  /** Number of addresses that are remembered. */
  get size(): number {
    return this.#addresses.size;
  }

  /** @param now - Milliseconds of any clock that only goes forward. */
  take(address: string, now = performance.now()): boolean {
    if (now - this.#sweptAt >= SWEEP_MS) this.#sweep(now);
    const group = addressGroup(address);
    const known = this.#addresses.get(group);
    // An address that has used up its own share takes nothing from the others.
    if (known?.hasOne(now) === false) return false;
    // Also bounds how many addresses are remembered.
    if (!this.#all.take(1, now)) return false;
    const bucket = known ?? new TokenBucket(this.#perAddress, now);
    if (!known) this.#addresses.set(group, bucket);
    return bucket.take(1, now);
  }

  /** A bucket that is full again is as good as a new one. */
  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [group, bucket] of this.#addresses) {
      if (bucket.isFull(now)) this.#addresses.delete(group);
    }
  }
}
