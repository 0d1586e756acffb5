import type { ChatMessage } from '../../core/features/chat/index.js';
import type { Transfer } from '../../core/features/files/index.js';

/** Messages of one person within this time, in ms, are grouped below one name. */
const TOGETHER = 5 * 60_000;

/** A row of the log. */
export interface Row {
  readonly key: string;
  readonly entry: ChatMessage | Transfer;
  /** First of a group, with name and time above it. */
  readonly first: boolean;
}

export const isMessage = (entry: ChatMessage | Transfer): entry is ChatMessage => 'text' in entry;

/** Rows for messages and files, in the order of time. */
export function timeline(messages: readonly ChatMessage[], transfers: readonly Transfer[]): readonly Row[] {
  const entries = transfers.length > 0 ? merged(messages, transfers) : messages;
  return entries.map((entry, i) => ({ key: entry.id, entry, first: begins(entry, entries[i - 1]) }));
}

/** Merges two lists, each in the order of arrival: a clock that was set back does not change the order within one. */
function merged(
  messages: readonly ChatMessage[],
  transfers: readonly Transfer[],
): (ChatMessage | Transfer)[] {
  const entries: (ChatMessage | Transfer)[] = [];
  let next = 0;
  for (const message of messages) {
    for (
      let transfer = transfers[next];
      transfer && transfer.time < message.time;
      transfer = transfers[next]
    ) {
      entries.push(transfer);
      next += 1;
    }
    entries.push(message);
  }
  return [...entries, ...transfers.slice(next)];
}

function begins(entry: ChatMessage | Transfer, before: ChatMessage | Transfer | undefined): boolean {
  return !before || groupOf(entry) !== groupOf(before) || entry.time - before.time > TOGETHER;
}

/** Files of this participant name their receiver, messages go to all: they need separate groups. */
function groupOf(entry: ChatMessage | Transfer): string {
  if (isMessage(entry)) return `${entry.from} ${entry.name}`;
  return entry.own ? `to ${entry.participant}` : `${entry.participant} ${entry.participantName}`;
}
