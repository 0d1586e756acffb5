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
import { BATCH, Memberships } from './memberships.js';
import { RedisLink } from './redis-link.js';
import { RedisMembership } from './redis-membership.js';

export interface RedisEngineOptions {
  /** `redis:` or `rediss:`, with user, password and number of the database where needed. */
  readonly url: string;
  /** Before all keys and channels: servers with the same one act as one. */
  readonly prefix?: string;
  /** Milliseconds after which the members of a server that does not renew their leases are away. Default 10,000. */
  readonly leaseMs?: number;
}

/** Renewals of a lease within its duration. */
const RENEWALS = 3;
const SWEEP_MS = 1000;
/** Runs of the sweep that may be missed before expired leases are no longer held against members. */
const MISSED_SWEEPS = 3;
/** Time for which a join waits for a Redis that cannot be reached. */
const JOIN_TIMEOUT_MS = 5000;
/** Time for which a stopping server waits for Redis. */
const CLOSE_MS = 1000;

/** Answer of the script `join` to a member who gets a place. */
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
 * The rooms of several servers, in one Redis. It holds the members of each room and their last pushes. A server holds only
 * the memberships of its own clients, so nothing is lost when it dies.
 */
export class RedisEngine implements RoomEngine {
  readonly #settings: EngineSettings;
  readonly #leaseMs: number;
  readonly #server: string;
  readonly #link: RedisLink;
  readonly #memberships: Memberships;
  readonly #timers: readonly NodeJS.Timeout[];
  #counted = { rooms: 0, members: 0 };

  private constructor(settings: EngineSettings, leaseMs: number, server: string, link: RedisLink) {
    this.#settings = settings;
    this.#leaseMs = leaseMs;
    this.#server = server;
    this.#link = link;
    this.#memberships = new Memberships(link, { ...settings, leaseMs, server });
    link.on('lost', (error) => settings.log('warn', 'redis lost', { error }));
    link.on('ready', this.#handleReady);
    this.#timers = [
      this.#every(leaseMs / RENEWALS, () => this.#memberships.renew()),
      this.#every(SWEEP_MS, () => this.#sweep()),
    ];
    // Redis notes when leases were last swept, from the start.
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
    if (!(membership instanceof RedisMembership)) return;
    membership.open(link);
    if (membership.isBehind) void this.#memberships.catchUp(membership);
  }

  confirm(membership: Membership): void {
    const found = this.#memberships.find(membership);
    if (found) this.#memberships.act('confirm', found).catch(this.#report);
  }

  async signal(membership: Membership, to: string, payload: string): Promise<boolean> {
    const found = this.#memberships.find(membership);
    if (!found || to === found.id) return false;
    const { head, tail } = signal(found.id, payload);
    return (await this.#memberships.act('signal', found, to, head, tail)) === 1;
  }

  async update(
    membership: Membership,
    { name, media }: { readonly name?: string | undefined; readonly media?: MediaState | undefined },
  ): Promise<void> {
    const found = this.#memberships.find(membership);
    if (!found || (name === undefined && media === undefined)) return;
    await this.#memberships.act('update', found, textOf(name), textOf(media));
  }

  async leave(membership: Membership): Promise<void> {
    const released = this.#memberships.release(membership);
    if (!released) return;
    const counted = await this.#memberships.act('leave', released);
    if (Array.isArray(counted)) this.#count(counted as number[]);
  }

  async disconnect(membership: Membership): Promise<void> {
    const released = this.#memberships.release(membership);
    if (released) await this.#memberships.disconnect(released);
  }

  count(): { rooms: number; members: number } {
    return this.#counted;
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    for (const membership of this.#memberships.releaseAll()) {
      this.#memberships.disconnect(membership).catch(this.#report);
    }
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
    // A token from before Redis was started: the member keeps the id by which the others know it.
    const isClaim = token !== undefined && token.life !== this.#link.life;
    const ids = [idOf(fresh, room, identity), known];
    const args = [
      ...[this.#server, hold, room, JSON.stringify(instance), textOf(name)],
      ...[digest(secret), JSON.stringify(NOTHING_SENT), maxParticipants, maxRooms, maxMembers, this.#leaseMs],
      ...[...ids, token ? digest(token.secret) : ''],
      // Numbers of another life mean nothing in this one.
      ...[resume && !isClaim ? resume.lastSeq : -1, isClaim ? 1 : 0],
    ];
    const reply = await this.#link.run('join', args, signal).catch((error: unknown) => {
      // The client no longer waits, but Redis may have got the script, and run it when it recovers.
      if (signal.aborted)
        this.#link.run('withdraw', [hold, this.#settings.graceMs, ...ids]).catch(this.#report);
      throw error;
    });
    if (reply === 'full') this.#reportFull();
    if (!Array.isArray(reply)) return { refused: reply === 'room-full' ? 'room-full' : 'server-busy' };
    const [id, resumed, seq, returned, others, missed, ...counted] = reply as Admitted;
    this.#count(counted);
    const membership = new RedisMembership(id, room, hold, seq, missed, returned === 1);
    this.#memberships.add(membership);
    const key = token && id === known ? token.key : fresh;
    return {
      membership,
      resumeToken: formatToken({ key, life: this.#link.life, secret }),
      returned: returned === 1,
      resumed: resumed === 1,
      seq,
      participants: others.map((text) => JSON.parse(text) as ProtocolParticipant),
    };
  }

  #handleReady = (restarted: boolean): void => {
    this.#settings.log('info', 'redis back', { restarted });
    // After a restart each member joins anew, with the same id, and learns who else has.
    if (restarted) for (const membership of this.#memberships.releaseAll()) membership.end('lost');
    else void this.#memberships.renew();
  };

  /** Ends expired leases, of the members of all servers. */
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

  /** Repeats an action, never twice at the same time. */
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

/** Redis stores digests only: whoever can read it could else resume as any member. */
const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** JSON text; an empty one for undefined. */
const textOf = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
