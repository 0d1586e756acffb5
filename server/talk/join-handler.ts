import { GRACE_MS, MAX_MESSAGE_BYTES } from '../../src/protocol/index.js';
import type { ClientMessageOf, ErrorCode, ServerMessageOf } from '../../src/protocol/index.js';
import { JOIN_MS } from '../limits/fixed-limits.js';
import { LATE, within } from '../limits/late-answers.js';
import { describeError } from '../log/log.js';
import type { Admission, Awaitable, Refusal } from '../rooms/engine.js';
import type { Client } from './client.js';
import { iceServersFor } from './ice-servers.js';

const REFUSALS: Readonly<Record<Refusal['refused'], string>> = {
  'room-full': 'the room is full',
  'server-busy': 'the server has no place left',
};

/** Handles `join`: answers within a bounded time, however long `authorize` and the engine take. */
export async function handleJoin(client: Client, message: ClientMessageOf<'join'>): Promise<void> {
  if (client.membership) {
    client.refuse('already-joined', 'leave first', message.id);
    return;
  }
  if (!client.quota.takeJoin()) {
    client.refuse('rate-limited', 'too many joins from this address', message.id);
    return;
  }
  const deadline = new AbortController();
  const joining = join(client, message, deadline.signal);
  if ((await within(JOIN_MS, joining)) !== LATE) return;
  deadline.abort();
  client.refuse('server-busy', 'joining takes too long', message.id);
  const { log } = client.context;
  log('warn', 'join took too long');
  joining.catch((error: unknown) => log('error', 'late join failed', { error: describeError(error) }));
}

/** @param signal - Aborts when the client has got another answer. */
async function join(client: Client, message: ClientMessageOf<'join'>, signal: AbortSignal): Promise<void> {
  const { authorizeJoin, engine, log } = client.context;
  const { room, instance, token, resume } = message;
  /** Whether the client no longer waits for the answer. */
  const isOver = (): boolean => signal.aborted || client.ended;
  const refuse = (code: ErrorCode, text: string): void => {
    if (!isOver()) client.refuse(code, text, message.id);
  };

  const attempt = { room, name: message.name, token, resuming: resume !== undefined, checking: false };
  const permit = await authorizeJoin(client.request, attempt);
  if ('denied' in permit) {
    log('info', 'unauthorized', { reason: permit.denied });
    // The same text for every reason, and before the room is looked up: strangers learn nothing about either.
    refuse('unauthorized', 'you may not join this room');
    return;
  }
  if (isOver()) return;

  const { identity, name = message.name } = permit;
  const admission = await engine.join({ room, name, identity, instance, resume });
  if ('refused' in admission) {
    refuse(admission.refused, REFUSALS[admission.refused]);
    return;
  }
  const { membership, resumed, returned = resumed } = admission;
  // The client never gets the new resume token. One that came back can use its previous token again; a new member has none.
  const giveBack = (): Awaitable<void> =>
    returned ? engine.disconnect(membership) : engine.leave(membership);
  if (isOver()) return giveBack();
  const joined = JSON.stringify(describe(client, message, admission));
  if (joined.length > MAX_MESSAGE_BYTES) {
    log('error', 'joined is too long', { length: joined.length });
    refuse('server-busy', 'there is too much to say of this room');
    return giveBack();
  }
  client.nameIsFixed = permit.name !== undefined;
  // The previous resume token stays valid until the client has `joined`, which its pong shows.
  client.admit(membership, joined, returned ? String(message.id) : undefined);
  log('debug', 'joined', { room, member: membership.id, resumed });
}

function describe(
  { context: { options } }: Client,
  { id: re, room }: ClientMessageOf<'join'>,
  { membership, resumeToken, resumed, seq, participants }: Admission,
): ServerMessageOf<'joined'> {
  return {
    type: 'joined',
    re,
    self: membership.id,
    room,
    resumeToken,
    resumed,
    seq,
    participants: [...participants],
    iceServers: iceServersFor(membership.id, options),
    limits: {
      participants: options.maxParticipants,
      message: options.maxPayload,
      heartbeatMs: options.heartbeatMs,
      ...(options.graceMs !== GRACE_MS && { graceMs: options.graceMs }),
    },
  };
}
