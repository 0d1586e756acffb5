import * as v from 'valibot';
import { requestId, sequence } from './fields.js';
import { MAX_SERVER_FRAME } from './limits.js';
import { check, parseJson } from './parse.js';
import { serverMessage, type ServerMessage } from './server-messages.js';

/** A frame of a server, as far as a client can read it: a newer server says things that this version does not know. */
export interface ServerFrame {
  /** What the frame calls itself. */
  readonly type?: unknown;
  /** Position of the push, also of one that cannot be read: uncounted, it would make the next one look like a gap. */
  readonly seq?: number | undefined;
  /** Number of the request that it answers. */
  readonly re?: number | undefined;
  /** Missing where the frame cannot be read. */
  readonly message?: ServerMessage | undefined;
  /** Why a frame of a known type, or a part of it, cannot be read. */
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
    // That of `joined` is where counting begins, and no position.
    seq: type !== 'joined' && v.is(sequence, seq) ? seq : undefined,
    re: v.is(requestId, re) ? re : undefined,
    message: parsed.ok ? parsed.message : undefined,
    fault: fault && `${String(type)}: ${fault}`,
  };
}

/** Names the list that has lost entries, since they cannot be read. */
function incomplete(message: ServerMessage, fields: Fields): string | undefined {
  const lists = Object.entries(message).filter(([, value]) => Array.isArray(value)) as [string, unknown[]][];
  const short = lists.find(([name, entries]) => entries.length < (fields[name] as unknown[]).length);
  return short && `${short[0]}: an entry cannot be read`;
}
