import { checkRequest } from '../../src/protocol/check-messages.js';
import { clientMessage, messages, parse } from '../../src/protocol/index.js';
import type { ClientMessageOf, ErrorCode, MessageOf } from '../../src/protocol/index.js';
import { MAX_PAYLOAD_LENGTH } from '../limits/fixed-limits.js';
import { BYTES_PER_MESSAGE } from '../limits/frame-cost.js';
import { LATE } from '../limits/late-answers.js';
import { describeError } from '../log/log.js';
import type { Awaitable, Membership } from '../rooms/engine.js';
import { handleCheck, handleProbe } from './check-handlers.js';
import type { Client, Dispatcher } from './client.js';
import { handleJoin } from './join-handler.js';
import { okFrame } from './replies.js';
import { readSignalFrame } from './signal-frame.js';
import type { SignalFrame } from './signal-frame.js';

type Handle<M, Arguments extends unknown[]> = (
  client: Client,
  message: M,
  ...rest: Arguments
) => Awaitable<void>;

/** Handles one type of message: from any client, or from members of a room only. */
type Handler<M> = { readonly anybody: Handle<M, []> } | { readonly member: Handle<M, [Membership]> };

/** All messages of clients: in a call, and for the check before one. */
const request = messages('type', { ...clientMessage.schemas, ...checkRequest.schemas });

type Request = MessageOf<typeof request>;

type Handlers = { readonly [T in Request['type']]: Handler<Extract<Request, { type: T }>> };

const HANDLERS: Handlers = {
  join: { anybody: handleJoin },
  ping: { anybody: (client, { id }) => client.send({ type: 'pong', re: id }) },
  signal: { member: handleSignal },
  update: { member: handleUpdate },
  leave: { member: handleLeave },
  check: { anybody: handleCheck },
  probe: { anybody: handleProbe },
};

export const dispatcher: Dispatcher = { handle: handleFrame, refuse: refuseFrame };

function handleFrame(client: Client, frame: string | undefined): Promise<void> | undefined {
  let id: number | undefined;
  try {
    const signal = frame === undefined ? undefined : readSignalFrame(frame);
    if (signal && client.membership) {
      id = signal.id;
      client.context.meter?.received('signal');
      return guard(client, relay(client, signal, client.membership), id);
    }
    const parsed = parse(request, frame);
    if (parsed.ok) {
      id = parsed.message.id;
      client.context.meter?.received(parsed.message.type);
      return guard(client, handleMessage(client, parsed.message), id);
    }
    client.refuse(parsed.code, parsed.detail, parsed.re);
  } catch (error) {
    fail(client, error, id);
  }
  return undefined;
}

function refuseFrame(client: Client, code: ErrorCode, message: string, frame: string | undefined): void {
  const parsed = parse(request, frame);
  client.refuse(code, message, parsed.ok ? parsed.message.id : parsed.re);
}

function guard(client: Client, task: Awaitable<void>, id: number | undefined): Promise<void> | undefined {
  return task instanceof Promise ? task.catch((error: unknown) => fail(client, error, id)) : undefined;
}

function handleMessage(client: Client, message: Request): Awaitable<void> {
  // TypeScript does not see that the handler found is the one for this very type.
  const handler = HANDLERS[message.type] as Handler<Request>;
  if ('anybody' in handler) return handler.anybody(client, message);
  const { membership } = client;
  if (membership) return handler.member(client, message, membership);
  client.refuse('not-joined', `join a room before ${message.type}`, message.id);
}

function fail(client: Client, error: unknown, re: number | undefined): void {
  client.context.log('error', 'handler failed', { error: describeError(error) });
  client.refuse('internal', 'the server could not do this', re);
}

function handleSignal(
  client: Client,
  message: ClientMessageOf<'signal'>,
  membership: Membership,
): Awaitable<void> {
  const { id, to } = message;
  let payload: string;
  try {
    payload = JSON.stringify(message.payload);
  } catch {
    // JSON.parse needs no recursion, JSON.stringify does: deep nesting overflows the stack.
    return client.refuse('bad-message', 'payload: nested too deeply', id);
  }
  return relay(client, { id, to, payload }, membership);
}

function relay(client: Client, signal: SignalFrame, membership: Membership): Awaitable<void> {
  const { id, to, payload } = signal;
  if (payload.length > MAX_PAYLOAD_LENGTH) {
    return client.refuse('message-too-large', `payload: more than ${MAX_PAYLOAD_LENGTH} characters`, id);
  }
  if (client.isBacklogged) return refuseBacklogged(client, id);
  const { engine, meter } = client.context;
  const since = meter && performance.now();
  const found = engine.signal(membership, to, payload);
  if (!(found instanceof Promise)) return answerRelay(client, found, id, since);
  return wait(client, found, payload.length).then((answer) => {
    if (answer === LATE) answerLate(client, id);
    else answerRelay(client, answer, id, since);
  });
}

function answerRelay(
  client: Client,
  found: boolean,
  id: number | undefined,
  since: number | undefined,
): void {
  if (found && since !== undefined) client.context.meter?.relayed(performance.now() - since);
  if (!found) client.refuse('unknown-participant', 'there is no such participant in this room', id);
  else if (id !== undefined) client.deliver(okFrame(id));
}

async function handleUpdate(
  client: Client,
  { id, name, media }: ClientMessageOf<'update'>,
  membership: Membership,
): Promise<void> {
  if (client.isBacklogged) {
    refuseBacklogged(client, id);
    return;
  }
  const change = { name: client.nameIsFixed ? undefined : name, media };
  const updated = client.context.engine.update(membership, change);
  if ((await wait(client, updated)) === LATE) answerLate(client, id);
  else if (id !== undefined) client.deliver(okFrame(id));
}

async function handleLeave(
  client: Client,
  { id }: ClientMessageOf<'leave'>,
  membership: Membership,
): Promise<void> {
  client.release();
  try {
    // The answer does not matter: nothing is delivered any more, and the resume token is void.
    await wait(client, client.context.engine.leave(membership));
  } finally {
    client.expectJoin();
  }
  client.send({ type: 'left', re: id });
  client.context.log('debug', 'left', { room: membership.room, member: membership.id });
}

/** Waits for the engine for a bounded time. Where it is late, it still does what it was asked for. */
async function wait<T>(client: Client, task: Awaitable<T>, bytes = 0): Promise<T | typeof LATE> {
  if (!(task instanceof Promise)) return task;
  const report = (error: unknown): void => {
    client.context.log('error', 'late request failed', { error: describeError(error) });
  };
  return client.lateAnswers.wait(task, Math.max(bytes, BYTES_PER_MESSAGE), report);
}

/** The engine still does what it was asked for, so a request without an `id` gets no answer. */
function answerLate(client: Client, id: number | undefined): void {
  if (id === undefined) return;
  client.refuse('server-busy', 'it takes longer than usual, and may still be done', id);
}

function refuseBacklogged(client: Client, id: number | undefined): void {
  client.refuse('server-busy', 'too much waits to be done', id);
}
