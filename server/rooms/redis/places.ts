import { describeError } from '../../log/log.js';
import type { Logger } from '../../log/log.js';
import type { Membership } from '../engine.js';
import { readInboxMessage } from './inbox.js';
import type { Place } from './place.js';
import type { Arguments, RedisLink } from './redis-link.js';
import type { ScriptName } from './scripts.js';

export interface PlacesSettings {
  /** Name of this server's inbox. */
  readonly server: string;
  readonly leaseMs: number;
  readonly graceMs: number;
  readonly log: Logger;
}

/** Most members that one run of a script looks after: Redis does nothing else meanwhile. */
export const BATCH = 200;

/** The places of the members who are connected with this server: what is for them gets to them, and their leases are renewed. */
export class Places {
  readonly #settings: PlacesSettings;
  readonly #link: RedisLink;
  readonly #places = new Map<string, Place>();

  constructor(link: RedisLink, settings: PlacesSettings) {
    this.#settings = settings;
    this.#link = link;
    link.on('message', this.#handleMessage);
  }

  /** Takes the place of the one before with the same id, if there is one. */
  add(place: Place): void {
    this.#places.get(place.id)?.end('replaced');
    this.#places.set(place.id, place);
  }

  /** The place that this membership holds; none where it is void. */
  find(membership: Membership): Place | undefined {
    const place = this.#places.get(membership.id);
    return place === membership ? place : undefined;
  }

  /** From here on the membership is void. */
  release(membership: Membership): Place | undefined {
    const place = this.find(membership);
    if (place) this.#places.delete(place.id);
    return place;
  }

  /** Makes all of them void. */
  releaseAll(): readonly Place[] {
    const places = [...this.#places.values()];
    this.#places.clear();
    return places;
  }

  /** Does something as this member, once, and after what the member did before. */
  act(script: ScriptName, place: Place, ...args: Arguments): Promise<unknown> {
    return this.#link.run(script, [place.id, place.hold, place.nextAction(), ...args]);
  }

  /** The socket of the one who held it is gone. */
  async disconnect(place: Place): Promise<void> {
    await this.act('disconnect', place, this.#settings.graceMs);
  }

  /**
   * Brings what was kept in Redis: from before the member listened, or what went by while the connection was broken.
   * Where it is there no longer, the member starts afresh. Never rejects.
   */
  async catchUp(place: Place): Promise<void> {
    if (place.catchingUp) return;
    place.catchingUp = true;
    let seq = place.delivered;
    try {
      const missed = await this.#link.run('missed', [place.id, place.hold, seq]);
      if (Array.isArray(missed)) for (const frame of missed as string[]) place.receive(++seq, frame);
      else if (this.release(place)) {
        place.end('lost');
        await this.disconnect(place);
      }
    } catch (error) {
      // Redis refused it, which says nothing of the place. The next renewal finds that something is missing.
      this.#report(error);
    } finally {
      place.catchingUp = false;
    }
  }

  /** Renews all leases. Never rejects. */
  async renew(): Promise<void> {
    const places = [...this.#places.values()];
    for (let start = 0; start < places.length; start += BATCH) {
      const batch = places.slice(start, start + BATCH).filter((place) => this.find(place));
      try {
        await this.#renewBatch(batch);
      } catch (error) {
        // Redis refused it. The leases of the others are another matter.
        this.#report(error);
      }
    }
  }

  async #renewBatch(batch: readonly Place[]): Promise<void> {
    const { server, leaseMs } = this.#settings;
    const holds = batch.flatMap(({ id, hold }) => [id, hold]);
    const newest = await this.#link.run('renew', [server, leaseMs, ...holds]);
    if (!Array.isArray(newest)) return;
    for (const [index, place] of batch.entries()) {
      const result = newest[index] as number | string | undefined;
      if (typeof result === 'string') this.#report(new Error(result));
      else if (result === -1) this.release(place)?.end('lost');
      else if (place.isListening && result !== undefined && result > place.delivered)
        await this.catchUp(place);
    }
  }

  #handleMessage = (text: string): void => {
    const message = readInboxMessage(text);
    if (message?.kind === 'replaced') {
      const place = this.#places.get(message.id);
      if (place?.hold === message.hold) this.release(place)?.end('replaced');
    } else if (message) {
      const { to, head, tail } = message;
      for (const { id, seq } of to) {
        const place = this.#places.get(id);
        if (place && !place.receive(seq, `${head}${seq}${tail}`)) void this.catchUp(place);
      }
    }
  };

  #report(error: unknown): void {
    this.#settings.log('error', 'redis failed', { error: describeError(error) });
  }
}
