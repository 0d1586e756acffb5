import type { MemberLink, Membership, RoomEngine } from '../rooms/engine.js';

/** Delivery of the pushes of one membership to its client: begins once the client listens, and confirms its resume token. */
export class Delivery {
  readonly membership: Membership;
  readonly #engine: RoomEngine;
  readonly #link: MemberLink;
  /** Text of the pong with which delivery begins; undefined once it has begun. */
  #awaitedPong: string | undefined;
  /** Whether a message is still to come that shows that the client has its new resume token. */
  #isUnconfirmed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(membership: Membership, engine: RoomEngine, link: MemberLink) {
    this.membership = membership;
    this.#engine = engine;
    this.#link = link;
  }

  /** Begins to deliver pushes. */
  open(): void {
    this.#awaitedPong = undefined;
    this.#engine.open(this.membership, this.#link);
  }

  /**
   * Begins to deliver when the client answers a ping with this text, which was sent right after `joined`. A message of the
   * client is no proof that it has read `joined`: it may have been on its way before.
   */
  openAfterPong(text: string): void {
    this.#awaitedPong = text;
    this.#isUnconfirmed = true;
  }

  handlePong(data: Buffer): void {
    if (this.#awaitedPong !== undefined && this.#awaitedPong === data.toString()) this.open();
  }

  /** Begins to deliver although the client has not answered the ping, if that is still awaited. */
  openWithoutPong(): void {
    if (this.#awaitedPong !== undefined) this.open();
  }

  /** To be called for each message of the client. */
  confirm(): void {
    if (!this.#isUnconfirmed || this.#awaitedPong !== undefined) return;
    this.#isUnconfirmed = false;
    this.#engine.confirm(this.membership);
  }

  /** Calls the action once per interval until the delivery is given up. */
  repeat(action: () => void, intervalMs: number): void {
    this.#timer = setInterval(action, intervalMs).unref();
  }

  /** Stops the timer. */
  end(): void {
    clearInterval(this.#timer);
  }
}
