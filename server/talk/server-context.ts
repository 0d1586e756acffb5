import type { Doorkeeper } from '../doors/authorization.js';
import type { Logger } from '../log/log.js';
import type { Meter } from '../metrics/meter.js';
import type { ResolvedOptions } from '../options/resolve-options.js';
import type { RoomEngine } from '../rooms/engine.js';
import type { UdpServices } from '../udp/udp-services.js';

/** What all connections of one server share. */
export interface ServerContext {
  readonly options: ResolvedOptions;
  readonly doorkeeper: Doorkeeper;
  readonly engine: RoomEngine;
  readonly log: Logger;
  /** Missing where nobody watches. */
  readonly meter: Meter | undefined;
  readonly udp: UdpServices;
  /** Milliseconds after which a client may come back, so that not all do in the same moment. */
  retryDelay(): number;
}
