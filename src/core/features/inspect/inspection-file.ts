import * as v from 'valibot';
import { count, text } from '../../../protocol/bricks.js';
import { check, MAX_LENGTH, messages, parseJson, peerSignal, validate } from '../../../protocol/index.js';
import { list } from '../../../protocol/lists.js';
import type { LinkRecord } from '../../peer/history.js';
import { SOURCES } from '../../types.js';
import { CANDIDATE_TYPES } from './candidate.js';
import type { Inspection } from './inspection.js';

/** Value of `format` in the file. */
const FORMAT = 'rtc-elements-inspection';

/** Version of the schema. A newer one may mean other things by the same names. */
const VERSION = 1;

/** Largest file that is read, in bytes. Five minutes of a call of eight take about 5 MB. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Reason why a file is refused. */
export type ImportProblem =
  /** It is larger than 16 MiB. */
  | 'too-large'
  /** It is no inspection, or a damaged one. */
  | 'not-an-inspection'
  /** A later version of this package made it. */
  | 'newer-version'
  /** The browser could not read it. */
  | 'unreadable';

export type ImportResult =
  | { readonly ok: true; readonly inspection: Inspection }
  | {
      readonly ok: false;
      readonly problem: ImportProblem;
      /** Names the wrong field, for developers. */
      readonly detail: string;
    };

/** Latest time that a `Date` can tell, in ms (ECMA-262 §21.4.1.1): with a later one the panel could not be drawn. */
const MAX_TIME = 8.64e15;

const MAX_TEXT = 2048;
const line = text(MAX_TEXT);
const number = v.pipe(
  v.number(),
  v.check((value) => Number.isFinite(value), 'must be a number'),
);
const maybe = v.optional(number);
const time = { at: count(MAX_TIME), epoch: count() };
const state = v.object({ ...time, state: text(MAX_LENGTH.id) });
const track = { ...time, source: v.picklist(SOURCES) };
const signal = v.object({ ...time, signal: v.unknown() });

const record = messages('type', {
  sent: signal,
  received: signal,
  signaling: state,
  iceGathering: state,
  iceConnection: state,
  connection: state,
  dtls: state,
  link: state,
  candidateError: v.object({ ...time, url: line, code: count(), text: line }),
  restart: v.object(time),
  renew: v.object(time),
  sending: v.object({ ...track, on: v.boolean() }),
  receiving: v.object(track),
  quality: v.object({ ...time, grade: text(MAX_LENGTH.id) }),
});

const candidateType = v.picklist(CANDIDATE_TYPES);

const candidate = v.object({
  id: line,
  side: v.picklist(['local', 'remote']),
  type: candidateType,
  protocol: line,
  address: line,
  port: count(65_535),
  priority: count(2 ** 32),
  relatedAddress: v.optional(line),
  relatedPort: v.optional(count(65_535)),
  tcpType: v.optional(line),
  relayProtocol: v.optional(line),
  url: v.optional(line),
});

const pair = v.object({
  id: line,
  localId: line,
  remoteId: line,
  state: line,
  nominated: v.boolean(),
  reason: v.picklist(['selected', 'failed', 'waiting', 'checking', 'lower-priority', 'not-chosen']),
  roundTripTime: maybe,
  bytesSent: maybe,
  bytesReceived: maybe,
});

const stream = v.object({
  source: v.picklist(SOURCES),
  way: v.picklist(['sent', 'received']),
  bitrate: maybe,
  loss: maybe,
  jitter: maybe,
  framesPerSecond: maybe,
  width: maybe,
  height: maybe,
  limitation: v.optional(line),
  audioLevel: maybe,
  freezes: maybe,
  codec: v.optional(line),
});

const participant = v.object({
  id: text(MAX_LENGTH.id),
  name: text(MAX_LENGTH.name),
  state: text(MAX_LENGTH.id),
  records: list(v.unknown(), 1000),
  configuration: v.object({
    iceServers: list(v.object({ urls: list(line, 64), hasCredential: v.boolean() }), 64),
    iceTransportPolicy: line,
    bundlePolicy: line,
  }),
  candidates: list(candidate, 1000),
  pairs: list(pair, 10_000),
  servers: list(
    v.object({
      url: line,
      found: list(candidateType, 16),
      errors: list(v.object({ code: count(), text: line }), 64),
    }),
    256,
  ),
  samples: list(
    v.object({
      at: count(MAX_TIME),
      roundTripTime: maybe,
      availableBitrate: maybe,
      streams: list(stream, 64),
    }),
    1000,
  ),
});

const file = v.object({
  createdAt: count(MAX_TIME),
  userAgent: line,
  addresses: v.boolean(),
  participants: list(participant, 100),
});

/** The text of a file with an inspection: JSON, as docs/inspector.md describes it. */
export const exportInspection = (inspection: Inspection): string =>
  JSON.stringify({ format: FORMAT, version: VERSION, ...inspection }, undefined, 1);

/** Reads a file with an inspection. Nothing in it is trusted; never throws. */
export async function importInspection(blob: Blob): Promise<ImportResult> {
  if (blob.size > MAX_BYTES) return refuse('too-large', `${blob.size} bytes`);
  try {
    return readInspection(await blob.text());
  } catch (error) {
    return refuse('unreadable', String(error));
  }
}

function readInspection(content: string): ImportResult {
  const json = parseJson(content, MAX_BYTES);
  if (!json.ok) return refuse('not-an-inspection', json.detail);
  const { format, version } = (json.message ?? {}) as { format?: unknown; version?: unknown };
  if (format !== FORMAT) return refuse('not-an-inspection', 'format: unknown');
  if (typeof version === 'number' && version > VERSION) return refuse('newer-version', `version: ${version}`);
  if (version !== VERSION) return refuse('not-an-inspection', 'version: unknown');
  const read = validate(file, json.message);
  if (!read.ok) return refuse('not-an-inspection', read.detail);
  const participants = [];
  for (const one of read.message.participants) {
    const records = readRecords(one.records);
    if (!records.ok) return refuse('not-an-inspection', `records: ${records.detail}`);
    participants.push({ ...one, records: records.records });
  }
  // valibot leaves out what is not there: `exactOptionalPropertyTypes` cannot see that.
  return { ok: true, inspection: { ...read.message, participants } as Inspection };
}

function readRecords(
  entries: readonly unknown[],
): { ok: true; records: LinkRecord[] } | { ok: false; detail: string } {
  const records: LinkRecord[] = [];
  for (const entry of entries) {
    const parsed = check(record, entry);
    if (!parsed.ok) return parsed;
    const { message } = parsed;
    if (message.type !== 'sent' && message.type !== 'received') {
      records.push(message);
      continue;
    }
    const checked = check(peerSignal, message.signal);
    if (!checked.ok) return checked;
    records.push({ ...message, signal: checked.message });
  }
  return { ok: true, records };
}

const refuse = (problem: ImportProblem, detail: string): ImportResult => ({ ok: false, problem, detail });
