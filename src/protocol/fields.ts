import * as v from 'valibot';
import { count, readableText, text } from './bricks.js';
import { MAX_ICE_SERVERS, MAX_LENGTH, MAX_TIMER_MS } from './limits.js';
import { list } from './lists.js';
import { cutText, wellFormed } from './text.js';

/** Number of a request; its reply carries the same one in `re`. */
export const requestId = count();

/** Position of a push in the order in which one member receives them. */
export const sequence = count();

/** A duration, cut to the longest that timers can wait: they would take a longer one for none. */
export const milliseconds = v.pipe(
  count(),
  v.transform((ms) => Math.min(ms, MAX_TIMER_MS)),
);

export const id = text(MAX_LENGTH.id, 1);
/** Lone surrogates are refused: in UTF-8 two different rooms would become the same one. */
export const room = v.pipe(
  readableText(MAX_LENGTH.room, 1),
  v.check((value) => wellFormed(value) === value, 'must have no lone surrogates'),
);
/** Lone surrogates are replaced, not refused: a page that cuts a name within a pair could not join. */
export const name = v.pipe(readableText(MAX_LENGTH.name), v.transform(wellFormed));
export const token = text(MAX_LENGTH.token, 1);
/** A text for developers; cut if it is too long, since its beginning still helps. */
export const message = v.pipe(
  v.string(),
  v.transform((value) => cutText(value, MAX_LENGTH.text)),
);
/** A word of a set that newer versions add to. */
export const word = text(MAX_LENGTH.id, 1);

/** The sources that a member says it sends. */
export const mediaState = v.object({ microphone: v.boolean(), camera: v.boolean(), screen: v.boolean() });

/** A member of a room as the others see it. */
export const participant = v.object({
  id,
  name,
  /** Random value, kept across a lost connection; a different one means that the previous peer connections are gone. */
  instance: id,
  media: mediaState,
  /** The member's socket is gone; its place is held for the grace period. */
  away: v.optional(v.boolean()),
});

/** One URL, or a list of them. */
const urls = v.custom<string | string[]>((value) => {
  const list: unknown[] = [value].flat();
  const fits = (url: unknown): boolean =>
    typeof url === 'string' && url !== '' && url.length <= MAX_LENGTH.url;
  return list.length <= MAX_ICE_SERVERS && list.every(fits);
}, 'must be a URL or a list of URLs');

/** W3C webrtc-pc §4.2.3, `RTCIceServer`. */
export const iceServer = v.object({
  urls,
  username: v.optional(text(MAX_LENGTH.credential)),
  credential: v.optional(text(MAX_LENGTH.credential)),
});

export const iceServers = list(iceServer, MAX_ICE_SERVERS);

export type MediaState = v.InferOutput<typeof mediaState>;
export type ProtocolParticipant = v.InferOutput<typeof participant>;
export type IceServers = v.InferOutput<typeof iceServers>;
