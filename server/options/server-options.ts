import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { IceServers } from '../../src/protocol/index.js';
import type { Authorize } from '../doors/authorization.js';
import type { Logger } from '../log/log.js';
import type { EngineFactory } from '../rooms/engine.js';

/** Options of `createSignalingServer`. Their checks and defaults are in the option table. */
export interface SignalingServerOptions {
  /**
   * An HTTP(S) server to attach to. It is neither started nor stopped, and its requests are left to you: pass those for
   * `/healthz` and files to `SignalingServer.handleRequest`.
   */
  readonly server?: HttpServer | HttpsServer;
  /** Port to listen on; 0 takes a free one. Default 8080. Not together with `server`. */
  readonly port?: number;
  /** Address to listen on. Default: all of them. Not together with `server`. */
  readonly host?: string;
  /** Path of the WebSocket. Default `/signal`. */
  readonly path?: string;
  /** Directory whose files are served. Default: none are. */
  readonly staticDir?: string;
  /** Most members of one room, 1 to 100. Default 8. */
  readonly maxParticipants?: number;
  /** Milliseconds for which the place of a lost member is held, 0 to 3,600,000. Default 20,000. */
  readonly graceMs?: number;
  /** Milliseconds between pings, 10 to 600,000; a socket silent for two of them is dropped. Default 15,000. */
  readonly heartbeatMs?: number;
  /** Milliseconds within which a new connection has to join, 10 to 600,000. Default 5,000. */
  readonly joinTimeoutMs?: number;
  /**
   * Origins whose pages may connect, such as `https://example.com`; `'null'` for sandboxed and local pages,
   * `'*'` for anyone. Default: pages from this server's own host. Clients without an origin always may.
   */
  readonly allowOrigin?: readonly string[];
  /**
   * Secret of the tokens without which nobody joins: JSON Web Tokens, HS256, with `room`, `sub`, `exp` and, if the
   * name is not the client's own choice, `name`. Needs the package `jose`. Default: none, rooms are open.
   */
  readonly tokenSecret?: string;
  /**
   * Decides on each join, also of a member who comes back: `false` is answered with `unauthorized`. Default: everybody may,
   * with a `tokenSecret` everybody who has a valid token.
   */
  readonly authorize?: Authorize;
  /** STUN and TURN servers handed out to members. Default: none. */
  readonly iceServers?: IceServers;
  /** TURN servers handed out to members with credentials that expire; needs `turnSecret`. Default: none. */
  readonly turnUrls?: readonly string[];
  /** The `static-auth-secret` of these servers. */
  readonly turnSecret?: string;
  /** Milliseconds for which these credentials are good, 1,000 to 86,400,000. Default 600,000. */
  readonly turnTtlMs?: number;
  /**
   * Most connections at once, plain HTTP included, 1 to 1,000,000. Further ones are closed without an answer. Not with
   * `server`. Default 60,000.
   */
  readonly maxConnections?: number;
  /** Most rooms at once, 1 to 1,000,000. Default 10,000. */
  readonly maxRooms?: number;
  /** Most members of all rooms together, those who are away included, 1 to 1,000,000. Default 50,000. */
  readonly maxMembers?: number;
  /**
   * Most bytes of the pushes that are kept for members who come back, all members together, 1 MiB to 1 TiB. A member whose
   * pushes were dropped gets a fresh list of the participants instead. Default 256 MiB.
   */
  readonly maxReplayBytes?: number;
  /**
   * Most connections from one address (IPv6: from one /64), plain HTTP included, 1 to 1,000,000. Behind a trusted proxy,
   * and with `server`, WebSockets and unanswered requests count instead, by client. Default 200.
   */
  readonly socketsPerAddress?: number;
  /** Most attempts to join from one address per second, and ten times as many at once, 1 to 1,000,000. Default 20. */
  readonly joinsPerSecond?: number;
  /**
   * Most messages from one socket per second, and ten times as many at once, 1 to 1,000,000. A longer message counts as one
   * for each 1,024 bytes or part of them. Default 100.
   */
  readonly messagesPerSecond?: number;
  /** Largest frame in bytes, 1,024 to 65,536 (the protocol's own limit). Default 65,536. */
  readonly maxPayload?: number;
  /** Bytes that may wait for a client that does not read, 65,536 to 1 GiB. Default 1 MiB. */
  readonly maxBufferedBytes?: number;
  /** Milliseconds within which the headers of a request have to come, 10 to 600,000. Not with `server`. Default 10,000. */
  readonly headersTimeoutMs?: number;
  /**
   * Milliseconds within which a whole request has to come, and for which a response may stand still, 10 to 600,000.
   * Not with `server`. Default 30,000.
   */
  readonly requestTimeoutMs?: number;
  /** Most bytes of the headers of a request, 1,024 to 65,536. Not with `server`. Default 16,384. */
  readonly maxHeaderBytes?: number;
  /**
   * Redis in which the rooms are kept, such as `redis://localhost:6379`: servers with the same one act as one. Needs
   * Redis 7 and the package `ioredis`. Default: none, rooms are in this process's memory.
   */
  readonly redis?: string;
  /** Makes another engine that keeps the rooms. Not together with `redis`. */
  readonly engine?: EngineFactory;
  /**
   * Proxies of yours whose `X-Forwarded-For` is believed: how many are between the clients and this server, up to 100
   * (`true` is one), or their addresses and ranges, such as `['10.0.0.7', 'fd00::/8', 'loopback']`; a string may name
   * several, with commas between. `linklocal` and `uniquelocal` are ranges, too. Default `false`: none.
   */
  readonly trustProxy?: boolean | number | string | readonly string[];
  /**
   * Measures the NATs of clients from these IP addresses of this machine, one or two of one family; `PUBLIC/BIND` behind a
   * 1:1 NAT. Default: none are measured.
   */
  readonly probe?: readonly string[];
  /** Two UDP ports for that; 0 takes a free one. Default 3480 and 3481. */
  readonly probePorts?: readonly number[];
  /**
   * UDP port of a STUN server (RFC 8489, 5780 and 3489) on the addresses of the probe, 1 to 65,534; it also takes the port
   * after it. Needs `probe`. Default: none.
   */
  readonly stunPort?: number;
  /** Port for `GET /metrics`, in Prometheus' format; 0 takes a free one. Needs the package `prom-client`. Default: none. */
  readonly metricsPort?: number;
  /** Called with each event of the server. Default: none. */
  readonly logger?: Logger;
}
