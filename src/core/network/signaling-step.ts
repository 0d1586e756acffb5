import { abortable } from '../../internal/abortable.js';
import type { IceServers } from '../../protocol/index.js';
import { RtcError } from '../errors.js';
import { isServerless } from '../signaling/serverless.js';
import { CheckSocket } from './check-socket.js';
import type { Outcome } from './step-list.js';
import type { NetworkCheckOptions } from './types.js';
import { withLimit } from './waiting.js';

/** Number of measured round trips to the server. */
const PINGS = 5;

/** Time limit of all answers of the server here, in ms. */
const LIMIT = 10_000;

/** The answer of a server that lets this visitor in. */
export interface Admission {
  readonly socket: CheckSocket;
  readonly iceServers: IceServers;
  /** Whether it measures NATs. */
  readonly probe: boolean;
}

/** Addresses of signaling that needs no server. */
const needsNoServer = (signaling: string): boolean => signaling === '' || isServerless(signaling);

/**
 * Measures the way to the server and back, and asks for what a member would get (`check`).
 *
 * @param onSocket - Gets the socket, to be closed.
 * @param onAdmission - Gets what the server has said, where it lets this visitor in.
 */
export async function checkSignaling(
  { signaling = '', room = '', token }: NetworkCheckOptions,
  signal: AbortSignal,
  onSocket: (socket: CheckSocket) => void,
  onAdmission: (admission: Admission) => void,
): Promise<Outcome> {
  if (needsNoServer(signaling)) return { state: 'not-measured', reason: 'no-server' };
  if (room === '') throw new RtcError('invalid-options', 'A check needs the room that would be joined.');
  const limit = withLimit(signal, LIMIT);
  try {
    const opened = CheckSocket.open(signaling, limit.signal);
    const socket = await abortable(opened, limit.signal);
    onSocket(socket);
    const roundTripMs = await abortable(medianPing(socket), limit.signal);
    const given =
      typeof token === 'function' ? await abortable(Promise.resolve(token()), limit.signal) : token;
    const checking = socket.ask({ type: 'check', room, ...(given && { token: given }) }, 'checking');
    // Calls work with a server of an earlier version; only this question is new to it.
    const answer = await abortable(checking, limit.signal).catch(forgiveOldServer);
    if (!answer) return { state: 'passed', reason: 'old-server', roundTripMs };
    onAdmission({ socket, iceServers: answer.iceServers, probe: answer.probe });
    return { state: 'passed', roundTripMs };
  } finally {
    limit.end();
  }
}

function forgiveOldServer(error: unknown): undefined {
  if (!(error instanceof RtcError && error.code === 'bad-message')) throw error;
}

async function medianPing(socket: CheckSocket): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < PINGS; i += 1) {
    const began = performance.now();
    await socket.ask({ type: 'ping' }, 'pong');
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  return Math.round(times[Math.floor(PINGS / 2)] ?? 0);
}
