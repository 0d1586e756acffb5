import { addressGroup } from '../doors/client-address.js';
import { Budget } from './budget.js';
import { BURST_SECONDS, TokenBucket } from './token-bucket.js';

/** A connection or a request, as part of what its address has. */
export interface Place {
  /** To be called once, when it is over. */
  leave(): void;
}

/** A WebSocket, as part of what its address has and does. */
export interface Visitor extends Place {
  /** Its address, or the network that counts as one. */
  readonly address: string;
  /** Whether this address may try to join once more. */
  takeJoin(): boolean;
  /** What this socket may send. */
  readonly budget: Budget;
  /** To be called when it has sent far too much. Costs its address as much as the joins of one second. */
  noteFlood(): void;
}

export interface VisitorLimits {
  readonly socketsPerAddress: number;
  readonly joinsPerSecond: number;
  readonly messagesPerSecond: number;
}

/** Why there is no socket more for an address. */
export interface Refusal {
  readonly refused: 'too many sockets' | 'too many floods';
  /** Nobody has been refused since the address last had its way: what repeats itself needs no telling. */
  readonly isNews: boolean;
}

interface Address {
  sockets: number;
  /** The last socket was refused. */
  isRefused: boolean;
  readonly joins: TokenBucket;
  /** Of a socket that was sent away for a flood: until it is full again, coming back is no new start. */
  spent?: Budget;
}

/** A class, since every socket keeps one: closures would take five times the memory. */
class Guest implements Visitor {
  readonly address: string;
  readonly budget: Budget;
  readonly #address: Address;

  constructor(group: string, address: Address, budget: Budget) {
    this.address = group;
    this.#address = address;
    this.budget = budget;
  }

  takeJoin(): boolean {
    return this.#address.joins.take();
  }

  noteFlood(): void {
    this.#address.spent = this.budget;
    this.#address.joins.drain();
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

  /** Counts a connection or a request, or says why not. */
  connect(from: string): Place | Refusal {
    const address = this.#find(from);
    return this.#count(address, false) ?? { leave: () => (address.sockets -= 1) };
  }

  /** Lets a WebSocket in, or says why not. */
  enter(from: string): Visitor | Refusal {
    const address = this.#find(from);
    const spent = address.spent?.isFull() === false ? address.spent : undefined;
    // Who floods again and again is not even heard. Everybody else is told when joins are too many.
    const hasFlooded = spent !== undefined && !address.joins.hasOne();
    const refusal = this.#count(address, hasFlooded);
    return (
      refusal ??
      new Guest(addressGroup(from), address, spent?.passOn() ?? new Budget(this.#limits.messagesPerSecond))
    );
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

  #find(from: string): Address {
    const group = addressGroup(from);
    const known = this.#addresses.get(group);
    if (known) return known;
    const address = { sockets: 0, isRefused: false, joins: new TokenBucket(this.#limits.joinsPerSecond) };
    this.#addresses.set(group, address);
    return address;
  }

  /** Counts one more, unless there is a reason not to. */
  #count(address: Address, hasFlooded: boolean): Refusal | undefined {
    const isFull = address.sockets >= this.#limits.socketsPerAddress;
    const isNews = !address.isRefused;
    address.isRefused = isFull || hasFlooded;
    if (address.isRefused) return { refused: isFull ? 'too many sockets' : 'too many floods', isNews };
    address.sockets += 1;
    return undefined;
  }
}
