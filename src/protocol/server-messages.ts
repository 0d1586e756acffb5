import * as v from 'valibot';
import { readableEntries } from './lists.js';
import {
  iceServer,
  id,
  message,
  milliseconds,
  participant,
  requestId,
  room,
  sequence,
  token,
  word,
} from './fields.js';
import { MAX_ICE_SERVERS, MAX_PARTICIPANTS } from './limits.js';
import { messages, type MessageOf } from './messages.js';

/** Reasons why a member is no longer in the room; newer servers may have others. */
export const LEAVE_REASONS = ['left', 'timeout', 'replaced', 'removed'] as const;

const iceServers = readableEntries(iceServer, MAX_ICE_SERVERS);

const joined = v.object({
  re: requestId,
  /** The member's own id, which the others see in `from`. */
  self: id,
  room,
  resumeToken: token,
  /** `true`: every push since `lastSeq` follows; `false`: `participants` is the whole state. */
  resumed: v.boolean(),
  /** The next push has this number plus one; `lastSeq` if resumed. */
  seq: sequence,
  participants: readableEntries(participant, MAX_PARTICIPANTS),
  iceServers,
  limits: v.object({
    participants: sequence,
    message: sequence,
    heartbeatMs: milliseconds,
    /** Missing where it is `GRACE_MS`. */
    graceMs: v.optional(milliseconds),
  }),
});

const participantJoined = v.object({ seq: sequence, participant });
const participantUpdated = v.object({ seq: sequence, participant });
const participantAway = v.object({ seq: sequence, id });
const participantLeft = v.object({ seq: sequence, id, reason: word });
const signal = v.object({ from: id, seq: sequence, payload: v.unknown() });
const freshIceServers = v.object({ iceServers });
const goingAway = v.object({ retryAfterMs: milliseconds });
const left = v.object({ re: requestId });
const pong = v.object({ re: requestId });
/** Confirms a request that has no reply of its own (`signal`, `update` with an `id`). */
const ok = v.object({ re: requestId });
const error = v.object({
  re: v.optional(requestId),
  /** `code` is one of `ERROR_CODES`, or one that a newer server has added. */
  error: v.object({ code: word, message, retryable: v.boolean() }),
});

/** All messages of a server. */
export const serverMessage = messages('type', {
  joined,
  'participant-joined': participantJoined,
  'participant-updated': participantUpdated,
  'participant-away': participantAway,
  'participant-left': participantLeft,
  signal,
  'ice-servers': freshIceServers,
  'going-away': goingAway,
  left,
  pong,
  ok,
  error,
});

export type ServerMessage = MessageOf<typeof serverMessage>;
export type ServerMessageOf<T extends ServerMessage['type']> = Extract<ServerMessage, { type: T }>;
/** The second part stands for the reasons of newer servers. */
export type LeaveReason = (typeof LEAVE_REASONS)[number] | (string & Record<never, never>);

/** A push that members receive in order, and again after a gap; without its `seq`. */
export type RoomPush = ServerMessageOf<
  'participant-joined' | 'participant-updated' | 'participant-away' | 'participant-left' | 'signal'
>;
