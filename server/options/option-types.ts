import { statSync } from 'node:fs';
import { Server as HttpServer } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import { BlockList } from 'node:net';
import { resolve } from 'node:path';
import { cutText, iceServers, validate } from '../../src/protocol/index.js';
import type { IceServers } from '../../src/protocol/index.js';
import { MAX_ICE_LENGTH } from '../limits/limits.js';
import type { SignalingServerOptions } from './resolve-options.js';
import { addProxies } from '../doors/proxy-trust.js';
import type { ProxyTrust } from '../doors/proxy-trust.js';

// Each reads one option: its value or the default, or an error that begins with its name.

type Name = keyof SignalingServerOptions;

/** What belongs to the HTTP server, and so to the one who made it. */
const OF_THE_HTTP_SERVER = [
  'port',
  'host',
  'maxConnections',
  'headersTimeoutMs',
  'requestTimeoutMs',
  'maxHeaderBytes',
] as const;

/** More proxies than anybody has in a row. */
const MAX_PROXIES = 100;

export function integer(
  options: SignalingServerOptions,
  name: Name,
  min: number,
  max: number,
  byDefault: number,
) {
  const { [name]: value = byDefault } = options;
  const allowed = `an integer from ${min} to ${max}`;
  if (typeof value !== 'number') throw new TypeError(wrong(name, allowed, value));
  if (!Number.isInteger(value) || value < min || value > max)
    throw new RangeError(wrong(name, allowed, value));
  return value;
}

export function text(options: SignalingServerOptions, name: Name): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new TypeError(wrong(name, 'a string', value));
  if (value === '') throw new RangeError(wrong(name, 'a string with something in it', value));
  return value;
}

/** A text that is never repeated. */
export function secret(options: SignalingServerOptions, name: Name): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const allowed = 'a string with something in it';
  if (typeof value !== 'string') throw new TypeError(`${name} must be ${allowed}`);
  if (value === '') throw new RangeError(`${name} must be ${allowed}`);
  return value;
}

export function callback<N extends 'authorize' | 'engine' | 'logger'>(
  options: SignalingServerOptions,
  name: N,
) {
  const value: SignalingServerOptions[N] = options[name];
  if (value !== undefined && typeof value !== 'function')
    throw new TypeError(wrong(name, 'a function', value));
  return value;
}

export function path(options: SignalingServerOptions): string {
  const value = text(options, 'path') ?? '/signal';
  const fits = /^\/[\w\-./~]*$/.test(value) && value !== '/healthz';
  if (!fits) throw new RangeError(wrong('path', 'a plain path such as /signal, and not /healthz', value));
  return value;
}

export function directory(options: SignalingServerOptions): string | undefined {
  const value = text(options, 'staticDir');
  if (value === undefined) return undefined;
  if (!statSync(value, { throwIfNoEntry: false })?.isDirectory()) {
    throw new RangeError(wrong('staticDir', 'a directory that exists', value));
  }
  return resolve(value);
}

export function origins({ allowOrigin }: SignalingServerOptions): readonly string[] | undefined {
  if (allowOrigin === undefined) return undefined;
  if (!Array.isArray(allowOrigin))
    throw new TypeError(wrong('allowOrigin', 'a list of origins', allowOrigin));
  return allowOrigin.map((entry: unknown, index) => {
    const origin = typeof entry === 'string' ? entry.toLowerCase().replace(/\/$/, '') : '';
    if (origin === '*' || origin === 'null' || isOrigin(origin)) return origin;
    throw new RangeError(
      wrong(`allowOrigin[${index}]`, "an origin like https://example.com, 'null' or '*'", entry),
    );
  });
}

function isOrigin(value: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#@\\\s]+$/.test(value) && URL.canParse(value) && !/:(80|443)$/.test(value)
    ? new URL(value).href.replace(/\/$/, '') === value
    : false;
}

export function servers(options: SignalingServerOptions): IceServers {
  const allowed = 'a list of {urls, username?, credential?} with stun:, stuns:, turn: or turns: URLs';
  const { iceServers: given = [] } = options;
  const checked = validate(iceServers, given);
  if (!checked.ok) throw new RangeError(`iceServers must be ${allowed}`);
  for (const { urls, username, credential } of checked.message) {
    const list = [urls].flat();
    if (!list.every((url) => /^(stun|turn)s?:[^\s/]+$/.test(url)))
      throw new RangeError(`iceServers must be ${allowed}`);
    // A browser makes no connection at all with such a list.
    if (list.some((url) => url.startsWith('turn')) && (username === undefined || credential === undefined))
      throw new RangeError('iceServers must have username and credential for each turn: and turns: URL');
  }
  checkLength('iceServers', checked.message);
  return checked.message;
}

export function turnUrls(options: SignalingServerOptions): readonly string[] {
  const { iceServers: others = [], turnUrls: value = [], turnSecret } = options;
  const given: unknown = value;
  const allowed = 'a list of URLs like turn:turn.example.com:3478';
  if (!Array.isArray(given)) throw new TypeError(wrong('turnUrls', allowed, given));
  const urls = given as readonly string[];
  // Together with the other servers they make one list, which has its limits.
  const together = validate(iceServers, [...others, ...(urls.length > 0 ? [{ urls }] : [])]);
  const wrongOne = urls.find((url: unknown) => typeof url !== 'string' || !/^turns?:[^\s/]+$/.test(url));
  if (wrongOne !== undefined || !together.ok) throw new RangeError(wrong('turnUrls', allowed, wrongOne));
  checkLength('turnUrls', together.message);
  if (urls.length > 0 && turnSecret === undefined) throw new TypeError('turnUrls needs turnSecret');
  if (urls.length === 0 && turnSecret !== undefined) throw new TypeError('turnSecret needs turnUrls');
  return [...urls];
}

/** Each entry may be fine, and all together more than the message has room for that tells a member of them. */
function checkLength(name: Name, list: IceServers): void {
  if (JSON.stringify(list).length <= MAX_ICE_LENGTH) return;
  throw new RangeError(`${name} must make a list of at most ${MAX_ICE_LENGTH} characters of JSON`);
}

/** Never repeated: it may hold a password. */
export function redisUrl(options: SignalingServerOptions): string | undefined {
  const value = options.redis;
  if (value === undefined) return undefined;
  const allowed = 'a URL like redis://localhost:6379 or rediss://user:password@redis.example.com:6380/1';
  if (typeof value !== 'string') throw new TypeError(`redis must be ${allowed}`);
  const fits =
    URL.canParse(value) && /^rediss?:$/.test(new URL(value).protocol) && new URL(value).host !== '';
  if (!fits) throw new RangeError(`redis must be ${allowed}`);
  if (options.engine !== undefined) throw new TypeError('redis cannot be combined with engine');
  return value;
}

export function proxyTrust({ trustProxy = false }: SignalingServerOptions): ProxyTrust {
  const allowed =
    `true, false, a number of proxies up to ${MAX_PROXIES}, ` +
    'or addresses such as 10.0.0.7, 10.0.0.0/8 or loopback';
  const given: unknown = typeof trustProxy === 'string' ? trustProxy.split(',') : trustProxy;
  if (typeof given === 'boolean') return given;
  if (typeof given === 'number') {
    if (Number.isInteger(given) && given >= 0 && given <= MAX_PROXIES) return given;
    throw new RangeError(wrong('trustProxy', allowed, given));
  }
  if (!Array.isArray(given)) throw new TypeError(wrong('trustProxy', allowed, given));
  const proxies = new BlockList();
  for (const entry of given as readonly unknown[]) {
    const fits = typeof entry === 'string' && addProxies(proxies, entry.trim());
    if (!fits) throw new RangeError(wrong('trustProxy', allowed, entry));
  }
  return proxies;
}

export function checkServer({ server, ...options }: SignalingServerOptions): void {
  if (server === undefined) return;
  const given: unknown = server;
  if (!(given instanceof HttpServer || given instanceof HttpsServer)) {
    throw new TypeError(wrong('server', 'an http.Server or https.Server', given));
  }
  // The metrics have a port of their own.
  const isOurs = (name: Name): boolean => name === 'host' && options.metricsPort !== undefined;
  const foreign = OF_THE_HTTP_SERVER.find((name) => options[name] !== undefined && !isOurs(name));
  if (foreign !== undefined)
    throw new TypeError(`${foreign} cannot be combined with server: set it up there`);
}

function wrong(name: string, allowed: string, value: unknown): string {
  const got = typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : typeof value;
  return cutText(`${name} must be ${allowed}, not ${value === null ? 'null' : got}`, 300);
}
