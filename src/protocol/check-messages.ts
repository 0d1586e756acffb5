import * as v from 'valibot';
import { text } from './bricks.js';
import { iceServer, requestId, room, token } from './fields.js';
import { MAX_ICE_SERVERS, MAX_LENGTH } from './limits.js';
import { list, readableEntries } from './lists.js';
import { messages, type MessageOf } from './messages.js';

/**
 * Messages by which a page finds out, before a call, whether it will work. They are not part of `index.ts`, which the
 * first script of a page imports.
 */

/** Most candidates that one push of a probe has. */
const MAX_CANDIDATES = 8;

/** ICE credentials (RFC 8839 §5.4). */
const iceCharacters = (min: number) =>
  v.pipe(
    text(MAX_LENGTH.ufrag, min),
    v.check((value) => /^[A-Za-z0-9+/]+$/.test(value), 'must have ICE characters only'),
  );
const ufrag = iceCharacters(4);
const pwd = iceCharacters(22);
/** A word, or an address. */
const short = text(MAX_LENGTH.id, 1);
const candidate = text(MAX_LENGTH.candidate, 1);

/** Asks for the ICE servers that a member of the room would get, without joining. */
const check = v.object({ id: requestId, room, token: v.optional(token) });

/** Asks the server to measure the client's NAT; the credentials are those of the client's own offer. */
const probe = v.object({ id: requestId, ufrag, pwd });

/** ICE servers that a page names: the same as `iceServers`, which a page that checks nothing does not load. */
export const iceServerList = list(iceServer, MAX_ICE_SERVERS);

/** Requests of a client before a call. */
export const checkRequest = messages('type', { check, probe });

export type CheckRequest = MessageOf<typeof checkRequest>;

const checking = v.object({
  re: v.number(),
  iceServers: readableEntries(iceServer, MAX_ICE_SERVERS),
  /** Whether this server measures NATs. */
  probe: v.boolean(),
});

const probing = v.object({ re: v.number(), ufrag, pwd, candidate });
const probeCandidates = v.object({ candidates: list(candidate, MAX_CANDIDATES) });
const probeResult = v.object({
  /** `false`: no UDP came in time. */
  reached: v.boolean(),
  /** Words of RFC 4787 §4.1 and §5, `unknown`, or those of a newer server. */
  mapping: short,
  filtering: short,
  /** With how many addresses the server has measured. */
  addresses: v.number(),
  /** Address and port of the client as the server sees them. */
  reflexive: v.optional(short),
});

/** Answers to them. */
export const checkReply = messages('type', {
  checking,
  probing,
  'probe-candidates': probeCandidates,
  'probe-result': probeResult,
  pong: v.object({ re: v.number() }),
  error: v.object({
    re: v.optional(v.number()),
    error: v.object({ code: short, message: v.string(), retryable: v.boolean() }),
  }),
});

export type CheckReply = MessageOf<typeof checkReply>;
export type CheckReplyOf<T extends CheckReply['type']> = Extract<CheckReply, { type: T }>;
