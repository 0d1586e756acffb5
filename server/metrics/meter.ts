import type { CheckRequest } from '../../src/protocol/check-messages.js';
import type { ClientMessage, ErrorCode } from '../../src/protocol/index.js';

/** Counts events. It is called for every message, so it must be fast. */
export interface Meter {
  /** A valid message has come. */
  received(type: ClientMessage['type'] | CheckRequest['type']): void;
  /** An error was sent. */
  refused(code: ErrorCode): void;
  /** A signal was relayed within this time. */
  relayed(ms: number): void;
}
