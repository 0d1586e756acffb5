import { isIP } from 'node:net';
import { canonical } from '../stun/endpoint.js';
import type { StunServiceOptions } from '../stun/stun-service.js';
import type { ServedAddress } from '../udp/socket-grid.js';
import type { ProberOptions } from './prober.js';

/** Ports of the probe where none are named. */
const DEFAULT_PORTS = [3480, 3481] as const;

const MAX_PORT = 65_535;

export interface GivenOptions {
  readonly probe?: readonly string[];
  readonly probePorts?: readonly number[];
  readonly stunPort?: number;
}

/**
 * Reads the options `probe` (one or two addresses, `PUBLIC/BIND` behind a 1:1 NAT) and `probePorts` (two ports).
 *
 * @returns `undefined` where no NATs are measured.
 * @throws TypeError or RangeError whose message begins with the option's name.
 */
export function proberOptions({ probe, probePorts }: GivenOptions): ProberOptions | undefined {
  if (probe === undefined) {
    if (probePorts !== undefined) throw new TypeError('probePorts needs probe');
    return undefined;
  }
  return { addresses: readAddresses(probe), ports: readPorts(probePorts ?? DEFAULT_PORTS) };
}

/**
 * Reads the option `stunPort`: the STUN server has the addresses of the probe, this port and the next one.
 *
 * @returns `undefined` where there is no STUN server.
 * @throws TypeError or RangeError whose message begins with the option's name.
 */
export function stunOptions({ stunPort }: GivenOptions, probe: ProberOptions | undefined) {
  if (stunPort === undefined) return undefined;
  const allowed = `an integer from 1 to ${MAX_PORT - 1}`;
  if (!isPort(stunPort) || stunPort === 0 || stunPort === MAX_PORT) {
    throw new RangeError(`stunPort must be ${allowed}, not ${JSON.stringify(stunPort)}`);
  }
  if (!probe) throw new TypeError('stunPort needs probe');
  const ports = [stunPort, stunPort + 1] as const;
  // A page that is to be measured must not have sent anything to a socket of the probe before.
  if (ports.some((port) => probe.ports.includes(port))) {
    throw new RangeError('stunPort and the port after it must be other ports than those of the probe');
  }
  return { addresses: probe.addresses, ports } satisfies StunServiceOptions;
}

function readAddresses(probe: unknown): readonly ServedAddress[] {
  const allowed = 'one IP address or two, PUBLIC/BIND for one behind a 1:1 NAT';
  const given: readonly unknown[] = Array.isArray(probe) ? probe : [];
  if (given.length < 1 || given.length > 2) throw new RangeError(`probe must be ${allowed}`);
  const addresses = given.map((text) => {
    const address = readAddress(text);
    if (!address) throw new RangeError(`probe must be ${allowed}, not ${JSON.stringify(text)}`);
    if (isUnspecified(address.public)) throw new RangeError(unreachable(text));
    return address;
  });
  const [first, second] = addresses;
  if (first && second) {
    const isSame = first.public === second.public || first.bind === second.bind;
    const isMixed = isIP(first.public) !== isIP(second.public);
    if (isSame || isMixed) throw new RangeError('probe must be two different addresses of one family');
  }
  return addresses;
}

function readAddress(text: unknown): ServedAddress | undefined {
  if (typeof text !== 'string') return undefined;
  const [shown = '', bind = shown, ...rest] = text.split('/');
  const family = isIP(shown);
  if (family === 0 || isIP(bind) !== family || rest.length > 0) return undefined;
  return { public: canonical(shown), bind: canonical(bind) };
}

const isUnspecified = (address: string): boolean => address === '0.0.0.0' || address === '::';

/** Clients are sent to it. The address behind a slash may be any of this machine, or all. */
const unreachable = (text: unknown): string =>
  `probe must begin with an address that clients reach, not ${JSON.stringify(text)}`;

function readPorts(probePorts: unknown): readonly [number, number] {
  const given: readonly unknown[] = Array.isArray(probePorts) ? probePorts : [];
  const [first, second, ...rest] = given;
  if (!isPort(first) || !isPort(second) || rest.length > 0) {
    throw new RangeError(`probePorts must be two ports from 0 to ${MAX_PORT}`);
  }
  if (first === second && first !== 0) throw new RangeError('probePorts must be two different ports');
  return [first, second];
}

const isPort = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_PORT;
