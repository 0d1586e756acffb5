import { clientMessage, GRACE_MS, parse } from '../src/protocol/index.js';
import type { ClientMessage, ClientMessageOf, ErrorCode, ServerMessageOf } from '../src/protocol/index.js';
import type { Connection } from './connection.js';
import type { Permit } from './doorkeeper.js';
import { iceServersFor } from './ice-servers.js';
import { MAX_PAYLOAD_LENGTH } from './limits.js';
import { describeError } from './log.js';
import { okFrame } from './replies.js';
import type { Awaitable, Membership, Refusal } from './rooms/engine.js';
import { readSignalFrame } from './signal-frame.js';
import type { SignalFrame } from './signal-frame.js';

type Handle<M, Arguments extends unknown[]> = (
  connection: Connection,
  message: M,
  ...rest: Arguments
) => Awaitable<void>;

/** What is done with one type of message: by anybody who is connected, or by members of a room only. */
type Handler<M> = { readonly anybody: Handle<M, []> } | { readonly member: Handle<M, [Membership]> };

type Handlers = { readonly [T in ClientMessage['type']]: Handler<ClientMessageOf<T>> };

const HANDLERS: Handlers = {
  join: { anybody: handleJoin },
  ping: { anybody: (connection, { id }) => connection.send({ type: 'pong', re: id }) },
  signal: { member: handleSignal },
  update: { member: handleUpdate },
  leave: { member: handleLeave },
};

const REFUSALS: Readonly<Record<Refusal['refused'], string>> = {
  'room-full': 'the room is full',
  'server-busy': 'the server has no place left',
};

/**
 * Does what one frame asks for. Never throws and never rejects.
 *
 * @param frame - Undefined for a binary one.
 * @returns A promise where it takes time; until then no other frame of this connection may be handled.
 */
export function handleFrame(connection: Connection, frame: string | undefined): Promise<void> | undefined {
  let id: number | undefined;
  try {
    const signal = frame === undefined ? undefined : readSignalFrame(frame);
    if (signal && connection.membership) {
      id = signal.id;
      connection.context.meter?.received('signal');
      return guard(connection, relay(connection, signal, connection.membership), id);
    }
    const parsed = parse(clientMessage, frame);
    if (parsed.ok) {
      id = parsed.message.id;
      connection.context.meter?.received(parsed.message.type);
      return guard(connection, handleMessage(connection, parsed.message), id);
    }
    connection.refuse(parsed.code, parsed.detail, parsed.re);
  } catch (error) {
    fail(connection, error, id);
  }
  return undefined;
}

/** Refuses a frame before anything is done with it; only its number is read. */
export function refuseFrame(
  connection: Connection,
  code: ErrorCode,
  message: string,
  frame: string | undefined,
): void {
  const parsed = parse(clientMessage, frame);
  connection.refuse(code, message, parsed.ok ? parsed.message.id : parsed.re);
}

function guard(
  connection: Connection,
  task: Awaitable<void>,
  id: number | undefined,
): Promise<void> | undefined {
  return task instanceof Promise ? task.catch((error: unknown) => fail(connection, error, id)) : undefined;
}

function handleMessage(connection: Connection, message: ClientMessage): Awaitable<void> {
  // TypeScript does not see that the handler found is the one for this very type.
  const handler = HANDLERS[message.type] as Handler<ClientMessage>;
  if ('anybody' in handler) return handler.anybody(connection, message);
  const { membership } = connection;
  if (membership) return handler.member(connection, message, membership);
  connection.refuse('not-joined', `join a room before ${message.type}`, message.id);
}

function fail(connection: Connection, error: unknown, re: number | undefined): void {
  connection.context.log('error', 'handler failed', { error: describeError(error) });
  connection.refuse('internal', 'the server could not do this', re);
}

async function handleJoin(connection: Connection, message: ClientMessageOf<'join'>): Promise<void> {
  if (connection.membership) {
    connection.refuse('already-joined', 'leave first', message.id);
    return;
  }
  if (!connection.visitor.takeJoin()) {
    connection.refuse('rate-limited', 'too many joins from this address', message.id);
    return;
  }
  const { doorkeeper, log } = connection.context;
  const { room, token, resume } = message;
  const permit = await doorkeeper(connection.request, {
    room,
    name: message.name,
    token,
    resuming: resume !== undefined,
  });
  if ('denied' in permit) {
    // The same words whatever the reason, and before anything is said of the room: there is nothing to be learnt.
    log('info', 'unauthorized', { reason: permit.denied });
    connection.refuse('unauthorized', 'you may not join this room', message.id);
    return;
  }
  if (!connection.ended) await enter(connection, message, permit);
}

async function enter(
  connection: Connection,
  message: ClientMessageOf<'join'>,
  permit: Permit,
): Promise<void> {
  const { engine, options, log } = connection.context;
  const { room, instance, resume } = message;
  const { identity, name = message.name } = permit;
  const admission = await engine.join({ room, name, identity, instance, resume });
  if ('refused' in admission) {
    connection.refuse(admission.refused, REFUSALS[admission.refused], message.id);
    return;
  }
  const { membership, resumeToken, returned, resumed, seq, participants } = admission;
  // The socket closed meanwhile. Without the new token only those who returned can come back once more.
  if (connection.ended) return returned ? engine.disconnect(membership) : engine.leave(membership);

  connection.nameIsFixed = permit.name !== undefined;
  const joined: ServerMessageOf<'joined'> = {
    type: 'joined',
    re: message.id,
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
  connection.admit(membership, joined, returned);
  log('debug', 'joined', { room, member: membership.id, resumed });
}

function handleSignal(
  connection: Connection,
  message: ClientMessageOf<'signal'>,
  membership: Membership,
): Awaitable<void> {
  const { id, to } = message;
  let payload: string;
  try {
    payload = JSON.stringify(message.payload);
  } catch {
    // What JSON.parse reads without recursion can be nested too deeply to be printed.
    return connection.refuse('bad-message', 'payload: nested too deeply', id);
  }
  return relay(connection, { id, to, payload }, membership);
}

function relay(connection: Connection, signal: SignalFrame, membership: Membership): Awaitable<void> {
  const { id, to, payload } = signal;
  if (payload.length > MAX_PAYLOAD_LENGTH) {
    return connection.refuse('message-too-large', `payload: more than ${MAX_PAYLOAD_LENGTH} characters`, id);
  }
  const { engine, meter } = connection.context;
  const since = meter && performance.now();
  const found = engine.signal(membership, to, payload);
  if (found instanceof Promise) return found.then((late) => answerRelay(connection, late, id, since));
  answerRelay(connection, found, id, since);
}

function answerRelay(
  connection: Connection,
  found: boolean,
  id: number | undefined,
  since: number | undefined,
): void {
  if (found && since !== undefined) connection.context.meter?.relayed(performance.now() - since);
  if (!found) connection.refuse('unknown-participant', 'there is no such participant in this room', id);
  else if (id !== undefined) connection.deliver(okFrame(id));
}

async function handleUpdate(
  connection: Connection,
  { id, name, media }: ClientMessageOf<'update'>,
  membership: Membership,
): Promise<void> {
  await connection.context.engine.update(membership, {
    name: connection.nameIsFixed ? undefined : name,
    media,
  });
  if (id !== undefined) connection.deliver(okFrame(id));
}

async function handleLeave(
  connection: Connection,
  { id }: ClientMessageOf<'leave'>,
  membership: Membership,
): Promise<void> {
  connection.release();
  try {
    await connection.context.engine.leave(membership);
  } finally {
    connection.expectJoin();
  }
  connection.send({ type: 'left', re: id });
  connection.context.log('debug', 'left', { room: membership.room, member: membership.id });
}
