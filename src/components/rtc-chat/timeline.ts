import type { ChatMessage } from '../../core/features/chat/index.js';
import type { Transfer } from '../../core/features/files/index.js';

/** How long messages of one person stand together below one name, in ms. */
const TOGETHER = 5 * 60_000;

/** A row of the log. */
export interface Row {
  readonly key: string;
  readonly entry: ChatMessage | Transfer;
  /** Begins a group, with the name and the time above it. */
  readonly first: boolean;
}

export const isMessage = (entry: ChatMessage | Transfer): entry is ChatMessage => 'text' in entry;

/** Messages and files in the order of their time. */
export function timeline(messages: readonly ChatMessage[], transfers: readonly Transfer[]): readonly Row[] {
  const entries = transfers.length > 0 ? merged(messages, transfers) : messages;
  return entries.map((entry, i) => ({ key: entry.id, entry, first: begins(entry, entries[i - 1]) }));
}

/** Both are in order already, by when they came: clocks that were set back change nothing within each. */
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

/** Own files say to whom they go, messages go to all: they have different heads. */
function groupOf(entry: ChatMessage | Transfer): string {
  if (isMessage(entry)) return `${entry.from} ${entry.name}`;
  return entry.own ? `to ${entry.participant}` : `${entry.participant} ${entry.participantName}`;
}
