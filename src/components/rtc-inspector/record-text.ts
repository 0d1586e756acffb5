import type { LinkRecord } from '../../core/index.js';
import { readCandidate } from '../../core/features/inspect/index.js';
import type { Localize } from '../words/localize.js';
import type { RecordGroup } from './names.js';

/** Look of a record: a good state, a bad one, or neither. */
export type RecordTone = 'good' | 'bad' | 'plain';

/** A message of a record that was sent or received. */
type Signal = Extract<LinkRecord, { readonly signal: unknown }>['signal'];

const GOOD: ReadonlySet<string> = new Set(['connected', 'completed', 'good']);
const BAD: ReadonlySet<string> = new Set(['failed', 'disconnected', 'poor']);

export function groupOf(record: LinkRecord): RecordGroup {
  switch (record.type) {
    case 'sent':
    case 'received':
      return groupOfSignal(record.signal);
    case 'candidateError':
      return 'candidates';
    case 'restart':
    case 'renew':
      return 'repairs';
    case 'sending':
    case 'receiving':
      return 'tracks';
    case 'quality':
      return 'quality';
    default:
      return 'states';
  }
}

export function toneOf(record: LinkRecord): RecordTone {
  if (record.type === 'candidateError') return 'bad';
  const state = record.type === 'quality' ? record.grade : 'state' in record ? record.state : '';
  if (GOOD.has(state)) return 'good';
  return BAD.has(state) ? 'bad' : 'plain';
}

/** Says in words what has happened. */
export function textOf(record: LinkRecord, words: Localize): string {
  switch (record.type) {
    case 'sent':
      return words.term('inspectorSent', nameOf(record.signal, words));
    case 'received':
      return words.term('inspectorReceived', nameOf(record.signal, words));
    case 'candidateError':
      return words.term('inspectorServerError', record.url, record.code);
    case 'restart':
      return words.term('inspectorRestart');
    case 'renew':
      return words.term('inspectorRenew');
    case 'sending':
      return words.term('inspectorSending', record.source, record.on);
    case 'receiving':
      return words.term('inspectorReceiving', record.source);
    case 'quality':
      return words.term('inspectorQuality', record.grade);
    default:
      return words.term('inspectorState', words.term('inspectorStateName', record.type), record.state);
  }
}

/** Details of a record; may be empty. */
export function detailOf(record: LinkRecord, words: Localize): string {
  if (record.type === 'candidateError') return record.text;
  if (record.type !== 'sent' && record.type !== 'received') return '';
  const { signal } = record;
  if (signal.kind === 'description') {
    const lines = signal.description.sdp.split('\n').filter((line) => line.trim() !== '').length;
    return words.term('inspectorLines', lines);
  }
  const candidate = signal.kind === 'candidate' && readCandidate(signal.candidate?.candidate ?? '');
  if (!candidate) return '';
  const { type, protocol, address, port } = candidate;
  return `${type} · ${protocol} · ${withPort(address, port)}`;
}

/** Address and port as in a URL: an IPv6 address in brackets (RFC 3986 §3.2.2). */
export function withPort(address: string, port: number | undefined): string {
  if (port === undefined) return address;
  return address.includes(':') ? `[${address}]:${String(port)}` : `${address}:${String(port)}`;
}

function groupOfSignal({ kind }: Signal): RecordGroup {
  if (kind === 'description') return 'descriptions';
  return kind === 'candidate' ? 'candidates' : 'repairs';
}

function nameOf(signal: Signal, words: Localize): string {
  switch (signal.kind) {
    case 'description':
      return words.term('inspectorDescription', signal.description.type);
    case 'candidate':
      return words.term(signal.candidate?.candidate ? 'inspectorCandidate' : 'inspectorLastCandidate');
    case 'restart':
      return words.term('inspectorAskRestart');
    case 'renew':
      return words.term('inspectorAskRenew');
  }
}
