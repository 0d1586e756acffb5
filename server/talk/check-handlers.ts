import type { CheckReply, CheckRequest } from '../../src/protocol/check-messages.js';
import type { ErrorCode } from '../../src/protocol/index.js';
import { JOIN_MS } from '../limits/fixed-limits.js';
import { LATE, within } from '../limits/late-answers.js';
import { describeError } from '../log/log.js';
import type { ProbeListener } from '../probe/probe-session.js';
import type { Prober } from '../probe/prober.js';
import { createId } from '../rooms/ids.js';
import { endpointText } from '../stun/endpoint.js';
import type { Endpoint } from '../stun/endpoint.js';
import type { SocketName } from '../udp/socket-grid.js';
import type { Client } from './client.js';
import { iceServersFor } from './ice-servers.js';

type CheckRequestOf<T extends CheckRequest['type']> = Extract<CheckRequest, { type: T }>;

/** Lifetime of the TURN credentials of a check, in ms. */
const CREDENTIALS_MS = 60_000;

/** Highest priority of a host candidate (RFC 8445 §5.1.2.1). */
const HOST_PRIORITY = 2_130_706_431;

/** Handles `check`: whether this client may join, and the ICE servers that a member gets. It takes no place. */
export async function handleCheck(client: Client, message: CheckRequestOf<'check'>): Promise<void> {
  if (!client.quota.takeJoin()) {
    client.refuse('rate-limited', 'too many joins from this address', message.id);
    return;
  }
  const deadline = new AbortController();
  const checking = check(client, message, deadline.signal);
  if ((await within(JOIN_MS, checking)) !== LATE) return;
  deadline.abort();
  client.refuse('server-busy', 'checking takes too long', message.id);
  const { log } = client.context;
  log('warn', 'check took too long');
  checking.catch((error: unknown) => log('error', 'late check failed', { error: describeError(error) }));
}

/** @param signal - Aborts when the client has got another answer. */
async function check(
  client: Client,
  { id, room, token }: CheckRequestOf<'check'>,
  signal: AbortSignal,
): Promise<void> {
  const { authorizeJoin, options, udp, log } = client.context;
  const permit = await authorizeJoin(client.request, {
    room,
    name: undefined,
    token,
    resuming: false,
    checking: true,
  });
  if ('denied' in permit) log('info', 'unauthorized', { reason: permit.denied });
  if (signal.aborted || client.ended) return;
  if ('denied' in permit) {
    // The same text as for a join, so that strangers learn nothing.
    client.refuse('unauthorized', 'you may not join this room', id);
    return;
  }
  // Each check has a name of its own: TURN servers limit what one name may use.
  const iceServers = iceServersFor(`check-${createId()}`, { ...options, turnTtlMs: CREDENTIALS_MS });
  say(client, { type: 'checking', re: id, iceServers: [...iceServers], probe: udp.prober !== undefined });
  client.waitLonger();
}

/** Handles `probe`: measures the NAT of this client. A second measurement ends the first. */
export function handleProbe(client: Client, { id, ufrag, pwd }: CheckRequestOf<'probe'>): void {
  // Nothing would end a measurement that begins after the end of its socket.
  if (client.ended) return;
  const { prober } = client.context.udp;
  const refuse = (code: ErrorCode, text: string): void => client.refuse(code, text, id);
  if (!prober) return refuse('not-available', 'this server measures no NATs');
  const listener = listenerFor(client, prober);
  const probe = prober.start(client.quota.address, { ufrag, pwd }, listener);
  if (!probe) return refuse('rate-limited', 'too many NATs are being measured');
  client.probe?.end();
  client.probe = probe;
  const [candidate = ''] = candidates(prober, ['11']);
  say(client, { type: 'probing', re: id, ...probe.own, candidate });
}

function listenerFor(client: Client, prober: Prober): ProbeListener {
  return {
    onCandidates(names) {
      say(client, { type: 'probe-candidates', candidates: candidates(prober, names) });
    },
    onResult({ reflexive, ...result }) {
      const { addresses } = prober;
      const seen = reflexive && { reflexive: endpointText(reflexive) };
      say(client, { type: 'probe-result', ...result, addresses, ...seen });
      client.waitLonger();
    },
  };
}

const candidates = (prober: Prober, names: readonly SocketName[]): string[] =>
  names.flatMap((name) => {
    const endpoint = prober.endpoint(name);
    return endpoint ? [candidateLine(name, endpoint)] : [];
  });

/** A host candidate (RFC 8839 §5.1), whose foundation is the name of the socket. */
const candidateLine = (name: SocketName, { address, port }: Endpoint): string =>
  `candidate:${name} 1 udp ${HOST_PRIORITY} ${address} ${port} typ host`;

function say(client: Client, message: CheckReply): void {
  client.deliver(JSON.stringify(message));
}
