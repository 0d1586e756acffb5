import * as v from 'valibot';
import { count, text } from '../../../protocol/bricks.js';
import { messages, type MessageOf } from '../../../protocol/messages.js';

/** Largest file that is sent or received, in bytes: 1 GiB. */
export const MAX_FILE_BYTES = 1024 ** 3;

/** Size of the blocks that are hashed, stored and confirmed, in bytes. */
export const BLOCK_BYTES = 1024 * 1024;

/** Bytes that the sender may be ahead of what the receiver has stored. */
export const WINDOW_BYTES = 8 * BLOCK_BYTES;

/** Largest id of a stream that browsers take (RFC 8831 allows more). */
const MAX_CHANNEL_ID = 1023;

/** Reasons why a transfer failed, or was declined by nobody's decision. */
export const TRANSFER_REASONS = [
  /** They left, reloaded their page, or the call is over. */
  'disconnected',
  /** The connection stands, but no channel over it lasts. */
  'interrupted',
  /** The content that arrived differs from the content that was sent. */
  'corrupted',
  /** The sender's file is gone, or was changed meanwhile. */
  'unreadable',
  /** The receiver could not write it to where it should be stored. */
  'not-stored',
  /** Too many files were offered at once. */
  'too-many',
  /** The other side broke the rules of the transfer, by more bytes than it offered for example. */
  'refused',
] as const;
export type TransferReason = (typeof TRANSFER_REASONS)[number];

const id = v.pipe(
  v.string(),
  v.check((value) => /^[\w-]{1,32}$/.test(value), 'must be 1 to 32 letters, digits, "-" or "_"'),
);
const offset = count(MAX_FILE_BYTES);
/** One that only a newer page knows is none: what matters is that the transfer is over. */
const reason = v.fallback(v.optional(v.picklist(TRANSFER_REASONS)), undefined);

/** Messages between the two sides of a transfer, on the control channel; the content has a channel of its own. */
export const fileWire = messages('kind', {
  // From the sender.
  offer: v.object({ id, name: text(1024), type: text(255), size: offset }),
  /** All has been handed to the channel; SHA-256 of the SHA-256 digests of its blocks, in hexadecimal. */
  end: v.object({ id, checksum: text(64, 64) }),
  // From the receiver.
  /** The content may come, from this byte on, over the negotiated channel with this id: it stands already. */
  accept: v.object({ id, channel: count(MAX_CHANNEL_ID), offset }),
  decline: v.object({ id, reason }),
  /** So many bytes are stored: the sender may go on to a window beyond. */
  stored: v.object({ id, offset }),
  done: v.object({ id }),
  // From either.
  cancel: v.object({ id, reason }),
});

export type FileMessage = MessageOf<typeof fileWire>;
