import { checkRequest } from '../src/protocol/check-messages.js';
import { clientMessage, messages, parse } from '../src/protocol/index.js';
import type { ClientMessageOf, ErrorCode, MessageOf } from '../src/protocol/index.js';
import { handleCheck, handleProbe } from './check-handlers.js';
import type { Connection } from './connection.js';
import { handleJoin } from './join-handler.js';
import { BYTES_PER_MESSAGE, MAX_PAYLOAD_LENGTH } from './limits.js';
import { describeError } from './log.js';
import { LATE } from './patience.js';
import { okFrame } from './replies.js';
import type { Awaitable, Membership } from './rooms/engine.js';
import { readSignalFrame } from './signal-frame.js';
import type { SignalFrame } from './signal-frame.js';

type Handle<M, Arguments extends unknown[]> = (
  connection: Connection,
  message: M,
  ...rest: Arguments
) => Awaitable<void>;

/** What is done with one type of message: by anybody who is connected, or by members of a room only. */
type Handler<M> = { readonly anybody: Handle<M, []> } | { readonly member: Handle<M, [Membership]> };

/** Everything that a client may say, in a call or before one. */
const request = messages('type', { ...clientMessage.schemas, ...checkRequest.schemas });

type Request = MessageOf<typeof request>;

type Handlers = { readonly [T in Request['type']]: Handler<Extract<Request, { type: T }>> };

const HANDLERS: Handlers = {
  join: { anybody: handleJoin },
  ping: { anybody: (connection, { id }) => connection.send({ type: 'pong', re: id }) },
  signal: { member: handleSignal },
  update: { member: handleUpdate },
  leave: { member: handleLeave },
  check: { anybody: handleCheck },
  probe: { anybody: handleProbe },
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
    const parsed = parse(request, frame);
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
  const parsed = parse(request, frame);
  connection.refuse(code, message, parsed.ok ? parsed.message.id : parsed.re);
}

function guard(
  connection: Connection,
  task: Awaitable<void>,
  id: number | undefined,
): Promise<void> | undefined {
  return task instanceof Promise ? task.catch((error: unknown) => fail(connection, error, id)) : undefined;
}

function handleMessage(connection: Connection, message: Request): Awaitable<void> {
  // TypeScript does not see that the handler found is the one for this very type.
  const handler = HANDLERS[message.type] as Handler<Request>;
  if ('anybody' in handler) return handler.anybody(connection, message);
  const { membership } = connection;
  if (membership) return handler.member(connection, message, membership);
  connection.refuse('not-joined', `join a room before ${message.type}`, message.id);
}

function fail(connection: Connection, error: unknown, re: number | undefined): void {
  connection.context.log('error', 'handler failed', { error: describeError(error) });
  connection.refuse('internal', 'the server could not do this', re);
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
  if (connection.isOverdue) return refuseOverdue(connection, id);
  const { engine, meter } = connection.context;
  const since = meter && performance.now();
  const found = engine.signal(membership, to, payload);
  if (!(found instanceof Promise)) return answerRelay(connection, found, id, since);
  return wait(connection, found, payload.length).then((answer) => {
    if (answer === LATE) answerLate(connection, id);
    else answerRelay(connection, answer, id, since);
  });
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
  if (connection.isOverdue) {
    refuseOverdue(connection, id);
    return;
  }
  const change = { name: connection.nameIsFixed ? undefined : name, media };
  const updated = connection.context.engine.update(membership, change);
  if ((await wait(connection, updated)) === LATE) answerLate(connection, id);
  else if (id !== undefined) connection.deliver(okFrame(id));
}

async function handleLeave(
  connection: Connection,
  { id }: ClientMessageOf<'leave'>,
  membership: Membership,
): Promise<void> {
  connection.release();
  try {
    // Late or not: nothing is delivered any more, and nobody can come back to this place.
    await wait(connection, connection.context.engine.leave(membership));
  } finally {
    connection.expectJoin();
  }
  connection.send({ type: 'left', re: id });
  connection.context.log('debug', 'left', { room: membership.room, member: membership.id });
}

/** Waits for the engine, but not for ever. Where it is late, it still does what it was asked for. */
async function wait<T>(connection: Connection, task: Awaitable<T>, bytes = 0): Promise<T | typeof LATE> {
  if (!(task instanceof Promise)) return task;
  const report = (error: unknown): void => {
    connection.context.log('error', 'late request failed', { error: describeError(error) });
  };
  return connection.patience.wait(task, Math.max(bytes, BYTES_PER_MESSAGE), report);
}

/** Somebody who wants no answer needs none: what was said is held, and done as soon as it can be. */
function answerLate(connection: Connection, id: number | undefined): void {
  if (id === undefined) return;
  connection.refuse('server-busy', 'it takes longer than usual, and may still be done', id);
}

function refuseOverdue(connection: Connection, id: number | undefined): void {
  connection.refuse('server-busy', 'too much waits to be done', id);
}
