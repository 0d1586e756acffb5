import { randomBytes, timingSafeEqual } from 'node:crypto';

/** A random id of 16 URL-safe characters (96 bits). */
export const createId = (): string => randomBytes(12).toString('base64url');

/** A random secret of 32 URL-safe characters (192 bits). */
export const createSecret = (): string => randomBytes(24).toString('base64url');

/** Compares in a time that does not tell how much was right. */
export function isSameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
