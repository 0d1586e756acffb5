import { hash, randomFillSync, timingSafeEqual } from 'node:crypto';

/** Random bytes in stock: asking the system for few costs as much as for many, and every join needs some. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** A random id of 16 URL-safe characters (96 bits). */
export const createId = (): string => random(12);

/** A random secret of 32 URL-safe characters (192 bits). */
export const createSecret = (): string => random(24);

/**
 * The id of the member with this key: the first 96 bits of a hash, as 16 URL-safe characters. The key cannot be found from
 * the id, so nobody else can claim the id. In another room, or with another identity, the key gives another id.
 */
export const idOf = (key: string, room: string, identity: string | undefined): string =>
  // JSON keeps all different inputs apart, also lone surrogates, which have the same bytes in UTF-8.
  hash('sha256', JSON.stringify([key, room, identity ?? null]), 'base64url').slice(0, 16);

/** Compares in constant time, which tells nothing about the secret. */
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
  // No secret stays in the pool.
  pool.fill(0, used, used + bytes);
  used += bytes;
  return text;
}
