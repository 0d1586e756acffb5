import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaState, ProtocolParticipant } from '../../../src/protocol/index.js';
import { createId, createSecret, idOf } from '../../ids.js';
import { describeError } from '../../log.js';
import type {
  Admission,
  EngineSettings,
  JoinRequest,
  MemberLink,
  Membership,
  Refusal,
  RoomEngine,
} from '../engine.js';
import { NOTHING_SENT } from '../member.js';
import { signal } from '../pushes.js';
import { formatToken, parseToken } from '../resume-token.js';
import { readInboxMessage } from './inbox.js';
import { Place } from './place.js';
import { RedisLink, RedisRestarted } from './redis-link.js';
import type { Arguments } from './redis-link.js';
import type { ScriptName } from './scripts.js';

export interface RedisEngineOptions {
  /** `redis:` or `rediss:`, with user, password and number of the database where needed. */
  readonly url: string;
  /** Before all keys and channels: servers with the same one act as one. */
  readonly prefix?: string;
  /** Milliseconds after which the members of a server that does not renew their leases are away. Default 10,000. */
  readonly leaseMs?: number;
}

/** So many times a lease is renewed before it would be over. */
const RENEWALS = 3;
/** Most members that one run of a script looks after: Redis does nothing else meanwhile. */
const BATCH = 200;
const SWEEP_MS = 1000;
/** How long somebody who joins waits for a Redis that is away. */
const PATIENCE_MS = 5000;
/** How long a server that stops waits for Redis. */
const CLOSE_MS = 1000;

/** What the script `join` answers where there is a place. */
type Admitted = [
  id: string,
  resumed: number,
  base: number,
  returned: number,
  others: string[],
  missed: string[],
  rooms: number,
  members: number,
];

/**
 * The rooms of several servers, in one Redis. There is all that counts: who is in which room, and each member's last
 * pushes. A server has the places of those who are connected with it, and nothing is lost when it dies.
 */
export class RedisEngine implements RoomEngine {
  readonly #settings: EngineSettings;
  readonly #leaseMs: number;
  readonly #server: string;
  readonly #link: RedisLink;
  readonly #places = new Map<string, Place>();
  readonly #timers: readonly NodeJS.Timeout[];
  #counted = { rooms: 0, members: 0 };

  private constructor(settings: EngineSettings, leaseMs: number, server: string, link: RedisLink) {
    this.#settings = settings;
    this.#leaseMs = leaseMs;
    this.#server = server;
    this.#link = link;
    link.on('message', this.#handleMessage);
    link.on('lost', (error) => settings.log('warn', 'redis lost', { error }));
    link.on('ready', this.#handleReady);
    this.#timers = [this.#every(leaseMs / RENEWALS, this.#renew), this.#every(SWEEP_MS, this.#sweep)];
  }

  /** @throws Error with one clear line if Redis cannot be used, or `ioredis` is not installed. */
  static async create(settings: EngineSettings, options: RedisEngineOptions): Promise<RedisEngine> {
    const { url, prefix = 'rtc-signal', leaseMs = 10_000 } = options;
    const server = createId();
    return new RedisEngine(
      settings,
      leaseMs,
      server,
      await RedisLink.connect({ url, prefix, inbox: server }),
    );
  }

  get available(): boolean {
    return this.#link.ready;
  }

  async join(request: JoinRequest): Promise<Admission | Refusal> {
    if (!(await this.#link.whenReady(PATIENCE_MS))) return { refused: 'server-busy' };
    const { maxParticipants, maxRooms, maxMembers } = this.#settings;
    const { room, instance, name, identity, resume } = request;
    const [hold, secret] = [createId(), createSecret()];
    const token = resume && parseToken(resume.token);
    const known = token && idOf(token.key, room, identity);
    // Given out before Redis was started: its holder keeps the id by which the others know it.
    const isClaim = token !== undefined && token.life !== this.#link.life;
    const fresh = createSecret();
    const reply = await this.#run('join', [
      ...[this.#server, hold, room, JSON.stringify(instance), textOf(name)],
      ...[digest(secret), JSON.stringify(NOTHING_SENT), maxParticipants, maxRooms, maxMembers, this.#leaseMs],
      ...[idOf(fresh, room, identity), known ?? '', token ? digest(token.secret) : ''],
      // What another life has counted means nothing in this one.
      ...[resume && !isClaim ? resume.lastSeq : -1, isClaim ? 1 : 0],
    ]);
    if (reply === undefined) return { refused: 'server-busy' };
    if (typeof reply === 'string') return { refused: reply as Refusal['refused'] };
    const [id, resumed, seq, returned, others, missed, ...counted] = reply as Admitted;
    this.#count(counted);
    const place = new Place(id, room, hold, seq, missed, returned === 1);
    this.#places.get(id)?.end('replaced');
    this.#places.set(id, place);
    const key = token && id === known ? token.key : fresh;
    return {
      membership: place,
      resumeToken: formatToken({ key, life: this.#link.life, secret }),
      returned: returned === 1,
      resumed: resumed === 1,
      seq,
      participants: others.map((text) => JSON.parse(text) as ProtocolParticipant),
    };
  }

  open(membership: Membership, link: MemberLink): void {
    if (!(membership instanceof Place)) return;
    membership.open(link);
    if (membership.isBehind) void this.#catchUp(membership).catch(this.#report);
  }

  confirm(membership: Membership): void {
    const place = this.#find(membership);
    if (place) void this.#act('confirm', place).catch(this.#report);
  }

  async signal(membership: Membership, to: string, payload: string): Promise<boolean> {
    const place = this.#find(membership);
    if (!place || to === place.id) return false;
    const { head, tail } = signal(place.id, payload);
    return (await this.#act('signal', place, to, head, tail)) === 1;
  }

  async update(
    membership: Membership,
    { name, media }: { readonly name?: string | undefined; readonly media?: MediaState | undefined },
  ): Promise<void> {
    const place = this.#find(membership);
    if (!place || (name === undefined && media === undefined)) return;
    await this.#act('update', place, textOf(name), textOf(media));
  }

  async leave(membership: Membership): Promise<void> {
    const place = this.#release(membership);
    if (!place) return;
    const counted = await this.#act('leave', place);
    if (Array.isArray(counted)) this.#count(counted as number[]);
  }

  async disconnect(membership: Membership): Promise<void> {
    const place = this.#release(membership);
    if (place) await this.#act('disconnect', place, this.#settings.graceMs);
  }

  count(): { rooms: number; members: number } {
    return this.#counted;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const places = [...this.#places.values()];
    this.#places.clear();
    if (this.#link.ready) {
      const { graceMs } = this.#settings;
      const away = places.map((place) => this.#act('disconnect', place, graceMs).catch(this.#report));
      await Promise.race([Promise.all(away), wait(CLOSE_MS, undefined, { ref: false })]);
    }
    this.#link.close();
  }

  #find(membership: Membership): Place | undefined {
    const place = this.#places.get(membership.id);
    return place === membership ? place : undefined;
  }

  /** From here on the membership is void. */
  #release(membership: Membership): Place | undefined {
    const place = this.#find(membership);
    if (place) this.#places.delete(place.id);
    return place;
  }

  /** Does something as this member, once, and after what the member did before. */
  #act(script: ScriptName, place: Place, ...args: Arguments): Promise<unknown> {
    return this.#run(script, [place.id, place.hold, place.nextAction(), ...args]);
  }

  /** Runs a script; `undefined` where Redis was started again, and there is nothing that it could be done with. */
  async #run(script: ScriptName, args: Arguments): Promise<unknown> {
    try {
      return await this.#link.run(script, args);
    } catch (error) {
      if (error instanceof RedisRestarted) return undefined;
      throw error;
    }
  }

  #handleMessage = (text: string): void => {
    const message = readInboxMessage(text);
    if (message?.kind === 'replaced') {
      const place = this.#places.get(message.id);
      if (place?.hold === message.hold) this.#release(place)?.end('replaced');
    } else if (message) {
      const { to, head, tail } = message;
      for (const { id, seq } of to) {
        const place = this.#places.get(id);
        if (place && !place.receive(seq, `${head}${seq}${tail}`))
          void this.#catchUp(place).catch(this.#report);
      }
    }
  };

  #handleReady = (restarted: boolean): void => {
    this.#settings.log('info', 'redis back', { restarted });
    if (restarted) {
      // Each comes back by itself, with the id of before, and is told who else has.
      for (const place of [...this.#places.values()]) this.#release(place)?.end('lost');
    } else {
      void this.#renew().catch(this.#report);
    }
  };

  /**
   * Brings what was kept in Redis: from before the member listened, or what went by while the connection was broken.
   * Where it is there no longer, the member starts afresh.
   */
  async #catchUp(place: Place): Promise<void> {
    if (place.catchingUp) return;
    place.catchingUp = true;
    let seq = place.delivered;
    const missed = await this.#run('missed', [place.id, place.hold, seq]).finally(() => {
      place.catchingUp = false;
    });
    if (Array.isArray(missed)) for (const frame of missed as string[]) place.receive(++seq, frame);
    else if (this.#find(place)) {
      place.end('lost');
      await this.disconnect(place);
    }
  }

  #renew = async (): Promise<void> => {
    const places = [...this.#places.values()];
    for (let start = 0; start < places.length; start += BATCH) {
      const batch = places.slice(start, start + BATCH).filter((place) => this.#find(place));
      const holds = batch.flatMap(({ id, hold }) => [id, hold]);
      const reply = await this.#run('renew', [this.#server, this.#leaseMs, ...holds]);
      const newest = (reply ?? []) as number[];
      for (const [index, place] of batch.entries()) {
        const seq = newest[index] ?? 0;
        if (seq < 0) this.#release(place)?.end('lost');
        else if (place.isListening && seq > place.delivered) await this.#catchUp(place);
      }
    }
  };

  /** Ends what is over, whichever server's members it is. */
  #sweep = async (): Promise<void> => {
    let due = BATCH;
    while (due === BATCH) {
      const reply = await this.#run('sweep', [this.#settings.graceMs, BATCH]);
      if (reply === undefined) return;
      const [found = 0, ...counted] = reply as number[];
      this.#count(counted);
      due = found;
    }
  };

  #count([rooms = 0, members = 0]: readonly number[]): void {
    this.#counted = { rooms, members };
  }

  /** Does something again and again, but never twice at a time. */
  #every(ms: number, action: () => Promise<void>): NodeJS.Timeout {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      action()
        .catch(this.#report)
        .finally(() => (busy = false));
    }, ms).unref();
  }

  #report = (error: unknown): void => {
    this.#settings.log('error', 'redis failed', { error: describeError(error) });
  };
}

/** Redis never gets to know a token: who can read it there could come back as somebody else. */
const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** JSON text, or nothing for nothing. */
const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
