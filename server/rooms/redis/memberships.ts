import { describeError } from '../../log/log.js';
import type { Logger } from '../../log/log.js';
import type { Membership } from '../engine.js';
import { readInboxMessage } from './inbox.js';
import type { Arguments, RedisLink } from './redis-link.js';
import type { RedisMembership } from './redis-membership.js';
import type { ScriptName } from './scripts.js';

export interface MembershipsSettings {
  /** Name of this server's inbox. */
  readonly server: string;
  readonly leaseMs: number;
  readonly graceMs: number;
  readonly log: Logger;
}

/** Most members that one run of a script handles: Redis does nothing else meanwhile. */
export const BATCH = 200;

/** The memberships of the clients of this server: hands on their pushes, and renews their leases. */
export class Memberships {
  readonly #settings: MembershipsSettings;
  readonly #link: RedisLink;
  /** By the id of the member. */
  readonly #memberships = new Map<string, RedisMembership>();

  constructor(link: RedisLink, settings: MembershipsSettings) {
    this.#settings = settings;
    this.#link = link;
    link.on('message', this.#handleMessage);
  }

  /** Adds a membership, and ends the previous one of the same member. */
  add(membership: RedisMembership): void {
    this.#memberships.get(membership.id)?.end('replaced');
    this.#memberships.set(membership.id, membership);
  }

  /** Finds a membership that this engine has given out; undefined where it is void. */
  find(given: Membership): RedisMembership | undefined {
    const membership = this.#memberships.get(given.id);
    return membership === given ? membership : undefined;
  }

  /** Makes a membership void. */
  release(given: Membership): RedisMembership | undefined {
    const membership = this.find(given);
    if (membership) this.#memberships.delete(membership.id);
    return membership;
  }

  /** Makes all of them void. */
  releaseAll(): readonly RedisMembership[] {
    const memberships = [...this.#memberships.values()];
    this.#memberships.clear();
    return memberships;
  }

  /** Runs a script for a member: exactly once, and after those that were run for it before. */
  act(script: ScriptName, membership: RedisMembership, ...args: Arguments): Promise<unknown> {
    return this.#link.run(script, [membership.id, membership.hold, membership.nextAction(), ...args]);
  }

  /** Tells Redis that the socket is gone. */
  async disconnect(membership: RedisMembership): Promise<void> {
    await this.act('disconnect', membership, this.#settings.graceMs);
  }

  /**
   * Fetches the pushes that were kept before the member listened, or missed while the connection to Redis was broken. Where
   * Redis no longer has them, the membership is lost, and the member joins anew. Never rejects.
   */
  async catchUp(membership: RedisMembership): Promise<void> {
    if (membership.catchingUp) return;
    membership.catchingUp = true;
    let seq = membership.delivered;
    try {
      const missed = await this.#link.run('missed', [membership.id, membership.hold, seq]);
      if (Array.isArray(missed)) for (const frame of missed as string[]) membership.receive(++seq, frame);
      else if (this.release(membership)) {
        membership.end('lost');
        await this.disconnect(membership);
      }
    } catch (error) {
      // An error of Redis says nothing about the place. The next renewal finds that pushes are missing.
      this.#report(error);
    } finally {
      membership.catchingUp = false;
    }
  }

  /** Renews all leases. Never rejects. */
  async renew(): Promise<void> {
    const memberships = [...this.#memberships.values()];
    for (let start = 0; start < memberships.length; start += BATCH) {
      const batch = memberships.slice(start, start + BATCH).filter((membership) => this.find(membership));
      try {
        await this.#renewBatch(batch);
      } catch (error) {
        // The leases of the other batches can still be renewed.
        this.#report(error);
      }
    }
  }

  async #renewBatch(batch: readonly RedisMembership[]): Promise<void> {
    const { server, leaseMs } = this.#settings;
    const holds = batch.flatMap(({ id, hold }) => [id, hold]);
    const newest = await this.#link.run('renew', [server, leaseMs, ...holds]);
    if (!Array.isArray(newest)) return;
    for (const [index, membership] of batch.entries()) {
      const result = newest[index] as number | string | undefined;
      if (typeof result === 'string') this.#report(new Error(result));
      else if (result === -1) this.release(membership)?.end('lost');
      else if (membership.isListening && result !== undefined && result > membership.delivered)
        await this.catchUp(membership);
    }
  }

  #handleMessage = (text: string): void => {
    const message = readInboxMessage(text);
    if (message?.kind === 'replaced') {
      const membership = this.#memberships.get(message.id);
      if (membership?.hold === message.hold) this.release(membership)?.end('replaced');
    } else if (message) {
      const { to, head, tail } = message;
      for (const { id, seq } of to) {
        const membership = this.#memberships.get(id);
        if (membership && !membership.receive(seq, `${head}${seq}${tail}`)) void this.catchUp(membership);
      }
    }
  };

  #report(error: unknown): void {
    this.#settings.log('error', 'redis failed', { error: describeError(error) });
  }
}
