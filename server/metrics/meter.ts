import type { CheckRequest } from '../../src/protocol/check-messages.js';
import type { ClientMessage, ErrorCode } from '../../src/protocol/index.js';

/** Is told what there is to count. It is called for every message, so it is quick. */
export interface Meter {
  /** A message that was understood. */
  received(type: ClientMessage['type'] | CheckRequest['type']): void;
  /** An error was sent. */
  refused(code: ErrorCode): void;
  /** A signal was passed on, within so many milliseconds. */
  relayed(ms: number): void;
}
