import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { cutText } from '../../../src/protocol/index.js';
import { importOptional } from '../../options/optional-package.js';
import { SCRIPTS } from './scripts.js';
import type { ScriptName } from './scripts.js';

/** First version with sharded channels (SPUBLISH). */
const LEAST_VERSION = 7;

/** Milliseconds until a Redis counts as lost that does not answer. */
const CONNECT_TIMEOUT_MS = 5000;
const SILENCE_MS = 5000;

/** How often it is looked at whether all is answered, in milliseconds. */
const SETTLING_MS = 10;

/** Milliseconds between attempts to reach it again: doubled from the first to the last. */
const RETRY_MS = { first: 50, last: 1000 } as const;

/** Errors of a Redis that has forgotten the scripts, or is not the one that takes them: a new connection helps. */
const NOT_HERE = /^(NOSCRIPT|READONLY|LOADING|MASTERDOWN)/;

export type Arguments = readonly (string | number)[];

export interface RedisLinkOptions {
  /** `redis:` or `rediss:`, with user, password and number of the database where needed. */
  readonly url: string;
  /** Before all keys and channels. */
  readonly prefix: string;
  /** Name of the channel on which this server hears what is for it. */
  readonly inbox: string;
  /** Most bytes that all rings together may hold. */
  readonly maxReplayBytes: number;
}

interface RedisLinkEvents {
  /** Something came to the inbox. */
  message: [text: string];
  /** The connection is broken: nothing is known of what goes on. */
  lost: [error: string];
  /** Scripts run again. `restarted`: everything that was stored is gone. */
  ready: [restarted: boolean];
  closed: [];
}

interface Task {
  readonly script: ScriptName;
  readonly args: Arguments;
  readonly resolve: (reply: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The way to Redis: runs scripts, and hears the server's inbox, over one connection (RESP3), so that answers and
 * messages come in the order in which they happened.
 *
 * A connection that breaks is made again. What was asked for meanwhile, or got no answer, is then asked for in the same
 * order; scripts do nothing twice. Only if Redis itself was started again, nothing of it has a meaning any more: keys
 * carry the `life` of the Redis they were written to, so that data from a disk is never taken for the present.
 */
export class RedisLink extends EventEmitter<RedisLinkEvents> {
  readonly #redis: Redis;
  readonly #options: RedisLinkOptions;
  readonly #tasks = new Set<Task>();
  #hashes: Readonly<Record<ScriptName, string>> | undefined;
  #life = '';
  #ready = false;
  #closed = false;
  #lastError = '';
  /** Messages that wait for the callers of the answers that came before them. */
  #messages: string[] = [];

  private constructor(redis: Redis, options: RedisLinkOptions) {
    super();
    // As many may wait for it to be ready as want to join.
    this.setMaxListeners(0);
    this.#redis = redis;
    this.#options = options;
    redis.on('smessage', (_channel: string, text: string) => this.#queue(text));
    redis.on('error', (error: Error) => (this.#lastError = reasonOf(error)));
    redis.on('close', () => this.#handleClose());
  }

  /**
   * Connects.
   *
   * @throws Error with one clear line if there is no Redis, or one that is too old; or if `ioredis` is not installed.
   */
  static async connect(options: RedisLinkOptions): Promise<RedisLink> {
    const { Redis } = await importOptional('an engine in Redis', 'ioredis', () => import('ioredis'));
    let started = false;
    const redis = new Redis(options.url, {
      lazyConnect: true,
      // Order and repetition are decided here.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      autoResubscribe: false,
      maxRetriesPerRequest: null,
      connectTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: SILENCE_MS,
      retryStrategy: (times) =>
        started ? Math.min(RETRY_MS.first * 2 ** Math.min(times, 10), RETRY_MS.last) : null,
    });
    const link = new RedisLink(redis, options);
    try {
      await redis.connect();
      await link.#prepare();
    } catch (error) {
      redis.disconnect();
      const reason = link.#lastError || reasonOf(error);
      throw new Error(`Redis at ${placeOf(options.url)} cannot be used: ${reason}`, { cause: error });
    }
    started = true;
    redis.on('ready', () => void link.#resume());
    return link;
  }

  /** Tells one life of Redis from another, in 16 characters. */
  get life(): string {
    return this.#life;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Resolves with whether scripts run: at once where they do, else as soon as that is known, or when `signal` aborts. */
  async whenReady(signal: AbortSignal): Promise<boolean> {
    if (this.#ready || this.#closed || signal.aborted) return this.#ready;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.off('ready', done).off('closed', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.on('ready', done).on('closed', done);
      signal.addEventListener('abort', done);
    });
    return this.#ready;
  }

  /**
   * Runs a script, as soon as there is a Redis.
   *
   * @param signal - Gives it up. Where it was asked for already it may still be done.
   * @returns What it returns; `undefined` where what was stored is gone, and with it what this was about.
   * @throws What Redis has against it, or the reason of the signal.
   */
  run(script: ScriptName, args: Arguments, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return resolve(undefined);
      if (signal?.aborted) return reject(signal.reason as Error);
      const task = { script, args, resolve, reject };
      this.#tasks.add(task);
      signal?.addEventListener('abort', () => {
        if (this.#tasks.delete(task)) reject(signal.reason as Error);
      });
      if (this.#ready) this.#send(task);
    });
  }

  /** Resolves when all that was asked for has been answered, and what followed from the answers, too. */
  async settled(): Promise<void> {
    while (this.#tasks.size > 0 && !this.#closed) await wait(SETTLING_MS);
  }

  /** Ends the connection. What has no answer yet gets none. */
  close(): void {
    this.#closed = true;
    this.#ready = false;
    this.#redis.disconnect();
    this.#dropTasks();
    this.emit('closed');
  }

  #send(task: Task): void {
    const hash = this.#hashes?.[task.script] ?? '';
    this.#redis.evalsha(hash, 0, this.#keyPrefix, this.#options.maxReplayBytes, ...task.args).then(
      (reply) => {
        if (this.#tasks.delete(task)) task.resolve(reply);
      },
      (error: unknown) => {
        // Without an answer of Redis the connection is gone: the task waits for the next one.
        if (!(error instanceof Error) || error.name !== 'ReplyError') return;
        if (NOT_HERE.test(error.message)) this.#redis.disconnect(true);
        else if (this.#tasks.delete(task)) task.reject(error);
      },
    );
  }

  get #keyPrefix(): string {
    return `${this.#options.prefix}:${this.#life}:`;
  }

  /** Makes a connection ready for use, and tells whether it leads to another Redis than the one before. */
  async #prepare(): Promise<boolean> {
    const info = await this.#redis.info('server');
    const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'of an unknown version';
    if (!(Number.parseInt(version, 10) >= LEAST_VERSION)) {
      throw new Error(`it is Redis ${version}, and ${LEAST_VERSION} or newer is needed`);
    }
    const [role] = (await this.#redis.role()) as [string];
    if (role !== 'master') throw new Error('it is a replica');
    const life = (/^run_id:(\w+)/m.exec(info)?.[1] ?? '').slice(0, 16).padEnd(16, '0');
    const restarted = life !== this.#life;
    this.#life = life;
    const names = Object.keys(SCRIPTS) as ScriptName[];
    const hashes = await Promise.all(names.map((name) => this.#redis.script('LOAD', SCRIPTS[name])));
    this.#hashes = Object.fromEntries(names.map((name, index) => [name, hashes[index]])) as Record<
      ScriptName,
      string
    >;
    await this.#redis.ssubscribe(`${this.#keyPrefix}inbox:${this.#options.inbox}`);
    if (restarted) await this.#forgetOtherLives();
    this.#ready = true;
    return restarted;
  }

  async #resume(): Promise<void> {
    try {
      const restarted = await this.#prepare();
      if (restarted) this.#dropTasks();
      else for (const task of this.#tasks) this.#send(task);
      this.emit('ready', restarted);
    } catch (error) {
      this.#lastError = reasonOf(error);
      if (!this.#closed) this.#redis.disconnect(true);
    }
  }

  /** What a Redis has read from its disk, or got from another one. */
  async #forgetOtherLives(): Promise<void> {
    const stream = this.#redis.scanStream({ match: `${this.#options.prefix}:*`, count: 1000 });
    for await (const keys of stream as AsyncIterable<string[]>) {
      const old = keys.filter((key) => !key.startsWith(this.#keyPrefix));
      if (old.length > 0) await this.#redis.unlink(...old);
    }
  }

  #handleClose(): void {
    if (!this.#ready) return;
    this.#ready = false;
    this.emit('lost', this.#lastError || 'connection closed');
    this.#lastError = '';
  }

  #dropTasks(): void {
    const tasks = [...this.#tasks];
    this.#tasks.clear();
    for (const task of tasks) task.resolve(undefined);
  }

  /** The caller of a script learns its answer a moment after it came; the messages behind it wait for that. */
  #queue(text: string): void {
    if (this.#messages.push(text) > 1) return;
    setImmediate(() => {
      const messages = this.#messages;
      this.#messages = [];
      for (const message of messages) this.emit('message', message);
    });
  }
}

/** Where it is, without the secrets of the URL. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'this address';
}

/** What may stand in a log: the text of Redis and of the system, which repeats no password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  // Where several addresses were tried, only the code says anything.
  const { code = error.name } = error as NodeJS.ErrnoException;
  return error.message === '' ? code : cutText(error.message, 200);
}
