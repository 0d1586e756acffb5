import * as v from 'valibot';
import { name, room, token } from '../../src/protocol/fields.js';
import { validate } from '../../src/protocol/index.js';
import type { Logger } from '../log/log.js';
import { importOptional } from '../options/optional-package.js';

/** What a good token says. */
export interface Claims {
  /** Who it was given to. */
  readonly sub: string;
  readonly room: string;
  /** The name that the others see, whatever the client says. One that is no name makes the token worth nothing. */
  readonly name?: string | undefined;
}

/** Returns what the token says, or in a few fixed words why it is worth nothing. */
export type TokenReader = (token: string) => Promise<Claims | string>;

/** RFC 7518 §3.2: a key for HS256 has at least the size of the hash. */
const SECRET_BYTES = 32;

const claims = v.object({ sub: token, room, name: v.optional(name) });

/**
 * Reads JSON Web Tokens that were signed with HS256 and this secret, and no others.
 *
 * @throws Error if `jose` is not installed.
 */
export async function createTokenReader(secret: string, log: Logger): Promise<TokenReader> {
  const { errors, jwtVerify } = await importOptional('a token secret', 'jose', () => import('jose'));
  const key = new TextEncoder().encode(secret);
  if (key.length < SECRET_BYTES) {
    log('warn', 'token secret is short', { hint: `take ${SECRET_BYTES} random bytes or more` });
  }
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, key, {
        // Left to the token, it could choose `none`.
        algorithms: ['HS256'],
        requiredClaims: ['exp', 'sub', 'room'],
      });
      const read = validate(claims, payload);
      return read.ok ? read.message : 'claims of the wrong kind';
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'expired';
      if (error instanceof errors.JOSEError) return `not valid (${error.code})`;
      throw error;
    }
  };
}
