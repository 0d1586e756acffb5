import type { RtcError } from '../../core/index.js';

const CODES: readonly string[] = [
  'permission-denied',
  'permission-dismissed',
  'system-denied',
  'device-not-found',
  'device-in-use',
  'device-unavailable',
  'device-failed',
  'media-disabled',
  'insecure-context',
];

/** Camera and microphone are the reason, so that joining without them is a way. */
export const isMediaError = (error: RtcError | undefined): boolean =>
  error !== undefined && CODES.includes(error.code);
