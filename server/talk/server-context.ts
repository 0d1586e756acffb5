import type { AuthorizeJoin } from '../doors/authorization.js';
import type { Logger } from '../log/log.js';
import type { Meter } from '../metrics/meter.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import type { RoomEngine } from '../rooms/engine.js';
import type { UdpServices } from '../udp/udp-services.js';

/** Shared by all clients of one server. */
export interface ServerContext {
  readonly options: ResolvedOptions;
  readonly authorizeJoin: AuthorizeJoin;
  readonly engine: RoomEngine;
  readonly log: Logger;
  /** Undefined without a metrics port. */
  readonly meter: Meter | undefined;
  readonly udp: UdpServices;
  /** A random number of milliseconds after which a client may connect again, so that not all do so at once. */
  retryDelay(): number;
}
