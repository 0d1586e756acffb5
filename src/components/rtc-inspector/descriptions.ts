import type { LinkRecord } from '../../core/index.js';

/** An offer or an answer out of the records of a connection. */
export interface KnownDescription {
  /** Another one for each, and the same while records come and go. */
  readonly key: string;
  /** 1 for the first one that is known. */
  readonly number: number;
  readonly way: 'sent' | 'received';
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
  /** Time at which it was set, in ms since the first record. */
  readonly after: number;
}

/** Offers and answers, oldest first. */
export function descriptionsOf(records: readonly LinkRecord[]): KnownDescription[] {
  const start = records[0]?.at ?? 0;
  const found: KnownDescription[] = [];
  for (const record of records) {
    if (record.type !== 'sent' && record.type !== 'received') continue;
    const { signal } = record;
    if (signal.kind !== 'description') continue;
    const { type, sdp } = signal.description;
    found.push({
      key: [record.epoch, signal.offerId, record.type, type].join(),
      number: found.length + 1,
      way: record.type,
      type,
      sdp,
      after: record.at - start,
    });
  }
  return found;
}
