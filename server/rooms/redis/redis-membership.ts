import type { MemberLink, Membership } from '../engine.js';

/** One socket's hold on a member's place in Redis, and what is delivered to it. */
export class RedisMembership implements Membership {
  readonly id: string;
  readonly room: string;
  /** Tells this hold on the place from those before and after it. */
  readonly hold: string;
  /** Whether missed pushes are being fetched. */
  catchingUp = false;
  /** Whether Redis must be told that the member listens, or keeps pushes for it. */
  isBehind: boolean;
  #ending: 'replaced' | 'lost' | undefined;
  #delivered: number;
  #missed: readonly string[];
  #link: MemberLink | undefined;
  #actions = 0;

  /**
   * @param delivered - Number of the push after which delivery begins.
   * @param missed - The pushes after that one, until the join.
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

  /** Whether pushes are delivered. */
  get isListening(): boolean {
    return this.#link !== undefined;
  }

  /** Number of the last push that was delivered. */
  get delivered(): number {
    return this.#delivered;
  }

  /** Number of the member's next action, by which a script knows a repeated one. */
  nextAction(): number {
    this.#actions += 1;
    return this.#actions;
  }

  /** Delivers the missed pushes, and from now on those that come. */
  open(link: MemberLink): void {
    if (this.#ending) return link[this.#ending]();
    this.#link = link;
    for (const frame of this.#missed) link.deliver(frame);
    this.#delivered += this.#missed.length;
    this.#missed = [];
  }

  /**
   * Delivers the push with this number, unless it was delivered before.
   *
   * @returns False if a push before it is missing.
   */
  receive(seq: number, frame: string): boolean {
    if (!this.#link) {
      // Redis keeps it until the member listens.
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

  /** Ends it because a newer socket has taken over (`replaced`), or because the place is gone (`lost`). */
  end(ending: 'replaced' | 'lost'): void {
    this.#ending = ending;
    this.#link?.[ending]();
    this.#link = undefined;
  }
}
