import type { Logger } from '../log/log.js';
import { stunOptions } from '../probe/probe-options.js';
import { refuseProbeAddresses } from '../probe/probe-urls.js';
import type { ProberOptions } from '../probe/prober.js';
import { checkEngine } from '../rooms/checked-engine.js';
import type { EngineFactory } from '../rooms/engine.js';
import { MemoryEngine } from '../rooms/memory.js';
import { RedisEngine } from '../rooms/redis/redis-engine.js';
import type { StunServiceOptions } from '../stun/stun-service.js';
import { OPTIONS, ROWS } from './option-table.js';
import type { OptionName } from './option-table.js';
import { checkIceList } from './option-types.js';
import type { OptionType } from './option-types.js';
import type { SignalingServerOptions } from './server-options.js';

/** Type of an option after its check: with a default it always has a value. */
type ValueOf<Row> = Row extends { readonly type: OptionType<infer Value> }
  ? Row extends { readonly default: unknown }
    ? Value
    : Value | undefined
  : never;

type Values = { readonly [Name in OptionName]: ValueOf<(typeof OPTIONS)[Name]> };

/** The options, checked and completed. */
export interface ResolvedOptions extends Omit<
  Values,
  'engine' | 'logger' | 'probe' | 'probePorts' | 'stunPort'
> {
  readonly engine: EngineFactory;
  readonly logger: Logger;
  readonly probe: ProberOptions | undefined;
  readonly stun: StunServiceOptions | undefined;
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws TypeError for a value of the wrong kind, RangeError for one that is not allowed. The message begins
 * with the option's name.
 */
export function resolveOptions(options: SignalingServerOptions = {}): ResolvedOptions {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) throw new TypeError(`${unknown} is not an option of the signaling server`);
  const checked = checkEach(options);
  const { probe: addresses, probePorts: ports, stunPort, ...values } = checked;
  checkTogether(options);
  checkIceList(values.iceServers, values.turnUrls);
  const probe = addresses && { addresses, ports };
  if (probe) refuseProbeAddresses(probe, values);
  return {
    ...values,
    engine: engineFor(checked),
    logger: values.logger ?? (() => {}),
    probe,
    stun: probe && stunPort !== undefined ? stunOptions(stunPort, probe) : undefined,
  };
}

/** Each option by itself. */
function checkEach(options: SignalingServerOptions): Values {
  const values = ROWS.map(([name, { type, range, default: byDefault }]) => {
    const given = options[name];
    return [name, given === undefined ? byDefault : type.check(given, name, range)] as const;
  });
  // TypeScript does not see that each value is of the type of its row.
  return Object.fromEntries(values) as unknown as Values;
}

/** Options that need or exclude each other. */
function checkTogether(options: SignalingServerOptions): void {
  const { turnUrls = [], turnSecret, redis, engine, probe, probePorts, stunPort } = options;
  if (turnUrls.length > 0 && turnSecret === undefined) throw new TypeError('turnUrls needs turnSecret');
  if (turnUrls.length === 0 && turnSecret !== undefined) throw new TypeError('turnSecret needs turnUrls');
  if (redis !== undefined && engine) throw new TypeError('redis cannot be combined with engine');
  if (probe === undefined && probePorts !== undefined) throw new TypeError('probePorts needs probe');
  if (probe === undefined && stunPort !== undefined) throw new TypeError('stunPort needs probe');
  const foreign = options.server && ROWS.find(([name, row]) => row.isOfHttpServer && isSet(options, name));
  if (foreign) throw new TypeError(`${foreign[0]} cannot be combined with server: set it up there`);
}

/** The metrics have a port of their own, also with `server`: `host` then belongs to it. */
const isSet = (options: SignalingServerOptions, name: OptionName): boolean =>
  options[name] !== undefined && !(name === 'host' && options.metricsPort !== undefined);

function engineFor({ redis, engine }: Values): EngineFactory {
  if (engine) return checkEngine(engine);
  if (redis !== undefined) return (settings) => RedisEngine.create(settings, { url: redis });
  return (settings) => new MemoryEngine(settings);
}
