import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MediaState, ProtocolParticipant } from '../../../src/protocol/index.js';
import { describeError } from '../../log/log.js';
import type {
  Admission,
  EngineSettings,
  JoinRequest,
  MemberLink,
  Membership,
  Refusal,
  RoomEngine,
} from '../engine.js';
import { createId, createSecret, idOf } from '../ids.js';
import { NOTHING_SENT } from '../member.js';
import { signal } from '../pushes.js';
import { DEFAULT_REPLAY_BYTES } from '../replay-memory.js';
import { formatToken, parseToken } from '../resume-token.js';
import { Place } from './place.js';
import { BATCH, Places } from './places.js';
import { RedisLink } from './redis-link.js';

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
const SWEEP_MS = 1000;
/** After so many runs without one, leases may be over for no other reason. */
const MISSED_SWEEPS = 3;
/** How long somebody who joins waits for a Redis that is away. */
const JOIN_TIMEOUT_MS = 5000;
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
  readonly #places: Places;
  readonly #timers: readonly NodeJS.Timeout[];
  #counted = { rooms: 0, members: 0 };

  private constructor(settings: EngineSettings, leaseMs: number, server: string, link: RedisLink) {
    this.#settings = settings;
    this.#leaseMs = leaseMs;
    this.#server = server;
    this.#link = link;
    this.#places = new Places(link, { ...settings, leaseMs, server });
    link.on('lost', (error) => settings.log('warn', 'redis lost', { error }));
    link.on('ready', this.#handleReady);
    this.#timers = [
      this.#every(leaseMs / RENEWALS, () => this.#places.renew()),
      this.#every(SWEEP_MS, () => this.#sweep()),
    ];
    // From now on it is known whether leases are looked after.
    this.#sweep().catch(this.#report);
  }

  /** @throws Error with one clear line if Redis cannot be used, or `ioredis` is not installed. */
  static async create(settings: EngineSettings, options: RedisEngineOptions): Promise<RedisEngine> {
    const { url, prefix = 'rtc-signal', leaseMs = 10_000 } = options;
    const { maxReplayBytes = DEFAULT_REPLAY_BYTES } = settings;
    const server = createId();
    return new RedisEngine(
      settings,
      leaseMs,
      server,
      await RedisLink.connect({ url, prefix, inbox: server, maxReplayBytes }),
    );
  }

  get available(): boolean {
    return this.#link.ready;
  }

  async join(request: JoinRequest): Promise<Admission | Refusal> {
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), JOIN_TIMEOUT_MS).unref();
    try {
      return await this.#join(request, deadline.signal);
    } catch (error) {
      if (!deadline.signal.aborted) this.#report(error);
      return { refused: 'server-busy' };
    } finally {
      clearTimeout(timer);
    }
  }

  open(membership: Membership, link: MemberLink): void {
    if (!(membership instanceof Place)) return;
    membership.open(link);
    if (membership.isBehind) void this.#places.catchUp(membership);
  }

  confirm(membership: Membership): void {
    const place = this.#places.find(membership);
    if (place) this.#places.act('confirm', place).catch(this.#report);
  }

  async signal(membership: Membership, to: string, payload: string): Promise<boolean> {
    const place = this.#places.find(membership);
    if (!place || to === place.id) return false;
    const { head, tail } = signal(place.id, payload);
    return (await this.#places.act('signal', place, to, head, tail)) === 1;
  }

  async update(
    membership: Membership,
    { name, media }: { readonly name?: string | undefined; readonly media?: MediaState | undefined },
  ): Promise<void> {
    const place = this.#places.find(membership);
    if (!place || (name === undefined && media === undefined)) return;
    await this.#places.act('update', place, textOf(name), textOf(media));
  }

  async leave(membership: Membership): Promise<void> {
    const place = this.#places.release(membership);
    if (!place) return;
    const counted = await this.#places.act('leave', place);
    if (Array.isArray(counted)) this.#count(counted as number[]);
  }

  async disconnect(membership: Membership): Promise<void> {
    const place = this.#places.release(membership);
    if (place) await this.#places.disconnect(place);
  }

  count(): { rooms: number; members: number } {
    return this.#counted;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const place of this.#places.releaseAll()) this.#places.disconnect(place).catch(this.#report);
    if (this.#link.ready)
      await Promise.race([this.#link.settled(), wait(CLOSE_MS, undefined, { ref: false })]);
    this.#link.close();
  }

  async #join(request: JoinRequest, signal: AbortSignal): Promise<Admission | Refusal> {
    if (!(await this.#link.whenReady(signal))) return { refused: 'server-busy' };
    const { maxParticipants, maxRooms, maxMembers } = this.#settings;
    const { room, instance, name, identity, resume } = request;
    const [hold, secret, fresh] = [createId(), createSecret(), createSecret()];
    const token = resume && parseToken(resume.token);
    const known = token ? idOf(token.key, room, identity) : '';
    // Given out before Redis was started: its holder keeps the id by which the others know it.
    const isClaim = token !== undefined && token.life !== this.#link.life;
    const ids = [idOf(fresh, room, identity), known];
    const args = [
      ...[this.#server, hold, room, JSON.stringify(instance), textOf(name)],
      ...[digest(secret), JSON.stringify(NOTHING_SENT), maxParticipants, maxRooms, maxMembers, this.#leaseMs],
      ...[...ids, token ? digest(token.secret) : ''],
      // What another life has counted means nothing in this one.
      ...[resume && !isClaim ? resume.lastSeq : -1, isClaim ? 1 : 0],
    ];
    const reply = await this.#link.run('join', args, signal).catch((error: unknown) => {
      // Nobody waits for it any longer, but Redis may have got it, and do it as soon as it comes to itself.
      if (signal.aborted)
        this.#link.run('withdraw', [hold, this.#settings.graceMs, ...ids]).catch(this.#report);
      throw error;
    });
    if (reply === 'full') this.#reportFull();
    if (!Array.isArray(reply)) return { refused: reply === 'room-full' ? 'room-full' : 'server-busy' };
    const [id, resumed, seq, returned, others, missed, ...counted] = reply as Admitted;
    this.#count(counted);
    const place = new Place(id, room, hold, seq, missed, returned === 1);
    this.#places.add(place);
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

  #handleReady = (restarted: boolean): void => {
    this.#settings.log('info', 'redis back', { restarted });
    // Each comes back by itself, with the id that it had, and is told who else has.
    if (restarted) for (const place of this.#places.releaseAll()) place.end('lost');
    else void this.#places.renew();
  };

  /** Ends what is over, whichever server's members it is. */
  async #sweep(): Promise<void> {
    const pause = Math.max(this.#leaseMs / 2, MISSED_SWEEPS * SWEEP_MS);
    const args = [this.#settings.graceMs, this.#leaseMs, pause, BATCH];
    for (let due = BATCH; due === BATCH;) {
      const reply = await this.#link.run('sweep', args);
      if (!Array.isArray(reply)) return;
      const [found, rooms, members, errors] = reply as [number, number, number, string[]];
      this.#count([rooms, members]);
      for (const error of errors) this.#report(new Error(error));
      due = found;
    }
  }

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

  #reportFull(): void {
    this.#settings.log('warn', 'redis full', { hint: 'nobody new can join: raise its maxmemory' });
  }
}

/** Redis never gets to know a token: who can read it there could come back as somebody else. */
const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** JSON text, or nothing for nothing. */
const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
