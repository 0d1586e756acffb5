import { cutText } from '../../src/protocol/index.js';
import type { ErrorCode } from '../../src/protocol/index.js';
import { MAX_ERROR_TEXT } from '../limits/fixed-limits.js';

/** Errors after which the same request may succeed later. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['room-full', 'rate-limited', 'server-busy', 'internal']);

/** The text of an `error` message. It may quote the client, so its length is bounded. */
export function errorFrame(code: ErrorCode, message: string, re?: number): string {
  const error = { code, message: cutText(message, MAX_ERROR_TEXT), retryable: RETRYABLE.has(code) };
  return JSON.stringify({ type: 'error', re, error });
}

/** The text of an `ok` message. */
export const okFrame = (re: number): string => `{"type":"ok","re":${re}}`;
