import { statSync } from 'node:fs';
import { Server as HttpServer } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import { BlockList } from 'node:net';
import { resolve } from 'node:path';
import { cutText, iceServers as iceServersSchema, validate } from '../../src/protocol/index.js';
import type { IceServers } from '../../src/protocol/index.js';
import { addProxies } from '../doors/proxy-trust.js';
import type { ProxyTrust } from '../doors/proxy-trust.js';
import { MAX_ICE_LENGTH } from '../limits/fixed-limits.js';
import { probeAddresses, probePortPair } from '../probe/probe-options.js';
import type { ServedAddress } from '../udp/socket-grid.js';
import { toNumber, toScaledNumber } from './numbers.js';
import { UsageError } from './usage-error.js';

/** Smallest and largest number allowed. */
export type Range = readonly [min: number, max: number];

const ANY: Range = [0, Number.MAX_SAFE_INTEGER];

/** Unit of a flag where the option itself has a smaller one. */
export interface FlagUnit {
  readonly name: string;
  /** Size of one of it, in units of the option. */
  readonly size: number;
}

/** Checks values of one kind, and reads them from the command line. */
export interface OptionType<T> {
  /** Unit of the option, for the documentation. */
  readonly unit?: string;
  readonly flagUnit?: FlagUnit;
  /**
   * @throws TypeError for a value of the wrong kind, RangeError for one that is not allowed; the message begins with
   * the option's name.
   */
  check(given: unknown, name: string, range?: Range): T;
  /**
   * Reads a value from the texts of a flag or variable; missing where there is no flag.
   *
   * @throws UsageError where it cannot be read. Whether the value is allowed is for `check`.
   */
  parse?(texts: readonly string[], flag: string, range?: Range): unknown;
}

/** Most proxies in a row: far more than anybody has. */
const MAX_PROXIES = 100;

const parseText = ([text = '']: readonly string[]): string => text;
const parseList = (texts: readonly string[]): string[] => texts.map((entry) => entry.trim());
const integerWithin = ([min, max]: Range): string => `an integer from ${min} to ${max}`;

export const integer: OptionType<number> = {
  check(given, name, range = ANY) {
    const [min, max] = range;
    if (typeof given !== 'number') throw new TypeError(wrong(name, integerWithin(range), given));
    if (!Number.isInteger(given) || given < min || given > max)
      throw new RangeError(wrong(name, integerWithin(range), given));
    return given;
  },
  parse: ([text = ''], flag, range = ANY) => toNumber(flag, integerWithin(range), text),
};

/** Milliseconds, as a flag seconds. */
export const duration: OptionType<number> = inUnit('ms', { name: 'seconds', size: 1000 });

/** Bytes, as a flag MiB. */
export const bytes: OptionType<number> = inUnit('bytes', { name: 'MiB', size: 1024 ** 2 });

function inUnit(unit: string, flagUnit: FlagUnit): OptionType<number> {
  return {
    ...integer,
    unit,
    flagUnit,
    parse: ([text = ''], flag, range = ANY) => toScaledNumber(flag, flagUnit, range, text),
  };
}

export const text: OptionType<string> = {
  check(given, name) {
    if (typeof given !== 'string') throw new TypeError(wrong(name, 'a string', given));
    if (given === '') throw new RangeError(wrong(name, 'a string with something in it', given));
    return given;
  },
  parse: parseText,
};

/** A text that no error message repeats. */
export const secret: OptionType<string> = {
  check(given, name) {
    const allowed = 'a string with something in it';
    if (typeof given !== 'string') throw new TypeError(`${name} must be ${allowed}`);
    if (given === '') throw new RangeError(`${name} must be ${allowed}`);
    return given;
  },
  parse: parseText,
};

export const path: OptionType<string> = {
  check(given, name) {
    const value = text.check(given, name);
    const fits = /^\/[\w\-./~]*$/.test(value) && value !== '/healthz';
    if (!fits) throw new RangeError(wrong(name, 'a plain path such as /signal, and not /healthz', value));
    return value;
  },
  parse: parseText,
};

export const directory: OptionType<string> = {
  check(given, name) {
    const value = text.check(given, name);
    if (!statSync(value, { throwIfNoEntry: false })?.isDirectory()) {
      throw new RangeError(wrong(name, 'a directory that exists', value));
    }
    return resolve(value);
  },
  parse: parseText,
};

export function callback<T>(): OptionType<T> {
  return {
    check(given, name) {
      if (typeof given !== 'function') throw new TypeError(wrong(name, 'a function', given));
      return given as T;
    },
  };
}

export const httpServer: OptionType<HttpServer | HttpsServer> = {
  check(given, name) {
    if (given instanceof HttpServer || given instanceof HttpsServer) return given;
    throw new TypeError(wrong(name, 'an http.Server or https.Server', given));
  },
};

export const origins: OptionType<readonly string[]> = {
  check(given, name) {
    if (!Array.isArray(given)) throw new TypeError(wrong(name, 'a list of origins', given));
    return given.map((entry: unknown, index) => {
      const origin = typeof entry === 'string' ? entry.toLowerCase().replace(/\/$/, '') : '';
      if (origin === '*' || origin === 'null' || isOrigin(origin)) return origin;
      throw new RangeError(
        wrong(`${name}[${index}]`, "an origin like https://example.com, 'null' or '*'", entry),
      );
    });
  },
  parse: parseList,
};

function isOrigin(value: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\/[^/?#@\\\s]+$/.test(value) && URL.canParse(value) && !/:(80|443)$/.test(value)
    ? new URL(value).href.replace(/\/$/, '') === value
    : false;
}

/** ICE servers; the flag names STUN servers only. */
export const iceServers: OptionType<IceServers> = {
  check(given, name) {
    const allowed = 'a list of {urls, username?, credential?} with stun:, stuns:, turn: or turns: URLs';
    const checked = validate(iceServersSchema, given);
    if (!checked.ok) throw new RangeError(`${name} must be ${allowed}`);
    for (const { urls, username, credential } of checked.message) {
      const list = [urls].flat();
      if (!list.every((url) => /^(stun|turn)s?:[^\s/]+$/.test(url)))
        throw new RangeError(`${name} must be ${allowed}`);
      // A browser makes no connection at all with such a list.
      if (list.some((url) => url.startsWith('turn')) && (username === undefined || credential === undefined))
        throw new RangeError(`${name} must have username and credential for each turn: and turns: URL`);
    }
    checkLength(name, checked.message);
    return checked.message;
  },
  parse(texts, flag) {
    const urls = parseList(texts);
    const wrongUrl = urls.find((url) => !/^stuns?:[^\s/]+$/.test(url));
    if (wrongUrl === undefined) return [{ urls }];
    throw new UsageError(`${flag} must be like stun:stun.example.com:3478, not ${JSON.stringify(wrongUrl)}`);
  },
};

const TURN_URLS = 'a list of URLs like turn:turn.example.com:3478';

export const turnUrls: OptionType<readonly string[]> = {
  check(given, name) {
    if (!Array.isArray(given)) throw new TypeError(wrong(name, TURN_URLS, given));
    const urls = given as readonly string[];
    const wrongUrl = urls.find((url: unknown) => typeof url !== 'string' || !/^turns?:[^\s/]+$/.test(url));
    if (wrongUrl !== undefined) throw new RangeError(wrong(name, TURN_URLS, wrongUrl));
    return [...urls];
  },
  parse: parseList,
};

/** Members get both in one list, which has limits of its own. */
export function checkIceList(others: IceServers, urls: readonly string[]): void {
  if (urls.length === 0) return;
  const list = validate(iceServersSchema, [...others, { urls }]);
  if (!list.ok) throw new RangeError(wrong('turnUrls', TURN_URLS, undefined));
  checkLength('turnUrls', list.message);
}

/** Each entry may be allowed, and all together longer than the message that hands them out. */
function checkLength(name: string, list: IceServers): void {
  if (JSON.stringify(list).length <= MAX_ICE_LENGTH) return;
  throw new RangeError(`${name} must make a list of at most ${MAX_ICE_LENGTH} characters of JSON`);
}

/** No error message repeats it: it may hold a password. */
export const redisUrl: OptionType<string> = {
  check(given, name) {
    const allowed = 'a URL like redis://localhost:6379 or rediss://user:password@redis.example.com:6380/1';
    if (typeof given !== 'string') throw new TypeError(`${name} must be ${allowed}`);
    const fits =
      URL.canParse(given) && /^rediss?:$/.test(new URL(given).protocol) && new URL(given).host !== '';
    if (!fits) throw new RangeError(`${name} must be ${allowed}`);
    return given;
  },
  parse: parseText,
};

export const proxies: OptionType<ProxyTrust> = {
  check(given, name) {
    const allowed =
      `true, false, a number of proxies up to ${MAX_PROXIES}, ` +
      'or addresses such as 10.0.0.7, 10.0.0.0/8 or loopback';
    const list: unknown = typeof given === 'string' ? given.split(',') : given;
    if (typeof list === 'boolean') return list;
    if (typeof list === 'number') {
      if (Number.isInteger(list) && list >= 0 && list <= MAX_PROXIES) return list;
      throw new RangeError(wrong(name, allowed, list));
    }
    if (!Array.isArray(list)) throw new TypeError(wrong(name, allowed, list));
    const trusted = new BlockList();
    for (const entry of list as readonly unknown[]) {
      const fits = typeof entry === 'string' && addProxies(trusted, entry.trim());
      if (!fits) throw new RangeError(wrong(name, allowed, entry));
    }
    return trusted;
  },
  parse(texts) {
    const given = texts.join();
    if (given === 'true' || given === 'false') return given === 'true';
    return /^\d{1,9}$/.test(given) ? Number(given) : given;
  },
};

const split = (list: string): string[] => parseList(list.split(','));

export const servedAddresses: OptionType<readonly ServedAddress[]> = {
  check: probeAddresses,
  parse: ([list = '']) => split(list),
};

export const portPair: OptionType<readonly [number, number]> = {
  check: probePortPair,
  parse: ([list = ''], flag, [min, max] = ANY) =>
    split(list).map((port) => toNumber(flag, `two ports from ${min} to ${max}`, port)),
};

function wrong(name: string, allowed: string, value: unknown): string {
  const got = typeof value === 'string' || typeof value === 'number' ? JSON.stringify(value) : typeof value;
  return cutText(`${name} must be ${allowed}, not ${value === null ? 'null' : got}`, 300);
}
