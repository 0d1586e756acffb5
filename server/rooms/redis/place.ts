import type { MemberLink, Membership } from '../engine.js';

/** A member's place, as the server knows it that the member is connected with. */
export class Place implements Membership {
  readonly id: string;
  readonly room: string;
  /** Tells this socket's hold on the place from those before and after it. */
  readonly hold: string;
  /** A gap is being filled. */
  repairing = false;
  #ending: 'replaced' | 'lost' | undefined;
  #delivered: number;
  /** What came before there was a link. */
  #kept: string[];
  #link: MemberLink | undefined;
  #actions = 0;

  /**
   * @param delivered - Number of the push after which delivery begins.
   * @param missed - What has come since.
   */
  constructor(id: string, room: string, hold: string, delivered: number, missed: readonly string[]) {
    this.id = id;
    this.room = room;
    this.hold = hold;
    this.#kept = [...missed];
    this.#delivered = delivered + missed.length;
  }

  /** Number of the last push that was delivered, or waits for the link. */
  get delivered(): number {
    return this.#delivered;
  }

  /** A number for what the member does next. */
  nextAction(): number {
    this.#actions += 1;
    return this.#actions;
  }

  /** Delivers what was kept, and from now on what comes. */
  open(link: MemberLink): void {
    if (this.#ending) return link[this.#ending]();
    this.#link = link;
    for (const frame of this.#kept.splice(0)) link.deliver(frame);
  }

  /**
   * Takes the push with this number, once.
   *
   * @returns Whether none is missing before it.
   */
  receive(seq: number, frame: string): boolean {
    if (seq > this.#delivered + 1) return false;
    if (seq === this.#delivered + 1) {
      this.#delivered = seq;
      if (this.#link) this.#link.deliver(frame);
      else this.#kept.push(frame);
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
