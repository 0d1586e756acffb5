import type { MediaState, ProtocolParticipant } from '../../src/protocol/index.js';
import type { JoinRequest, MemberLink, Membership } from './engine.js';
import { createSecret, isSameSecret } from './ids.js';
import type { Push } from './pushes.js';
import type { ReplayMemory } from './replay-memory.js';
import { ReplayRing } from './replay-ring.js';

/** What a member sends who has said nothing of it. */
export const NOTHING_SENT: MediaState = Object.freeze({ microphone: false, camera: false, screen: false });

/** One place in a room, whether its socket is there or not. */
export class Member {
  readonly id: string;
  readonly room: string;
  name: string;
  instance: string;
  media: MediaState = NOTHING_SENT;
  away = false;
  /** The newest hold on this place; every older one is void. */
  membership: Membership;

  readonly #ring: ReplayRing;
  #secret = createSecret();
  /** The secret that the member came back with, until the new one is known to have arrived. */
  #previous: string | undefined;
  #delivered = 0;
  #link: MemberLink | undefined;
  #graceTimer: NodeJS.Timeout | undefined;

  /** @param secret - With which somebody claimed the id who had it before the server was started again. */
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

  /** The number after which delivery goes on. */
  get seq(): number {
    return this.#delivered;
  }

  /** Whether this secret gives the place back. The previous one does where nobody listens with the new one. */
  accepts(secret: string): boolean {
    if (isSameSecret(secret, this.#secret)) return true;
    return !this.#link && this.#previous !== undefined && isSameSecret(secret, this.#previous);
  }

  /** The member has the new secret: the previous one is void. */
  confirm(): void {
    this.#previous = undefined;
  }

  /** The member as the others see it. */
  describe(): ProtocolParticipant {
    const { id, name, instance, media } = this;
    return this.away ? { id, name, instance, media, away: true } : { id, name, instance, media };
  }

  /** Numbers the push, keeps it, and delivers it if there is a socket. */
  push({ head, tail }: Push): void {
    const frame = `${head}${this.#ring.lastSeq + 1}${tail}`;
    this.#ring.add(frame);
    if (this.#link) {
      this.#delivered = this.#ring.lastSeq;
      this.#link.deliver(frame);
    }
  }

  /**
   * Gives the place to a newer socket: older holds are void, and so are all secrets but the one it came with.
   *
   * @param secret - One that `accepts` has accepted.
   * @param lastSeq - The last push that the member has seen; `undefined` where that is not known.
   * @returns Whether everything after `lastSeq` can be delivered. If not, delivery goes on with what comes now.
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
   * Delivers what has been kept, and from now on what comes.
   *
   * @returns Whether nothing is missing.
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

  /** The socket is gone. */
  goAway(graceMs: number, expire: (member: Member) => void): void {
    this.release();
    this.away = true;
    this.#graceTimer = setTimeout(expire, graceMs, this).unref();
  }

  /** Stops delivery and timer. */
  release(): void {
    clearTimeout(this.#graceTimer);
    this.#graceTimer = undefined;
    this.#link = undefined;
    this.#ring.isAwaited = true;
  }

  /** The place is given up. */
  end(): void {
    this.release();
    this.#ring.clear();
  }
}
