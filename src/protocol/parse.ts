import * as v from 'valibot';
import { requestId } from './fields.js';
import { MAX_MESSAGE_BYTES } from './limits.js';
import type { MessageOf } from './messages.js';
import { bad, check, type AnyMessages, type Parsed } from './validate.js';

const numbered = v.object({ id: requestId });

/**
 * Reads one text frame. Never throws; fields that the schema does not know are left out of the message.
 *
 * @param messages - `clientMessage` on the server, `serverMessage` in the client.
 * @param frame - Data from the socket; anything but a string is a bad message.
 */
export function parse<M extends AnyMessages>(messages: M, frame: unknown): Parsed<MessageOf<M>> {
  const json = parseJson(frame, MAX_MESSAGE_BYTES);
  if (!json.ok) return json;
  const parsed = check(messages, json.message);
  return !parsed.ok && v.is(numbered, json.message) ? { ...parsed, re: json.message.id } : parsed;
}

/** The value in a text frame of at most `max` UTF-16 code units. */
export function parseJson(frame: unknown, max: number): Parsed<unknown> {
  if (typeof frame !== 'string') return bad('expected a text frame');
  if (frame.length > max) return { ok: false, code: 'message-too-large', detail: `more than ${max} bytes` };
  try {
    return { ok: true, message: JSON.parse(frame) as unknown };
  } catch {
    return bad('not JSON');
  }
}
