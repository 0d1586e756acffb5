import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { cutText } from '../../../src/protocol/index.js';
import { importOptional } from '../../options/optional-package.js';
import { SCRIPTS } from './scripts.js';
import type { ScriptName } from './scripts.js';

/** First version with sharded channels (SPUBLISH). */
const LEAST_VERSION = 7;

/** Milliseconds after which a Redis that does not answer counts as lost. */
const CONNECT_TIMEOUT_MS = 5000;
const SILENCE_MS = 5000;

/** Milliseconds between checks whether everything is answered. */
const SETTLING_MS = 10;

/** Milliseconds between attempts to reconnect: doubled from the first to the last. */
const RETRY_MS = { first: 50, last: 1000 } as const;

/** Errors of a Redis that has lost the scripts, or cannot run them: a new connection helps. */
const NOT_HERE = /^(NOSCRIPT|READONLY|LOADING|MASTERDOWN)/;

export type Arguments = readonly (string | number)[];

export interface RedisLinkOptions {
  /** `redis:` or `rediss:`, with user, password and number of the database where needed. */
  readonly url: string;
  /** Before all keys and channels. */
  readonly prefix: string;
  /** Name of the channel with the messages for this server. */
  readonly inbox: string;
  /** Most bytes that all rings together may hold. */
  readonly maxReplayBytes: number;
}

interface RedisLinkEvents {
  /** A message of the inbox. */
  message: [text: string];
  /** The connection is broken: messages may be missed. */
  lost: [error: string];
  /** Scripts run again. `restarted`: all data is gone. */
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
 * The connection to Redis. It runs scripts and receives the inbox over one connection (RESP3), so that answers and messages
 * come in the order of their causes.
 *
 * A broken connection is made again. Scripts without an answer are then run again in the same order; none has its effect
 * twice. After a restart of Redis itself they are dropped. Keys carry the `life` of the Redis they were written to, so that
 * old data read from a disk is never used.
 */
export class RedisLink extends EventEmitter<RedisLinkEvents> {
  readonly #redis: Redis;
  readonly #options: RedisLinkOptions;
  readonly #tasks = new Set<Task>();
  #hashes: Readonly<Record<ScriptName, string>> | undefined;
  #life = '';
  /** Redis was restarted, and what follows from it is not done. */
  #restarted = false;
  #ready = false;
  #closed = false;
  #lastError = '';
  /** Messages that wait until the callers have the answers that came before them. */
  #messages: string[] = [];

  private constructor(redis: Redis, options: RedisLinkOptions) {
    super();
    // Every join that waits for Redis adds a listener.
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
      // `ioredis` would not keep the order.
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

  /** Identifies one run of Redis, in 16 characters. */
  get life(): string {
    return this.#life;
  }

  get ready(): boolean {
    return this.#ready;
  }

  /** Resolves with whether scripts can be run, as soon as they can, the link is closed, or `signal` aborts. */
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
   * Runs a script as soon as Redis can be reached.
   *
   * @param signal - Stops waiting. A script that was sent before may still run.
   * @returns The answer of the script; `undefined` where Redis was restarted, and its data is gone.
   * @throws The error of Redis, or the reason of the signal.
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

  /** Resolves when all scripts have been answered, those that followed from answers included. */
  async settled(): Promise<void> {
    while (this.#tasks.size > 0 && !this.#closed) await wait(SETTLING_MS);
  }

  /** Ends the connection. Scripts without an answer resolve with undefined. */
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
        // An error of the connection, not of Redis: the task waits for the next connection.
        if (!(error instanceof Error) || error.name !== 'ReplyError') return;
        if (NOT_HERE.test(error.message)) this.#redis.disconnect(true);
        else if (this.#tasks.delete(task)) task.reject(error);
      },
    );
  }

  get #keyPrefix(): string {
    return `${this.#options.prefix}:${this.#life}:`;
  }

  /** Prepares a new connection. Returns whether Redis was restarted since the previous one. */
  async #prepare(): Promise<boolean> {
    const info = await this.#redis.info('server');
    const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'of an unknown version';
    if (!(Number.parseInt(version, 10) >= LEAST_VERSION)) {
      throw new Error(`it is Redis ${version}, and ${LEAST_VERSION} or newer is needed`);
    }
    const [role] = (await this.#redis.role()) as [string];
    if (role !== 'master') throw new Error('it is a replica');
    const life = (/^run_id:(\w+)/m.exec(info)?.[1] ?? '').slice(0, 16).padEnd(16, '0');
    // Also where the connection broke before the end of an earlier preparation.
    this.#restarted ||= life !== this.#life;
    this.#life = life;
    const names = Object.keys(SCRIPTS) as ScriptName[];
    const hashes = await Promise.all(names.map((name) => this.#redis.script('LOAD', SCRIPTS[name])));
    this.#hashes = Object.fromEntries(names.map((name, index) => [name, hashes[index]])) as Record<
      ScriptName,
      string
    >;
    await this.#redis.ssubscribe(`${this.#keyPrefix}inbox:${this.#options.inbox}`);
    const restarted = this.#restarted;
    if (restarted) await this.#forgetOtherLives();
    this.#restarted = false;
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

  /** Deletes data of other lives, which Redis has read from its disk or copied from another one. */
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

  /** Delays a message until the callers of scripts have the answers that came before it. */
  #queue(text: string): void {
    if (this.#messages.push(text) > 1) return;
    setImmediate(() => {
      const messages = this.#messages;
      this.#messages = [];
      for (const message of messages) this.emit('message', message);
    });
  }
}

/** Host and port, without the secrets of the URL. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'this address';
}

/** The text of an error for the log. Neither Redis nor the system repeats a password. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  // Where several addresses were tried, the message is empty.
  const { code = error.name } = error as NodeJS.ErrnoException;
  return error.message === '' ? code : cutText(error.message, 200);
}
