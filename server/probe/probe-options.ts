import { isIP } from 'node:net';
import { canonical } from '../stun/endpoint.js';
import type { StunServiceOptions } from '../stun/stun-service.js';
import type { ServedAddress } from '../udp/socket-grid.js';
import type { ProberOptions } from './prober.js';

const MAX_PORT = 65_535;

/**
 * Checks the option `probe`: one or two addresses, `PUBLIC/BIND` behind a 1:1 NAT.
 *
 * @throws RangeError whose message begins with the option's name.
 */
export function probeAddresses(probe: unknown, name: string): readonly ServedAddress[] {
  const allowed = 'one IP address or two, PUBLIC/BIND for one behind a 1:1 NAT';
  const given: readonly unknown[] = Array.isArray(probe) ? probe : [];
  if (given.length < 1 || given.length > 2) throw new RangeError(`${name} must be ${allowed}`);
  const addresses = given.map((text) => {
    const address = readAddress(text);
    if (!address) throw new RangeError(`${name} must be ${allowed}, not ${JSON.stringify(text)}`);
    // Clients are sent to it. The address behind a slash may be any of this machine, or all.
    if (isUnspecified(address.public)) {
      throw new RangeError(
        `${name} must begin with an address that clients reach, not ${JSON.stringify(text)}`,
      );
    }
    return address;
  });
  const [first, second] = addresses;
  if (first && second) {
    const isSame = first.public === second.public || first.bind === second.bind;
    const isMixed = isIP(first.public) !== isIP(second.public);
    if (isSame || isMixed) throw new RangeError(`${name} must be two different addresses of one family`);
  }
  return addresses;
}

/**
 * Checks the option `probePorts`.
 *
 * @throws RangeError whose message begins with the option's name.
 */
export function probePortPair(probePorts: unknown, name: string): readonly [number, number] {
  const given: readonly unknown[] = Array.isArray(probePorts) ? probePorts : [];
  const [first, second, ...rest] = given;
  if (!isPort(first) || !isPort(second) || rest.length > 0) {
    throw new RangeError(`${name} must be two ports from 0 to ${MAX_PORT}`);
  }
  if (first === second && first !== 0) throw new RangeError(`${name} must be two different ports`);
  return [first, second];
}

/**
 * Sockets of the STUN server: the addresses of the probe, with this port and the next one.
 *
 * @throws RangeError whose message begins with the option's name.
 */
export function stunOptions(stunPort: number, probe: ProberOptions): StunServiceOptions {
  const ports = [stunPort, stunPort + 1] as const;
  // A page that is to be measured must not have sent anything to a socket of the probe before.
  if (ports.some((port) => probe.ports.includes(port))) {
    throw new RangeError('stunPort and the port after it must be other ports than those of the probe');
  }
  return { addresses: probe.addresses, ports };
}

function readAddress(text: unknown): ServedAddress | undefined {
  if (typeof text !== 'string') return undefined;
  const [shown = '', bind = shown, ...rest] = text.split('/');
  const family = isIP(shown);
  if (family === 0 || isIP(bind) !== family || rest.length > 0) return undefined;
  return { public: canonical(shown), bind: canonical(bind) };
}

const isUnspecified = (address: string): boolean => address === '0.0.0.0' || address === '::';

const isPort = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_PORT;
