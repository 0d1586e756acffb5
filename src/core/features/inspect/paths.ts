import type { LinkRecord } from '../../peer/history.js';
import { CANDIDATE_TYPES, goesBefore, type Candidate, type CandidateType } from './candidate.js';
import { selectedPair, type StatsEntries, type StatsEntry } from './sample.js';

/** A candidate of either side, by the id that the browser's statistics have for it. */
export interface SideCandidate extends Candidate {
  readonly id: string;
  readonly side: 'local' | 'remote';
}

/** Reason why a pair is not the one in use. */
export type PairReason =
  /** It is the one in use. */
  | 'selected'
  /** Nobody answered over it. */
  | 'failed'
  /** It waits for its turn (RFC 8445 §6.1.2.6: `frozen` or `waiting`). */
  | 'waiting'
  /** It is being checked. */
  | 'checking'
  /** It works, and the one in use goes before it. */
  | 'lower-priority'
  /** It works and would go before the one in use: it was found later, or the controlling side chose the other one. */
  | 'not-chosen';

/**
 * Two candidates that are, or were, tried together (RFC 8445 §6.1.2). Fields that the browser does not tell
 * are left out.
 */
export interface CandidatePair {
  readonly id: string;
  readonly localId: string;
  readonly remoteId: string;
  /** As in the statistics: `frozen`, `waiting`, `in-progress`, `failed` or `succeeded`. */
  readonly state: string;
  readonly nominated: boolean;
  readonly reason: PairReason;
  /** There and back, in ms. */
  readonly roundTripTime?: number;
  readonly bytesSent?: number;
  readonly bytesReceived?: number;
}

/** One URL of an ICE server, and what came of it. */
export interface IceServerResult {
  readonly url: string;
  /** Types of the candidates that were found by it; not told by every browser. */
  readonly found: readonly CandidateType[];
  /** Its errors (webrtc-pc §4.8.3); 701 where it does not answer. */
  readonly errors: readonly { readonly code: number; readonly text: string }[];
}

/** Candidates, pairs and servers of a connection. */
export interface Paths {
  readonly candidates: readonly SideCandidate[];
  readonly pairs: readonly CandidatePair[];
  readonly servers: readonly IceServerResult[];
}

interface CandidateEntry extends StatsEntry {
  readonly candidateType?: string;
  readonly protocol?: string;
  readonly address?: string | null;
  readonly ip?: string;
  readonly port?: number;
  readonly priority?: number;
  readonly relatedAddress?: string;
  readonly relatedPort?: number;
  readonly relayProtocol?: string;
  readonly tcpType?: string;
  readonly url?: string;
}

interface PairEntry extends StatsEntry {
  readonly localCandidateId?: string;
  readonly remoteCandidateId?: string;
}

/**
 * Reads candidates and pairs out of a report of the browser.
 *
 * @param urls - Of the ICE servers in the configuration.
 * @param records - Of the same connection: what the servers failed with is told by events only.
 */
export function readPaths(
  entries: StatsEntries,
  urls: readonly string[],
  records: readonly LinkRecord[],
): Paths {
  const all = [...entries.values()];
  const candidates = all.flatMap((entry) => readSide(entry));
  const selected = selectedPair(entries);
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const priorities = (pair: PairEntry | undefined): readonly [number, number] => [
    byId.get(pair?.localCandidateId ?? '')?.priority ?? 0,
    byId.get(pair?.remoteCandidateId ?? '')?.priority ?? 0,
  ];
  const pairs = all
    .filter(({ type }) => type === 'candidate-pair')
    .toSorted((a, b) => {
      if (a === selected || b === selected) return a === selected ? -1 : 1;
      if (goesBefore(priorities(a), priorities(b))) return -1;
      return goesBefore(priorities(b), priorities(a)) ? 1 : 0;
    })
    .map((entry) => {
      const isBehind = goesBefore(priorities(selected), priorities(entry));
      return readPair(entry, reasonOf(entry, entry === selected, isBehind));
    });
  return { candidates, pairs, servers: readServers(urls, candidates, records) };
}

function readSide(entry: CandidateEntry): SideCandidate[] {
  const side = entry.type === 'local-candidate' ? 'local' : 'remote';
  const type = CANDIDATE_TYPES.find((one) => one === entry.candidateType);
  if (entry.type !== `${side}-candidate` || !type) return [];
  const { relatedAddress, relatedPort, relayProtocol, tcpType, url } = entry;
  return [
    {
      id: entry.id,
      side,
      type,
      protocol: entry.protocol ?? '',
      // Chromium tells none where it has hidden the address by mDNS.
      address: entry.address ?? entry.ip ?? '',
      port: entry.port ?? 0,
      priority: entry.priority ?? 0,
      ...(relatedAddress && { relatedAddress }),
      ...(relatedPort && { relatedPort }),
      ...(relayProtocol && { relayProtocol }),
      ...(tcpType && { tcpType }),
      ...(url && { url }),
    },
  ];
}

function readPair(entry: PairEntry, reason: PairReason): CandidatePair {
  const { currentRoundTripTime, bytesSent, bytesReceived } = entry;
  return {
    id: entry.id,
    localId: entry.localCandidateId ?? '',
    remoteId: entry.remoteCandidateId ?? '',
    state: entry.state ?? '',
    nominated: entry.nominated === true,
    reason,
    ...(currentRoundTripTime !== undefined && { roundTripTime: currentRoundTripTime * 1000 }),
    ...(bytesSent !== undefined && { bytesSent }),
    ...(bytesReceived !== undefined && { bytesReceived }),
  };
}

function reasonOf({ state }: StatsEntry, isSelected: boolean, isBehind: boolean): PairReason {
  if (isSelected) return 'selected';
  if (state === 'failed' || state === 'cancelled') return 'failed';
  if (state === 'in-progress') return 'checking';
  if (state !== 'succeeded') return 'waiting';
  return isBehind ? 'lower-priority' : 'not-chosen';
}

/** A server fails once for each interface: the same failure is told once. */
function readServers(
  urls: readonly string[],
  candidates: readonly SideCandidate[],
  records: readonly LinkRecord[],
): IceServerResult[] {
  return [...new Set(urls)].map((url) => {
    const errors = new Map<string, { code: number; text: string }>();
    for (const record of records) {
      if (record.type !== 'candidateError' || record.url !== url) continue;
      const { code, text } = record;
      errors.set(`${code} ${text}`, { code, text });
    }
    const found = candidates.filter((one) => one.side === 'local' && one.url === url).map(({ type }) => type);
    return { url, found: [...new Set(found)], errors: [...errors.values()] };
  });
}
