import * as v from 'valibot';
import { count, text } from './bricks.js';
import { MAX_LENGTH } from './limits.js';
import { messages, type MessageOf } from './messages.js';
import { check, type Parsed } from './validate.js';

/** A little below the largest whole number, so that there is always a next one. */
const MAX_EPOCH = 2 ** 52;

/**
 * `epoch` numbers the RTCPeerConnections of one pair, `offerId` the offers within one of them. Every signal
 * carries both, so that a late one is recognized and dropped.
 */
const tags = { epoch: count(MAX_EPOCH), offerId: count() };

/** Far more m-lines than our descriptions have. */
const MAX_M_LINES = 64;

/** An offer or an answer (RFC 8829). An answer carries the `offerId` of the offer that it answers. */
const description = v.object({
  ...tags,
  description: v.object({ type: v.picklist(['offer', 'answer']), sdp: text(MAX_LENGTH.sdp) }),
});

/** A candidate of trickle ICE (RFC 8838); `null` ends them. */
const candidate = v.object({
  ...tags,
  ufrag: text(MAX_LENGTH.ufrag),
  candidate: v.nullish(
    v.object({
      candidate: text(MAX_LENGTH.candidate),
      sdpMid: v.nullish(text(MAX_LENGTH.id)),
      sdpMLineIndex: v.nullish(count(MAX_M_LINES)),
      usernameFragment: v.nullish(text(MAX_LENGTH.ufrag)),
    }),
  ),
});

/** The side that answers asks the side that offers for a restart of ICE; `offerId` is the newest offer it knows. */
const restart = v.object({ ...tags });

/** The side that answers asks the side that offers for a new connection, newer than `epoch`. */
const renew = v.object({ epoch: tags.epoch });

/** Signals that two members exchange through the server about their connection. */
export const peerSignal = messages('kind', { description, candidate, restart, renew });

export type PeerSignal = MessageOf<typeof peerSignal>;
export type PeerSignalOf<K extends PeerSignal['kind']> = Extract<PeerSignal, { kind: K }>;

/** Reads a signal of the other side. Never throws. */
export const readSignal = (payload: unknown): Parsed<PeerSignal> => check(peerSignal, payload);
