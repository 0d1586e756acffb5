import { WORDS } from './word-list.js';

/** Words for a connection, of 8 bits each: a server in the middle guesses right once in 2^32 times. */
const COUNT = 4;

/** One side of a connection. */
export interface Side {
  /** Id of the participant. */
  readonly id: string;
  readonly fingerprints: readonly string[];
  /** 32 random bytes, hexadecimal. */
  readonly nonce: string;
}

/** 32 random bytes, hexadecimal. */
export const randomNonce = (): string => hex(crypto.getRandomValues(new Uint8Array(32)));

/**
 * The hash that `from` sends to `to` before it reveals its nonce, hexadecimal: afterwards it can reveal no other one. The
 * ids keep a server from sending a commitment back to where it came from.
 */
export const commitmentTo = async (nonce: string, from: string, to: string): Promise<string> =>
  hex(await sha256(commitmentText(nonce, from, to)));

/** The words for two sides, in whichever order they are given. */
export async function wordsFor(one: Side, other: Side): Promise<readonly string[]> {
  const bytes = await sha256(wordsText(one, other));
  return Object.freeze(Array.from(bytes.subarray(0, COUNT), (byte) => WORDS[byte] ?? ''));
}

/** Input of the hash for a commitment. */
export const commitmentText = (nonce: string, from: string, to: string): string =>
  JSON.stringify(['rtc-elements verification 1: commitment', from, to, nonce]);

/** Input of the hash for the words. JSON, so that no two inputs have the same text. */
export function wordsText(one: Side, other: Side): string {
  const sides = one.id < other.id ? [one, other] : [other, one];
  return JSON.stringify([
    'rtc-elements verification 1: words',
    ...sides.map(({ id, fingerprints, nonce }) => [id, fingerprints, nonce]),
  ]);
}

const sha256 = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
