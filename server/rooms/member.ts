import type { MediaState, ProtocolParticipant } from '../../src/protocol/index.js';
import type { JoinRequest, MemberLink, Membership } from './engine.js';
import { createSecret, isSameSecret } from './ids.js';
import type { Push } from './pushes.js';
import type { ReplayMemory } from './replay-memory.js';
import { ReplayRing } from './replay-ring.js';

/** Media of a member until its first `update`. */
export const NOTHING_SENT: MediaState = Object.freeze({ microphone: false, camera: false, screen: false });

/** A member of a room, connected or away. */
export class Member {
  readonly id: string;
  readonly room: string;
  name: string;
  instance: string;
  media: MediaState = NOTHING_SENT;
  away = false;
  /** The newest membership; every older one is void. */
  membership: Membership;

  readonly #ring: ReplayRing;
  #secret = createSecret();
  /** The secret that the member came back with, until the member is known to have the new one. */
  #previous: string | undefined;
  #delivered = 0;
  #link: MemberLink | undefined;
  #graceTimer: NodeJS.Timeout | undefined;

  /** @param secret - Secret of a token from before the restart of the server, by which this member claims its id. */
  constructor(
    id: string,
    { room, name = '', instance }: JoinRequest,
    memory: ReplayMemory,
    secret: string | undefined,
  ) {
    this.#ring = new ReplayRing(memory);
    this.id = id;
    this.room = room;
    this.name = name;
    this.instance = instance;
    this.membership = { room, id };
    this.#previous = secret;
  }

  get secret(): string {
    return this.#secret;
  }

  /** Number of the push after which delivery goes on. */
  get seq(): number {
    return this.#delivered;
  }

  /** Whether this secret gives the place back. The previous one does until a client listens with the new one. */
  accepts(secret: string): boolean {
    if (isSameSecret(secret, this.#secret)) return true;
    return !this.#link && this.#previous !== undefined && isSameSecret(secret, this.#previous);
  }

  /** Makes the previous secret void: the member has the new one. */
  confirm(): void {
    this.#previous = undefined;
  }

  /** The member as the other members see it. */
  describe(): ProtocolParticipant {
    const { id, name, instance, media } = this;
    return this.away ? { id, name, instance, media, away: true } : { id, name, instance, media };
  }

  /** Numbers a push, keeps it, and delivers it if a client listens. */
  push({ head, tail }: Push): void {
    const frame = `${head}${this.#ring.lastSeq + 1}${tail}`;
    this.#ring.add(frame);
    if (this.#link) {
      this.#delivered = this.#ring.lastSeq;
      this.#link.deliver(frame);
    }
  }

  /**
   * Gives the place to a newer socket. Older memberships become void, and so do all secrets but the one it came with.
   *
   * @param secret - One that `accepts` has accepted.
   * @param lastSeq - Number of the last push that the member has; `undefined` if unknown.
   * @returns Whether all pushes after `lastSeq` can be delivered. If not, only those that come from now on are.
   */
  takeOver(instance: string, secret: string, lastSeq: number | undefined): boolean {
    const link = this.#link;
    this.release();
    link?.replaced();
    const resumed = lastSeq !== undefined && instance === this.instance && this.#ring.covers(lastSeq);
    if (!resumed) this.#ring.clear();
    this.#delivered = resumed ? lastSeq : this.#ring.lastSeq;
    if (instance !== this.instance) this.media = NOTHING_SENT;
    this.instance = instance;
    this.away = false;
    this.#previous = secret;
    this.#secret = createSecret();
    this.membership = { room: this.room, id: this.id };
    return resumed;
  }

  /**
   * Delivers the pushes that were kept, and from now on those that come.
   *
   * @returns False if some are no longer kept; then nothing is delivered.
   */
  open(link: MemberLink): boolean {
    if (!this.#ring.covers(this.#delivered)) return false;
    const missed = this.#ring.after(this.#delivered);
    this.#link = link;
    this.#ring.isAwaited = false;
    this.#delivered = this.#ring.lastSeq;
    for (const frame of missed) link.deliver(frame);
    return true;
  }

  /** Holds the place for the grace period. */
  goAway(graceMs: number, expire: (member: Member) => void): void {
    this.release();
    this.away = true;
    this.#graceTimer = setTimeout(expire, graceMs, this).unref();
  }

  /** Stops delivery and the timer of the grace period. */
  release(): void {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
    this.#link = undefined;
    this.#ring.isAwaited = true;
  }

  /** Gives up the place, and the memory of its ring. */
  end(): void {
    this.release();
    this.#ring.clear();
  }
}
