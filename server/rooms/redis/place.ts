import type { MemberLink, Membership } from '../engine.js';

/** A member's place, as the server knows it that the member is connected with. */
export class Place implements Membership {
  readonly id: string;
  readonly room: string;
  /** Tells this socket's hold on the place from those before and after it. */
  readonly hold: string;
  /** What the member has to hear is being fetched. */
  catchingUp = false;
  /** Redis is to be told that the member listens, or has more for it. */
  isBehind: boolean;
  #ending: 'replaced' | 'lost' | undefined;
  #delivered: number;
  #missed: readonly string[];
  #link: MemberLink | undefined;
  #actions = 0;

  /**
   * @param delivered - Number of the push after which delivery begins.
   * @param missed - What came after it, before there was this place.
   * @param returned - Whether the member had this place before.
   */
  constructor(
    id: string,
    room: string,
    hold: string,
    delivered: number,
    missed: readonly string[],
    returned: boolean,
  ) {
    this.id = id;
    this.room = room;
    this.hold = hold;
    this.isBehind = returned;
    this.#delivered = delivered;
    this.#missed = missed;
  }

  /** Whether there is somebody to deliver to. */
  get isListening(): boolean {
    return this.#link !== undefined;
  }

  /** Number of the last push that was delivered. */
  get delivered(): number {
    return this.#delivered;
  }

  /** A number for what the member does next. */
  nextAction(): number {
    this.#actions += 1;
    return this.#actions;
  }

  /** Delivers what was missed, and from now on what comes. */
  open(link: MemberLink): void {
    if (this.#ending) return link[this.#ending]();
    this.#link = link;
    for (const frame of this.#missed) link.deliver(frame);
    this.#delivered += this.#missed.length;
    this.#missed = [];
  }

  /**
   * Delivers the push with this number, once.
   *
   * @returns Whether none is missing before it.
   */
  receive(seq: number, frame: string): boolean {
    if (!this.#link) {
      // It is kept in Redis until the member listens.
      this.isBehind = true;
      return true;
    }
    if (seq > this.#delivered + 1) return false;
    if (seq === this.#delivered + 1) {
      this.#delivered = seq;
      this.#link.deliver(frame);
    }
    return true;
  }

  /** A newer socket has the place (`replaced`), or nobody any more (`lost`). */
  end(ending: 'replaced' | 'lost'): void {
    this.#ending = ending;
    this.#link?.[ending]();
    this.#link = undefined;
  }
}
