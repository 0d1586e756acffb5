import * as v from 'valibot';
import { requestId } from './fields.js';
import { MAX_MESSAGE_BYTES } from './limits.js';
import type { MessageOf, Messages } from './messages.js';
import { cutText } from './text.js';

/** The result of reading a frame: a message of the schema's type, or why it is none. */
export type Parsed<T> = { readonly ok: true; readonly message: T } | Unreadable;

export interface Unreadable {
  readonly ok: false;
  readonly code: 'bad-message' | 'message-too-large';
  readonly detail: string;
  /** The type is well-formed but unknown to this version; a newer peer may send it rightly. */
  readonly unknown?: boolean;
  /** The number of the request, if that can be read. */
  readonly re?: number;
}

/** Pattern of message names. */
const NAME = /^[a-z][\w-]*$/i;

type AnyMessages = Messages<string, Readonly<Record<string, v.ObjectSchema<v.ObjectEntries, undefined>>>>;

/**
 * Reads one text frame. Never throws; fields that the schema does not know are left out of the message.
 *
 * @param messages - `clientMessage` on the server, `serverMessage` in the client.
 * @param frame - Data from the socket; anything but a string is a bad message.
 */
export function parse<M extends AnyMessages>(messages: M, frame: unknown): Parsed<MessageOf<M>> {
  const json = parseJson(frame, MAX_MESSAGE_BYTES);
  return json.ok ? check(messages, json.message) : json;
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

/** Reads a value that has been parsed already, such as the payload of a signal. */
export function check<M extends AnyMessages>({ key, schemas }: M, value: unknown): Parsed<MessageOf<M>> {
  if (typeof value !== 'object' || value === null) return bad('expected an object');
  const name = (value as Record<string, unknown>)[key];
  const schema = typeof name === 'string' && Object.hasOwn(schemas, name) && schemas[name];
  if (!schema) {
    return { ...bad(`${key}: unknown`, value), unknown: typeof name === 'string' && NAME.test(name) };
  }
  const parsed = validate(schema, value);
  return parsed.ok ? { ok: true, message: { [key]: name, ...parsed.message } as MessageOf<M> } : parsed;
}

/** Checks a value against one schema. */
export function validate<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { ok: true, message: result.output };
  const [issue] = result.issues;
  const where = issue.path?.map((step) => String(step.key)).join('.') ?? 'value';
  return bad(cutText(`${where}: ${issue.message}`, 200), value);
}

function bad(detail: string, value?: unknown): Unreadable {
  const re =
    typeof value === 'object' && value && 'id' in value && v.is(requestId, value.id) ? { re: value.id } : {};
  return { ok: false, code: 'bad-message', detail, ...re };
}
