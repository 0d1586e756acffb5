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

/** Whether camera or microphone caused an error, so that joining without them may work. */
export const isMediaError = (error: RtcError | undefined): boolean =>
  error !== undefined && CODES.includes(error.code);
