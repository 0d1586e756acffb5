import { addressGroup } from './address.js';
import { Budget } from './budget.js';
import { BURST_SECONDS, TokenBucket } from './token-bucket.js';

/** One socket, as part of what its address has and does. */
export interface Visitor {
  /** Whether this address may try to join once more. */
  takeJoin(): boolean;
  /** What this socket may send. */
  readonly budget: Budget;
  /** To be called when it has sent far too much. */
  noteFlood(): void;
  /** To be called once, when the socket is gone. */
  leave(): void;
}

export interface VisitorLimits {
  readonly socketsPerAddress: number;
  readonly joinsPerSecond: number;
  readonly messagesPerSecond: number;
}

interface Address {
  sockets: number;
  readonly joins: TokenBucket;
  /** Of a socket that was sent away for a flood: until it is full again, coming back is no new start. */
  spent?: Budget;
}

/** A class, since every socket keeps one: closures would take five times the memory. */
class Guest implements Visitor {
  readonly budget: Budget;
  readonly #address: Address;

  constructor(address: Address, budget: Budget) {
    this.#address = address;
    this.budget = budget;
  }

  takeJoin(): boolean {
    return this.#address.joins.take();
  }

  noteFlood(): void {
    this.#address.spent = this.budget;
  }

  leave(): void {
    this.#address.sockets -= 1;
  }
}

/** Counts by address, so that nobody takes the places of all. */
export class Visitors {
  readonly #limits: VisitorLimits;
  readonly #addresses = new Map<string, Address>();
  readonly #timer: NodeJS.Timeout;

  constructor(limits: VisitorLimits) {
    this.#limits = limits;
    this.#timer = setInterval(() => this.forget(), BURST_SECONDS * 1000).unref();
  }

  /** Number of addresses that are remembered. */
  get size(): number {
    return this.#addresses.size;
  }

  /** Lets a socket in, or returns `undefined` where the address has its most. */
  enter(from: string): Visitor | undefined {
    const group = addressGroup(from);
    const address: Address = this.#addresses.get(group) ?? {
      sockets: 0,
      joins: new TokenBucket(this.#limits.joinsPerSecond),
    };
    if (address.sockets >= this.#limits.socketsPerAddress) return undefined;
    this.#addresses.set(group, address);
    address.sockets += 1;
    const { spent } = address;
    const isSpent = spent !== undefined && !spent.isFull();
    return new Guest(address, isSpent ? spent.passOn() : new Budget(this.#limits.messagesPerSecond));
  }

  /** Forgets who is gone. One who did a lot is remembered for a while, or coming back would be a new start. */
  forget(): void {
    for (const [group, { sockets, joins, spent }] of this.#addresses) {
      if (sockets === 0 && joins.isFull() && spent?.isFull() !== false) this.#addresses.delete(group);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
