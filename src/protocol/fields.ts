import * as v from 'valibot';
import { count, list, readableText, text } from './bricks.js';
import { MAX_ICE_SERVERS, MAX_LENGTH, MAX_TIMER_MS } from './limits.js';
import { cutText, wellFormed } from './text.js';

/** Number of a request; its reply carries the same one in `re`. */
export const requestId = count();

/** Position of a push in the order in which one member receives them. */
export const sequence = count();

/** A longer time than timers can wait is as long as they can: it would be no time at all. */
export const milliseconds = v.pipe(
  count(),
  v.transform((ms) => Math.min(ms, MAX_TIMER_MS)),
);

export const id = text(MAX_LENGTH.id, 1);
/** Halves of surrogate pairs are refused: put into UTF-8, two different rooms would become the same one. */
export const room = v.pipe(
  readableText(MAX_LENGTH.room, 1),
  v.check((value) => wellFormed(value) === value, 'must have no lone surrogates'),
);
/** Halves of surrogate pairs are replaced and not refused: a page that cuts a name in a pair would be locked out. */
export const name = v.pipe(readableText(MAX_LENGTH.name), v.transform(wellFormed));
export const token = text(MAX_LENGTH.token, 1);
/** A text for developers: one that is too long still tells something. */
export const message = v.pipe(
  v.string(),
  v.transform((value) => cutText(value, MAX_LENGTH.text)),
);
/** A word of a set that newer versions add to. */
export const word = text(MAX_LENGTH.id, 1);

/** What a member says that it sends just now. */
export const mediaState = v.object({ microphone: v.boolean(), camera: v.boolean(), screen: v.boolean() });

/** A member of a room as the others see it. */
export const participant = v.object({
  id,
  name,
  /** Random value, kept across a break: another one means that the peer connections of before are gone. */
  instance: id,
  media: mediaState,
  /** The socket is gone, the place is held for the grace period. */
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
