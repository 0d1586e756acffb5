import type { MemberLink, Membership, RoomEngine } from '../rooms/engine.js';

/** A client's seat in a room: begins delivery once the client listens, and confirms the token that it came back with. */
export class Seat {
  readonly membership: Membership;
  readonly #engine: RoomEngine;
  readonly #link: MemberLink;
  /** What the pong will say that shows that the client listens. */
  #awaitedPong: string | undefined;
  /** The client has said nothing since it began to listen. */
  #isUnconfirmed = false;
  #iceTimer: NodeJS.Timeout | undefined;

  constructor(membership: Membership, engine: RoomEngine, link: MemberLink) {
    this.membership = membership;
    this.#engine = engine;
    this.#link = link;
  }

  /** Delivers what the others say. */
  open(): void {
    this.#awaitedPong = undefined;
    this.#engine.open(this.membership, this.#link);
  }

  /**
   * Delivers it when the client has answered this ping, which was sent right behind what it has to read first. What a
   * client says meanwhile does not show that it has read anything: it may have been on its way already.
   */
  openAfterPong(text: string): void {
    this.#awaitedPong = text;
    this.#isUnconfirmed = true;
  }

  handlePong(data: Buffer): void {
    if (this.#awaitedPong !== undefined && this.#awaitedPong === data.toString()) this.open();
  }

  /** Delivers it if that is still to be done, though the client has not answered. */
  openAtLast(): void {
    if (this.#awaitedPong !== undefined) this.open();
  }

  handleMessage(): void {
    if (!this.#isUnconfirmed || this.#awaitedPong !== undefined) return;
    this.#isUnconfirmed = false;
    this.#engine.confirm(this.membership);
  }

  /** Does something again and again: TURN credentials expire. */
  repeat(action: () => void, intervalMs: number): void {
    this.#iceTimer = setInterval(action, intervalMs).unref();
  }

  end(): void {
    clearInterval(this.#iceTimer);
  }
}
