import { cutText } from '../../src/protocol/index.js';
import type { ErrorCode } from '../../src/protocol/index.js';
import { MAX_ERROR_TEXT } from '../limits/limits.js';

/** Errors that may be gone when the same thing is tried again later. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set(['room-full', 'rate-limited', 'server-busy', 'internal']);

/** The error frame. Texts may quote what a client said, so they are bounded. */
export function errorFrame(code: ErrorCode, message: string, re?: number): string {
  const error = { code, message: cutText(message, MAX_ERROR_TEXT), retryable: RETRYABLE.has(code) };
  return JSON.stringify({ type: 'error', re, error });
}

/** The reply to a request that has no reply of its own. */
export const okFrame = (re: number): string => `{"type":"ok","re":${re}}`;
