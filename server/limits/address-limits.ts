import { addressGroup } from '../doors/client-address.js';
import { Budget } from './budget.js';
import { BURST_SECONDS, TokenBucket } from './token-bucket.js';

/** One of the connections or requests that an address may have at once. */
export interface Slot {
  /** To be called once, when the connection or request is over. */
  release(): void;
}

export interface AddressLimitsOptions {
  readonly socketsPerAddress: number;
  readonly joinsPerSecond: number;
  readonly messagesPerSecond: number;
}

/** Reason why an address gets no slot. */
export interface SlotRefusal {
  readonly refused: 'too many sockets' | 'too many floods';
  /** Whether the address got its last slot: the refusals that follow one another need one line in the log. */
  readonly isNews: boolean;
}

interface Address {
  slots: number;
  /** Whether the last slot was refused. */
  isRefused: boolean;
  readonly joins: TokenBucket;
  /** Budget of a socket that was closed for a flood: until it is full again, the next sockets go on with it. */
  flooded?: Budget;
}

/**
 * The limits of one WebSocket, which share those of its address. A class, since every socket keeps one: closures would take
 * five times the memory.
 */
export class SocketQuota implements Slot {
  /** The address, or the network that counts as one. */
  readonly address: string;
  /** Limits the messages of this socket. */
  readonly budget: Budget;
  readonly #address: Address;

  constructor(group: string, address: Address, budget: Budget) {
    this.address = group;
    this.#address = address;
    this.budget = budget;
  }

  /** Whether this address may try to join again; counts the attempt. */
  takeJoin(): boolean {
    return this.#address.joins.take();
  }

  /** To be called when the socket has sent far too much. Costs its address as much as the joins of one second. */
  noteFlood(): void {
    this.#address.flooded = this.budget;
    this.#address.joins.drain();
  }

  release(): void {
    this.#address.slots -= 1;
  }
}

/** Limits by address, so that one address does not use up the server for all. */
export class AddressLimits {
  readonly #options: AddressLimitsOptions;
  readonly #addresses = new Map<string, Address>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: AddressLimitsOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.forget(), BURST_SECONDS * 1000).unref();
  }

  /** Number of addresses that are remembered. */
  get size(): number {
    return this.#addresses.size;
  }

  /** Counts a connection or request of plain HTTP. */
  takeSlot(from: string): Slot | SlotRefusal {
    const address = this.#find(from);
    return this.#count(address, false) ?? { release: () => (address.slots -= 1) };
  }

  /** Counts a WebSocket. */
  openSocket(from: string): SocketQuota | SlotRefusal {
    const address = this.#find(from);
    const flooded = address.flooded?.isFull() === false ? address.flooded : undefined;
    // Without joins left, an address that has not flooded still gets a socket, on which the error can be read.
    const floodsAgain = flooded !== undefined && !address.joins.hasOne();
    const refusal = this.#count(address, floodsAgain);
    if (refusal) return refusal;
    const budget = flooded?.passOn() ?? new Budget(this.#options.messagesPerSecond);
    return new SocketQuota(addressGroup(from), address, budget);
  }

  /** Drops addresses without slots once their rates are full: dropped sooner, they would get them back at once. */
  forget(): void {
    for (const [group, { slots, joins, flooded }] of this.#addresses) {
      if (slots === 0 && joins.isFull() && flooded?.isFull() !== false) this.#addresses.delete(group);
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #find(from: string): Address {
    const group = addressGroup(from);
    const found = this.#addresses.get(group);
    if (found) return found;
    const address = { slots: 0, isRefused: false, joins: new TokenBucket(this.#options.joinsPerSecond) };
    this.#addresses.set(group, address);
    return address;
  }

  /** Takes one more slot, or says why there is none. */
  #count(address: Address, floodsAgain: boolean): SlotRefusal | undefined {
    const isFull = address.slots >= this.#options.socketsPerAddress;
    const isNews = !address.isRefused;
    address.isRefused = isFull || floodsAgain;
    if (address.isRefused) return { refused: isFull ? 'too many sockets' : 'too many floods', isNews };
    address.slots += 1;
    return undefined;
  }
}
