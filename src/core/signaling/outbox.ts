import type { ClientMessage } from '../../protocol/index.js';

const MAX_SIGNALS = 256;

/** Messages queued while disconnected: signals in order, updates merged into one. */
export class Outbox {
  #signals: ClientMessage[] = [];
  #update: ClientMessage | undefined;

  add(message: ClientMessage): void {
    if (message.type === 'update') {
      this.#update = { ...this.#update, ...message };
    } else {
      this.#signals.push(message);
      // The oldest matter least: a participant who misses them starts another negotiation.
      if (this.#signals.length > MAX_SIGNALS) this.#signals.shift();
    }
  }

  take(): ClientMessage[] {
    const messages = this.#update ? [this.#update, ...this.#signals] : this.#signals;
    this.#signals = [];
    this.#update = undefined;
    return messages;
  }

  dropSignals(): void {
    this.#signals = [];
  }
}
