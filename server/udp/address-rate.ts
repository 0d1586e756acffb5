import { addressGroup } from '../doors/client-address.js';
import { TokenBucket } from '../limits/token-bucket.js';

const SWEEP_MS = 1000;

export interface Rates {
  /** Most per second for one address (IPv6: one /64). */
  readonly perAddress: number;
  /** Most per second for all addresses. It also bounds the memory, since the sources of datagrams can be made up. */
  readonly altogether: number;
}

/** Rate limits for each address and for all together; ten times as many at once. */
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
    // An address over its own limit must not use up the limit of all.
    if (known?.hasOne(now) === false) return false;
    // Also bounds how many addresses are remembered.
    if (!this.#all.take(1, now)) return false;
    const bucket = known ?? new TokenBucket(this.#perAddress, now);
    if (!known) this.#addresses.set(group, bucket);
    return bucket.take(1, now);
  }

  /** Drops full buckets, which are the same as new ones. */
  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const [group, bucket] of this.#addresses) {
      if (bucket.isFull(now)) this.#addresses.delete(group);
    }
  }
}
