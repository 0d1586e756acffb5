import * as v from 'valibot';
import { name, room, token } from '../../src/protocol/fields.js';
import { validate } from '../../src/protocol/index.js';
import type { Logger } from '../log/log.js';
import { importOptional } from '../options/optional-package.js';

/** Claims of a valid token. */
export interface Claims {
  /** Identity of the person it was issued to. */
  readonly sub: string;
  readonly room: string;
  /** The name that the others see, whatever the client sends. A token with an invalid one is invalid. */
  readonly name?: string | undefined;
}

/** Returns the claims of a token, or in a few fixed words why it is not valid. */
export type TokenReader = (token: string) => Promise<Claims | string>;

/** RFC 7518 §3.2: a key for HS256 is at least as long as the hash. */
const SECRET_BYTES = 32;

const claims = v.object({ sub: token, room, name: v.optional(name) });

/**
 * Verifies JSON Web Tokens that are signed with HS256 and this secret.
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
        // Without this, a token could name `none` as its algorithm.
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
