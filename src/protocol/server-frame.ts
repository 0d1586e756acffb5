import * as v from 'valibot';
import { requestId, sequence } from './fields.js';
import { MAX_SERVER_FRAME } from './limits.js';
import { parseJson } from './parse.js';
import { serverMessage, type ServerMessage } from './server-messages.js';
import { check } from './validate.js';

/** A frame of a server, as far as this version can read it: a newer server may send more. */
export interface ServerFrame {
  /** The type that the frame names. */
  readonly type?: unknown;
  /** Position of the push, also of one that cannot be read: if it were not counted, the next one would look like a gap. */
  readonly seq?: number | undefined;
  /** Number of the request that it answers. */
  readonly re?: number | undefined;
  /** Missing where the frame cannot be read. */
  readonly message?: ServerMessage | undefined;
  /** The reason why a frame of a known type, or a part of it, cannot be read. */
  readonly fault?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads one frame of a server. Never throws. */
export function readServerFrame(frame: unknown): ServerFrame {
  const json = parseJson(frame, MAX_SERVER_FRAME);
  if (!json.ok || typeof json.message !== 'object' || json.message === null) return {};
  const fields = json.message as Fields;
  const { type, seq, re } = fields;
  const parsed = check(serverMessage, fields);
  const known = typeof type === 'string' && Object.hasOwn(serverMessage.schemas, type);
  const fault = parsed.ok ? incomplete(parsed.message, fields) : known ? parsed.detail : undefined;
  return {
    type,
    // The `seq` of `joined` is the start of counting, not the position of a push.
    seq: type !== 'joined' && v.is(sequence, seq) ? seq : undefined,
    re: v.is(requestId, re) ? re : undefined,
    message: parsed.ok ? parsed.message : undefined,
    fault: fault && `${String(type)}: ${fault}`,
  };
}

/** Names the first list of which entries could not be read. */
function incomplete(message: ServerMessage, fields: Fields): string | undefined {
  const lists = Object.entries(message).filter(([, value]) => Array.isArray(value)) as [string, unknown[]][];
  const short = lists.find(([name, entries]) => entries.length < (fields[name] as unknown[]).length);
  return short && `${short[0]}: an entry cannot be read`;
}
