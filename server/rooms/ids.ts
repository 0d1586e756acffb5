import { hash, randomFillSync, timingSafeEqual } from 'node:crypto';

/** Asking the system for few bytes costs as much as asking for many, and every join needs some. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** A random id of 16 URL-safe characters (96 bits). */
export const createId = (): string => random(12);

/** A random secret of 32 URL-safe characters (192 bits). */
export const createSecret = (): string => random(24);

/**
 * The id of the one who holds this key: the first 96 bits of a hash, as 16 URL-safe characters. Whoever knows the id
 * still cannot find the key, so nobody else can claim the id; and in another room, or as somebody else, the key gives
 * another id.
 */
export const idOf = (key: string, room: string, identity: string | undefined): string =>
  // As JSON text no two of them look the same, not even where UTF-8 would write the same bytes.
  hash('sha256', JSON.stringify([key, room, identity ?? null]), 'base64url').slice(0, 16);

/** Compares in a time that does not tell how much was right. */
export function isSameSecret(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function random(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const text = pool.toString('base64url', used, used + bytes);
  // Nothing of a secret stays behind.
  pool.fill(0, used, used + bytes);
  used += bytes;
  return text;
}
