import * as v from 'valibot';
import type { MessageOf, Messages } from './messages.js';
import { cutText } from './text.js';

/** The result of reading something: a message of the schema's type, or why it is none. */
export type Parsed<T> = { readonly ok: true; readonly message: T } | Unreadable;

export interface Unreadable {
  readonly ok: false;
  readonly code: 'bad-message' | 'message-too-large';
  readonly detail: string;
  /** The type is well-formed but unknown to this version; a newer peer may send it rightly. */
  readonly unknown?: boolean;
  /** The number of the request, if a frame has one that can be read. */
  readonly re?: number;
}

/** Messages of any family. */
export type AnyMessages = Messages<
  string,
  Readonly<Record<string, v.ObjectSchema<v.ObjectEntries, undefined>>>
>;

/** Pattern of message names. */
const NAME = /^[a-z][\w-]*$/i;

/** Reads a value that has been parsed already, such as the payload of a signal. Fields that the schema does not know are left out. */
export function check<M extends AnyMessages>({ key, schemas }: M, value: unknown): Parsed<MessageOf<M>> {
  if (typeof value !== 'object' || value === null) return bad('expected an object');
  const name = (value as Record<string, unknown>)[key];
  const schema = typeof name === 'string' && Object.hasOwn(schemas, name) && schemas[name];
  if (!schema) return { ...bad(`${key}: unknown`), unknown: typeof name === 'string' && NAME.test(name) };
  const parsed = validate(schema, value);
  return parsed.ok ? { ok: true, message: { [key]: name, ...parsed.message } as MessageOf<M> } : parsed;
}

/** Checks a value against one schema. */
export function validate<T>(schema: v.GenericSchema<unknown, T>, value: unknown): Parsed<T> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return { ok: true, message: result.output };
  const [issue] = result.issues;
  const where = issue.path?.map((step) => String(step.key)).join('.') ?? 'value';
  return bad(cutText(`${where}: ${issue.message}`, 200));
}

/** The refusal of something that cannot be read. */
export const bad = (detail: string): Unreadable => ({ ok: false, code: 'bad-message', detail });
