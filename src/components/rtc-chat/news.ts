import type { ChatMessage } from '../../core/features/chat/index.js';
import type { Transfer } from '../../core/features/files/index.js';
import type { Localize } from '../words/localize.js';
import { isolate } from '../words/terms.js';
import { statusOf } from './file-card.js';

/** Puts into words what came in since it was asked last, for screen readers; what is written here is known already. */
export class News {
  #message: ChatMessage | undefined;
  #states = new Map<string, string>();

  /** Starts here: entries that are there already are not announced. */
  begin(messages: readonly ChatMessage[], transfers: readonly Transfer[]): void {
    this.#message = messages.at(-1);
    this.#states = new Map(transfers.map(({ id, state }) => [id, state]));
  }

  tell(words: Localize, messages: readonly ChatMessage[], transfers: readonly Transfer[]): string {
    const last = this.#message?.id;
    // The last announced entry is gone only when all entries are.
    const fresh = messages.slice(messages.findIndex(({ id }) => id === last) + 1);
    const changed = transfers.filter(({ id, state }) => this.#states.get(id) !== state);
    this.begin(messages, transfers);
    const nameOf = (name: string): string => isolate(name || words.term('guest'));
    return [
      ...fresh.filter(({ own }) => !own).map(({ name, text }) => words.term('chatSays', nameOf(name), text)),
      ...changed
        .filter(({ own, state }) => !own || !['offered', 'cancelled'].includes(state))
        .map((transfer) => {
          const file = isolate(transfer.name);
          return !transfer.own && transfer.state === 'offered'
            ? words.term('chatOffers', nameOf(transfer.participantName), file)
            : words.term('chatSays', file, statusOf(words, transfer));
        }),
    ].join('\n');
  }
}
