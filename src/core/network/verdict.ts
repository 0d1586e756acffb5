import { connectsDirectly, NAT_TYPES, type NatType } from './nat-types.js';
import type { Advice, CheckStep, CheckStepName, NetworkVerdict, Outlook, RelayState } from './types.js';

const RELAYS = ['turn-udp', 'turn-tcp', 'turn-tls'] as const;

/** Codes with which a server refuses a visitor and not the moment. */
const UNINVITED: readonly (string | undefined)[] = ['unauthorized', 'removed'];

/** Codes of devices that are there and may not be used. */
const FORBIDDEN: readonly (string | undefined)[] = [
  'permission-denied',
  'permission-dismissed',
  'system-denied',
  'media-disabled',
];

/** Types for which a STUN server would change nothing, or for which that is not known. */
const NEED_NO_STUN: readonly string[] = ['open', 'no-udp', 'unknown'];

type Find = (name: CheckStepName) => CheckStep | undefined;

/** Finds which visitors are reached directly, which by a relay only, and what would help. */
export function verdictOf(steps: readonly CheckStep[], nat: NatType | 'unknown'): NetworkVerdict {
  const find: Find = (name) => steps.find((step) => step.name === name);
  const known = nat === 'unknown' ? [] : NAT_TYPES;
  const isDirect = (other: NatType): boolean =>
    nat !== 'unknown' &&
    connectsDirectly(nat, other) &&
    (learnsAddress(find) || connectsWithoutStun(nat, other));
  const relay = relayState(find, nat);
  const direct = known.filter(isDirect);
  return Object.freeze({
    outlook: outlookOf(find, nat, relay, direct),
    direct: Object.freeze(direct),
    relayed: Object.freeze(known.filter((other) => !isDirect(other))),
    relay,
    advice: Object.freeze([...pageAdvice(find), ...serverAdvice(find), ...networkAdvice(find, nat, relay)]),
  });
}

function outlookOf(
  find: Find,
  nat: NatType | 'unknown',
  relay: RelayState,
  direct: readonly NatType[],
): Outlook {
  if (find('secure-context')?.reason === 'unsupported') return 'nobody';
  if (find('signaling')?.state === 'failed') return 'nobody';
  if (relay === 'works') return 'everybody';
  if (nat === 'unknown') return 'unknown';
  return direct.length > 0 ? 'some' : 'nobody';
}

/** Whether something has come back by UDP: then the visitor has UDP, whatever the probe says. */
export function provesUdp(steps: readonly CheckStep[]): boolean {
  return steps.some(({ name, state, allocated, servers = [] }) => {
    if (name === 'turn-udp') return state === 'passed' || allocated === true;
    // A server for `stuns:` is asked by TCP. An empty address is found by what is missing, and proves nothing.
    return name === 'stun' && servers.some(({ url, address }) => /^stun:/i.test(url) && address);
  });
}

/** Whether the page learns its public address: only a server that is asked by UDP tells it (RFC 8445 §5.1.1.2). */
function learnsAddress(find: Find): boolean {
  const relay = find('turn-udp');
  return find('stun')?.state === 'passed' || relay?.state === 'passed' || relay?.allocated === true;
}

/** Whether two visitors who connect directly do so with the addresses that they have themselves. */
function connectsWithoutStun(one: NatType, other: NatType): boolean {
  return one === 'open' || other === 'open' || (one === 'firewall' && other === 'firewall');
}

function relayState(find: Find, nat: NatType | 'unknown'): RelayState {
  if (RELAYS.some((name) => find(name)?.state === 'passed')) return 'works';
  // For a visitor without UDP it says nothing that a relay over UDP fails.
  const usable = RELAYS.filter((name) => nat !== 'no-udp' || name !== 'turn-udp');
  if (usable.some((name) => find(name)?.state === 'failed')) return 'fails';
  const isMissing = (name: (typeof RELAYS)[number]): boolean => find(name)?.reason === 'not-configured';
  return RELAYS.some(isMissing) ? 'missing' : 'unknown';
}

function pageAdvice(find: Find): Advice[] {
  const secure = find('secure-context');
  if (secure?.reason === 'insecure') return ['use-https'];
  if (secure?.reason === 'unsupported') return ['use-another-browser'];
  const advice: Advice[] = [];
  const { state, error } = find('permissions') ?? {};
  if (state === 'failed') advice.push(FORBIDDEN.includes(error) ? 'allow-devices' : 'connect-devices');
  if (find('camera')?.state === 'failed') advice.push('check-camera');
  if (find('microphone')?.state === 'failed') advice.push('check-microphone');
  return advice;
}

function serverAdvice(find: Find): Advice[] {
  const { state, error } = find('signaling') ?? {};
  if (state !== 'failed') return [];
  return [UNINVITED.includes(error) ? 'ask-for-invitation' : 'check-server'];
}

function networkAdvice(find: Find, nat: NatType | 'unknown', relay: RelayState): Advice[] {
  const advice: Advice[] = [];
  if (nat === 'no-udp') advice.push('allow-udp');
  if (nat === 'symmetric' && relay !== 'works') advice.push('change-nat');
  if (!NEED_NO_STUN.includes(nat) && !learnsAddress(find)) advice.push('add-stun');
  if (relay === 'fails') advice.push('mend-relay');
  if (relay === 'missing') {
    // There may be one over UDP, for everybody else.
    advice.push(find('turn-udp')?.reason === 'not-configured' ? 'add-relay' : 'add-tls-relay');
  }
  return advice;
}
