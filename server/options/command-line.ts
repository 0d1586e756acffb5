import { parseArgs } from 'node:util';
import { toBytes, toMilliseconds, toNumber } from './numbers.js';
import { LOG_LEVELS } from '../log/log.js';
import type { LogLevel } from '../log/log.js';
import { resolveOptions } from './resolve-options.js';
import type { SignalingServerOptions } from './resolve-options.js';
import { UsageError } from './usage-error.js';

/** What the command line asks for. */
export type Command =
  | { readonly run: 'help' }
  | { readonly run: 'version' }
  | { readonly run: 'serve'; readonly options: SignalingServerOptions; readonly logLevel: LogLevel };

export const HELP = `Usage: rtc-signal [options]

The signaling server of rtc-elements. Each option may also be set as an environment variable: --max-participants
as RTC_MAX_PARTICIPANTS and so on, lists with commas between. The option wins over the variable.

  --port NUMBER              port to listen on, 0 for a free one (default 8080; PORT is also read)
  --host ADDRESS             address to listen on (default: all)
  --path PATH                path of the WebSocket (default /signal)
  --static DIR               also serve the files in this directory
  --max-participants NUMBER  most members of one room, 1 to 100 (default 8)
  --grace SECONDS            how long a lost member's place is held, up to 3600 (default 20)
  --allow-origin ORIGIN      whose pages may connect, such as https://example.com, * for anyone; repeatable
                             (default: pages from this server's own host)
  --token-secret SECRET      only members with a token signed with it may join (HS256, with room, sub and exp);
                             better set as RTC_TOKEN_SECRET: others can see a command line (default: rooms are open)
  --stun-url URL             STUN server for the members, such as stun:stun.example.com; repeatable
  --turn-url URL             TURN server for the members, such as turn:turn.example.com; repeatable
  --turn-secret SECRET       the static-auth-secret of the TURN servers; better set as RTC_TURN_SECRET
  --turn-ttl SECONDS         how long TURN credentials are good, 1 to 86400 (default 600)
  --max-connections NUMBER   most connections at once (default 60000)
  --max-rooms NUMBER         most rooms at once (default 10000)
  --max-members NUMBER       most members of all rooms together (default 50000)
  --max-replay-memory MIB    most memory for what members have to hear who come back, in MiB, 1 to 1048576
                             (default 256)
  --sockets-per-address NUMBER    most connections from one address (default 200)
  --joins-per-second NUMBER       most joins from one address, ten times as many at once (default 20)
  --messages-per-second NUMBER    most messages from one socket, ten times as many at once (default 100)
  --redis URL                keep the rooms in this Redis (7 or newer), such as redis://localhost:6379: servers with the
                             same one act as one; with a password better set as RTC_REDIS (default: in memory)
  --trust-proxy [PROXIES]    believe X-Forwarded-For of your proxies: how many there are (default 1), or their addresses, such as
                             10.0.0.7, 10.0.0.0/8 or loopback; repeatable (default: none)
  --probe IP[,IP]            measure the NATs of clients from one or two IP addresses of this machine, PUBLIC/BIND for one behind
                             a 1:1 NAT; all types are told apart with two only (default: none are measured)
  --probe-ports PORT,PORT    two UDP ports for that, 0 for a free one (default 3480,3481)
  --stun NUMBER              port of a STUN server (RFC 8489, 5780, 3489) on the addresses of --probe, which takes the port
                             after it, too (default: none)
  --metrics-port NUMBER      port for GET /metrics, in Prometheus' format (default: none)
  --log-level LEVEL          ${LOG_LEVELS.join(', ')} (default info)
  --help                     show this
  --version                  show the version

GET /healthz on the same port answers 200, and 503 while the server is going down.
`;

const FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  path: { type: 'string' },
  static: { type: 'string' },
  'max-participants': { type: 'string' },
  grace: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  'token-secret': { type: 'string' },
  'stun-url': { type: 'string', multiple: true },
  'turn-url': { type: 'string', multiple: true },
  'turn-secret': { type: 'string' },
  'turn-ttl': { type: 'string' },
  'max-connections': { type: 'string' },
  'max-rooms': { type: 'string' },
  'max-members': { type: 'string' },
  'max-replay-memory': { type: 'string' },
  'sockets-per-address': { type: 'string' },
  'joins-per-second': { type: 'string' },
  'messages-per-second': { type: 'string' },
  redis: { type: 'string' },
  'trust-proxy': { type: 'string', multiple: true },
  probe: { type: 'string' },
  'probe-ports': { type: 'string' },
  stun: { type: 'string' },
  'metrics-port': { type: 'string' },
  'log-level': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Which flag sets which option, for messages that name the flag. */
const FLAG_OF_OPTION: Readonly<Record<string, string>> = {
  staticDir: '--static',
  maxParticipants: '--max-participants',
  graceMs: '--grace',
  allowOrigin: '--allow-origin',
  maxConnections: '--max-connections',
  maxRooms: '--max-rooms',
  maxMembers: '--max-members',
  maxReplayBytes: '--max-replay-memory',
  socketsPerAddress: '--sockets-per-address',
  joinsPerSecond: '--joins-per-second',
  messagesPerSecond: '--messages-per-second',
  tokenSecret: '--token-secret',
  iceServers: '--stun-url',
  metricsPort: '--metrics-port',
  probePorts: '--probe-ports',
  stunPort: '--stun',
  trustProxy: '--trust-proxy',
  turnUrls: '--turn-url',
  turnSecret: '--turn-secret',
};

type LimitFlag =
  | 'max-connections'
  | 'max-rooms'
  | 'max-members'
  | 'sockets-per-address'
  | 'joins-per-second'
  | 'messages-per-second';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the command line and the environment.
 *
 * @param args - Without the program's own name.
 * @throws UsageError
 */
export function readCommand(args: readonly string[], env: Environment): Command {
  const flags = readFlags(args);
  if (flags.help) return { run: 'help' };
  if (flags.version) return { run: 'version' };

  checkVariables(env);
  const one = (name: string, flag: string | undefined): string | undefined => flag ?? variable(env, name);
  const many = (name: string, flag: readonly string[] | undefined): readonly string[] | undefined =>
    flag ??
    variable(env, name)
      ?.split(',')
      .map((entry) => entry.trim());

  const port = one('RTC_PORT', flags.port) ?? variable(env, 'PORT');
  const participants = one('RTC_MAX_PARTICIPANTS', flags['max-participants']);
  const grace = one('RTC_GRACE', flags.grace);
  const limit = (flag: LimitFlag): number | undefined =>
    toNumber(`--${flag}`, 'an integer from 1 to 1000000', one(variableOf(flag), flags[flag]));
  const stunUrls = many('RTC_STUN_URL', flags['stun-url']);
  const options = withoutUndefined({
    port: toNumber('--port', 'an integer from 0 to 65535', port),
    host: one('RTC_HOST', flags.host),
    path: one('RTC_PATH', flags.path),
    staticDir: one('RTC_STATIC', flags.static),
    maxParticipants: toNumber('--max-participants', 'an integer from 1 to 100', participants),
    graceMs: toMilliseconds('--grace', 0, 3600, grace),
    maxConnections: limit('max-connections'),
    maxRooms: limit('max-rooms'),
    maxMembers: limit('max-members'),
    maxReplayBytes: toBytes('--max-replay-memory', one('RTC_MAX_REPLAY_MEMORY', flags['max-replay-memory'])),
    socketsPerAddress: limit('sockets-per-address'),
    joinsPerSecond: limit('joins-per-second'),
    messagesPerSecond: limit('messages-per-second'),
    trustProxy: toProxies(flags['trust-proxy']?.join() ?? variable(env, 'RTC_TRUST_PROXY')),
    allowOrigin: many('RTC_ALLOW_ORIGIN', flags['allow-origin']),
    redis: one('RTC_REDIS', flags.redis),
    tokenSecret: one('RTC_TOKEN_SECRET', flags['token-secret']),
    probe: toList(one('RTC_PROBE', flags.probe)),
    probePorts: toList(one('RTC_PROBE_PORTS', flags['probe-ports']))?.map(
      (port) => toNumber('--probe-ports', 'two ports from 0 to 65535', port) ?? 0,
    ),
    stunPort: toNumber('--stun', 'an integer from 1 to 65534', one('RTC_STUN', flags.stun)),
    metricsPort: toNumber(
      '--metrics-port',
      'an integer from 0 to 65535',
      one('RTC_METRICS_PORT', flags['metrics-port']),
    ),
    turnUrls: many('RTC_TURN_URL', flags['turn-url']),
    turnSecret: one('RTC_TURN_SECRET', flags['turn-secret']),
    turnTtlMs: toMilliseconds('--turn-ttl', 1, 86_400, one('RTC_TURN_TTL', flags['turn-ttl'])),
    iceServers: stunUrls && [{ urls: checkStunUrls(stunUrls) }],
  });
  check(options);
  return { run: 'serve', options, logLevel: toLogLevel(one('RTC_LOG_LEVEL', flags['log-level'])) };
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.map(completeProxies),
      options: FLAGS,
      strict: true,
      allowPositionals: false,
    }).values;
  } catch (error) {
    const text = error instanceof Error ? error.message : 'wrong options';
    // Node's own hints are about positional arguments, of which there are none here.
    throw new UsageError(text.split(/\.? To specify|\n/, 1)[0]);
  }
}

const toList = (text: string | undefined): readonly string[] | undefined =>
  text?.split(',').map((entry) => entry.trim());

/** `--trust-proxy` is the only flag with a value that may be left out, which `parseArgs` does not know. */
function completeProxies(arg: string, index: number, args: readonly string[]): string {
  const hasValue = args[index + 1]?.startsWith('-') === false;
  return arg === '--trust-proxy' && !hasValue ? '--trust-proxy=true' : arg;
}

/** A setting that nobody reads is as bad as a wrong flag: rooms that seem closed would be open. */
function checkVariables(env: Environment): void {
  const known = Object.keys(FLAGS).map(variableOf);
  const unknown = Object.keys(env).find((name) => name.startsWith('RTC_') && !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`Unknown environment variable ${JSON.stringify(unknown)}`);
}

const variableOf = (flag: string): string => `RTC_${flag.toUpperCase().replaceAll('-', '_')}`;

/** An empty variable is one that is not set. */
const variable = (env: Environment, name: string): string | undefined =>
  env[name] === '' ? undefined : env[name];

/** What is neither yes or no nor a number are addresses. */
function toProxies(text: string | undefined): boolean | number | string | undefined {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : text;
}

function toLogLevel(text = 'info'): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level) return level;
  throw new UsageError(`--log-level must be one of ${LOG_LEVELS.join(', ')}, not ${JSON.stringify(text)}`);
}

function checkStunUrls(urls: readonly string[]): string[] {
  const wrong = urls.find((url) => !/^stuns?:[^\s/]+$/.test(url));
  if (wrong === undefined) return [...urls];
  throw new UsageError(`--stun-url must be like stun:stun.example.com:3478, not ${JSON.stringify(wrong)}`);
}

function check(options: SignalingServerOptions): void {
  try {
    resolveOptions(options);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    throw toUsageError(error);
  }
}

/** The same error, with the flag in place of the option that its message begins with. */
export function toUsageError({ message }: Error): UsageError {
  const named = message.replace(/^\w+(\[\d+\])?/, (name) => flagOf(name.replace(/\[.*/, '')));
  return new UsageError(named.replace(/(?<= needs )\w+$/, flagOf));
}

const flagOf = (option: string): string => FLAG_OF_OPTION[option] ?? `--${option}`;

/** Leaves unset options out, as the type of the options wants it. */
function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
