import { GRACE_MS, MAX_MESSAGE_BYTES, MAX_PARTICIPANTS } from '../../src/protocol/index.js';
import type { Authorize } from '../doors/authorization.js';
import type { Logger } from '../log/log.js';
import type { EngineFactory } from '../rooms/engine.js';
import { DEFAULT_REPLAY_BYTES } from '../rooms/replay-memory.js';
import type { OptionRow } from './option-row.js';
import {
  bytes,
  callback,
  directory,
  duration,
  httpServer,
  iceServers,
  integer,
  origins,
  path,
  portPair,
  proxies,
  redisUrl,
  secret,
  servedAddresses,
  text,
  turnUrls,
} from './option-types.js';
import type { SignalingServerOptions } from './server-options.js';

const PORTS = [0, 65_535] as const;
const TIMES = [10, 600_000] as const;
const COUNTS = [1, 1_000_000] as const;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MEBIBYTE = 1024 ** 2;
const GIBIBYTE = 1024 ** 3;
const TEBIBYTE = 1024 ** 4;

const LIMITS = '[Limits](#limits)';

/** All options, in the order in which they are checked and documented. */
export const OPTIONS = {
  server: {
    type: httpServer,
    otherwise: 'one of its own',
    help: 'an `http.Server` or `https.Server` to attach to; you start and stop it',
  },
  port: {
    type: integer,
    range: PORTS,
    default: 8080,
    flag: '--port NUMBER',
    env: 'PORT',
    isOfHttpServer: true,
    help: 'port to listen on; 0 takes a free one',
  },
  host: {
    type: text,
    otherwise: 'all',
    flag: '--host ADDRESS',
    isOfHttpServer: true,
    help: 'address to listen on',
  },
  path: {
    type: path,
    default: '/signal',
    flag: '--path PATH',
    help: 'path of the WebSocket',
  },
  staticDir: {
    type: directory,
    otherwise: 'none',
    flag: '--static DIR',
    help: 'directory whose files `handleRequest` serves',
    flagHelp: 'directory whose files are served, too',
  },
  maxParticipants: {
    type: integer,
    range: [1, MAX_PARTICIPANTS],
    default: 8,
    flag: '--max-participants NUMBER',
    help: 'most members of one room',
  },
  graceMs: {
    type: duration,
    range: [0, HOUR_MS],
    default: GRACE_MS,
    flag: '--grace SECONDS',
    help: 'how long the place of a lost member is held',
  },
  heartbeatMs: {
    type: duration,
    range: TIMES,
    default: 15_000,
    help: 'time between pings; a socket that is silent for two of them is dropped',
  },
  joinTimeoutMs: {
    type: duration,
    range: TIMES,
    default: 5000,
    help: 'time within which a new connection has to join',
  },
  allowOrigin: {
    type: origins,
    otherwise: "pages of the server's own host",
    flag: '--allow-origin ORIGIN',
    isRepeatable: true,
    help: "list of the origins whose pages may connect; `'null'` for sandboxed and local pages, `'*'` for anyone",
    flagHelp: 'origin whose pages may connect, such as `https://example.com`; `*` for anyone',
  },
  tokenSecret: {
    type: secret,
    otherwise: 'rooms are open',
    flag: '--token-secret SECRET',
    isSecret: true,
    help: 'only members with a token signed with it may join (HS256, with `room`, `sub` and `exp`)',
    see: '[Who may join](signaling-and-tokens.md#who-may-join)',
  },
  authorize: {
    type: callback<Authorize>(),
    otherwise: 'none',
    help: '`(request, join)`, decides who may join',
    see: '[Who may join](signaling-and-tokens.md#who-may-join)',
  },
  iceServers: {
    type: iceServers,
    default: [],
    otherwise: 'none',
    flag: '--stun-url URL',
    isRepeatable: true,
    help: 'STUN and TURN servers handed out to the members',
    flagHelp: 'STUN server handed out to the members, such as `stun:stun.example.com`',
  },
  turnUrls: {
    type: turnUrls,
    default: [],
    otherwise: 'none',
    flag: '--turn-url URL',
    isRepeatable: true,
    help: 'TURN servers handed out to the members with credentials that expire',
    flagHelp: 'TURN server handed out to the members, such as `turn:turn.example.com`',
  },
  turnSecret: {
    type: secret,
    otherwise: 'none',
    flag: '--turn-secret SECRET',
    isSecret: true,
    help: 'the `static-auth-secret` of these TURN servers, needed with them',
  },
  turnTtlMs: {
    type: duration,
    range: [1000, DAY_MS],
    default: 600_000,
    flag: '--turn-ttl SECONDS',
    help: 'how long TURN credentials are good',
  },
  maxConnections: {
    type: integer,
    range: COUNTS,
    default: 60_000,
    flag: '--max-connections NUMBER',
    isOfHttpServer: true,
    help: 'most connections at once, plain HTTP included',
  },
  maxRooms: {
    type: integer,
    range: COUNTS,
    default: 10_000,
    flag: '--max-rooms NUMBER',
    help: 'most rooms at once',
  },
  maxMembers: {
    type: integer,
    range: COUNTS,
    default: 50_000,
    flag: '--max-members NUMBER',
    help: 'most members of all rooms together, those who are away included',
  },
  maxReplayBytes: {
    type: bytes,
    range: [MEBIBYTE, TEBIBYTE],
    default: DEFAULT_REPLAY_BYTES,
    flag: '--max-replay-memory MIB',
    help: 'most memory for messages that are kept for members who come back',
    see: LIMITS,
  },
  socketsPerAddress: {
    type: integer,
    range: COUNTS,
    default: 200,
    flag: '--sockets-per-address NUMBER',
    help: 'most connections from one address, plain HTTP included',
    see: LIMITS,
  },
  joinsPerSecond: {
    type: integer,
    range: COUNTS,
    default: 20,
    flag: '--joins-per-second NUMBER',
    help: 'most joins from one address, ten times as many at once',
  },
  messagesPerSecond: {
    type: integer,
    range: COUNTS,
    default: 100,
    flag: '--messages-per-second NUMBER',
    help: 'most messages from one socket, ten times as many at once',
  },
  maxPayload: {
    type: bytes,
    range: [1024, MAX_MESSAGE_BYTES],
    default: MAX_MESSAGE_BYTES,
    help: 'largest frame',
  },
  maxBufferedBytes: {
    type: bytes,
    range: [MAX_MESSAGE_BYTES, GIBIBYTE],
    default: MEBIBYTE,
    help: 'most that may wait for a client that does not read',
  },
  headersTimeoutMs: {
    type: duration,
    range: TIMES,
    default: 10_000,
    isOfHttpServer: true,
    help: 'time within which the headers of a request have to come',
  },
  requestTimeoutMs: {
    type: duration,
    range: TIMES,
    default: 30_000,
    isOfHttpServer: true,
    help: 'time within which a whole request has to come, and for which a response may stand still',
  },
  maxHeaderBytes: {
    type: bytes,
    range: [1024, 65_536],
    default: 16_384,
    isOfHttpServer: true,
    help: 'most bytes of the headers of a request',
  },
  redis: {
    type: redisUrl,
    otherwise: 'rooms are in memory',
    flag: '--redis URL',
    help: 'Redis (7 or newer) that keeps the rooms, such as `redis://localhost:6379`: servers with the same one act as one',
    flagHelp:
      'Redis (7 or newer) that keeps the rooms, such as `redis://localhost:6379`: servers with the same one act as one; ' +
      'with a password better set as `RTC_REDIS`',
    see: '[More than one server](operating.md#more-than-one-server)',
  },
  engine: {
    type: callback<EngineFactory>(),
    otherwise: 'one in memory',
    help: 'makes another `RoomEngine` that keeps the rooms; not with `redis`',
  },
  trustProxy: {
    type: proxies,
    default: false,
    otherwise: 'none',
    flag: '--trust-proxy [PROXIES]',
    isRepeatable: true,
    help: 'proxies whose `X-Forwarded-For` is believed: `true`, a number, an address or a list of them',
    flagHelp:
      'proxies whose `X-Forwarded-For` is believed: how many (alone or `true`, it is one), or their addresses, ' +
      'such as `10.0.0.7`, `10.0.0.0/8` or `loopback`',
    see: '[Behind a proxy](#behind-a-proxy)',
  },
  probe: {
    type: servedAddresses,
    otherwise: 'none',
    flag: '--probe IP[,IP]',
    help: 'one or two IP addresses of this machine from which NATs of clients are measured, `PUBLIC/BIND` for one behind a 1:1 NAT',
    see: '[NAT types](operating.md#nat-types)',
  },
  probePorts: {
    type: portPair,
    range: PORTS,
    default: [3480, 3481],
    flag: '--probe-ports PORT,PORT',
    help: 'two UDP ports of the probe; 0 takes a free one',
  },
  stunPort: {
    type: integer,
    range: [1, 65_534],
    otherwise: 'none',
    flag: '--stun NUMBER',
    help: 'UDP port of a STUN server (RFC 8489, 5780 and 3489) on the addresses of the probe, which it needs; it takes the port after it, too',
  },
  metricsPort: {
    type: integer,
    range: PORTS,
    otherwise: 'none',
    flag: '--metrics-port NUMBER',
    help: "port for `GET /metrics`, in Prometheus' format, on the same host; 0 takes a free one",
    see: '[Operating](operating.md#metrics)',
  },
  logger: {
    type: callback<Logger>(),
    otherwise: 'none',
    help: 'is told what happens, `(level, event, fields)`',
  },
} as const satisfies Readonly<Record<keyof SignalingServerOptions, OptionRow>>;

export type OptionName = keyof typeof OPTIONS;

/** The rows by name, without the exact type of each. */
export const ROWS = Object.entries(OPTIONS) as readonly (readonly [OptionName, OptionRow])[];
