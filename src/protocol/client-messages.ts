import * as v from 'valibot';
import { id, mediaState, name, requestId, room, sequence, token } from './fields.js';
import { messages, type MessageOf } from './messages.js';

const join = v.object({
  id: requestId,
  room,
  name: v.optional(name),
  token: v.optional(token),
  instance: id,
  resume: v.optional(v.object({ token, lastSeq: sequence })),
});

/** The server does not read the payload; the receiving member checks it (see `signals.ts`). */
const signal = v.object({
  id: v.optional(requestId),
  to: id,
  payload: v.unknown(),
});

const update = v.object({
  id: v.optional(requestId),
  name: v.optional(name),
  media: v.optional(mediaState),
});

const leave = v.object({ id: requestId });

const ping = v.object({ id: requestId });

/** All messages of a client. */
export const clientMessage = messages('type', { join, signal, update, leave, ping });

export type ClientMessage = MessageOf<typeof clientMessage>;
export type ClientMessageOf<T extends ClientMessage['type']> = Extract<ClientMessage, { type: T }>;
