import type { IncomingMessage } from 'node:http';
import { name as nameField } from '../../src/protocol/fields.js';
import { MAX_LENGTH, validate } from '../../src/protocol/index.js';
import type { Logger } from '../log/log.js';
import type { Awaitable } from '../rooms/engine.js';
import { createTokenReader } from './tokens.js';

/** An attempt to join a room, or to come back to it. */
export interface JoinAttempt {
  readonly room: string;
  /** The name that the client chose. */
  readonly name: string | undefined;
  /** As the client sent it. With `tokenSecret` it has been verified, and is for this room. */
  readonly token: string | undefined;
  /** The `sub` of the token; only with `tokenSecret`. */
  readonly identity: string | undefined;
  /** Whether the client asks for its previous place. */
  readonly resuming: boolean;
  /** Whether the client only checks that it may join, and gets TURN credentials for a minute; it takes no place. */
  readonly checking: boolean;
}

/** The answer to an attempt that succeeds. */
export interface Permit {
  /**
   * Identity of the person, if known: a place is given back only to the same one. The other members do not see it. At
   * most 4,096 characters.
   */
  readonly identity?: string | undefined;
  /**
   * The name that the others see, whatever the client says. At most 64 characters and no control characters, or it is
   * made to fit.
   */
  readonly name?: string | undefined;
}

/**
 * Decides who may join.
 *
 * @param request - The one that opened the WebSocket, with its cookies and headers.
 */
export type Authorize = (request: IncomingMessage, join: JoinAttempt) => Awaitable<boolean | Permit>;

/** Decides on an attempt by token and `authorize`; the reason of a refusal is for the log. Rejects where `authorize` does. */
export type AuthorizeJoin = (
  request: IncomingMessage | undefined,
  attempt: Omit<JoinAttempt, 'identity'>,
) => Awaitable<Permit | { readonly denied: string }>;

export interface AuthorizationOptions {
  readonly tokenSecret: string | undefined;
  readonly authorize: Authorize | undefined;
  readonly logger: Logger;
}

const ANYBODY: Permit = Object.freeze({});

/** The token is verified first; `authorize` is called only for attempts whose token is good. */
export async function createAuthorization(options: AuthorizationOptions): Promise<AuthorizeJoin> {
  const { tokenSecret, authorize, logger } = options;
  if (tokenSecret === undefined && !authorize) return () => ANYBODY;
  const readToken = tokenSecret === undefined ? undefined : await createTokenReader(tokenSecret, logger);

  return async (request, attempt) => {
    let permit = ANYBODY;
    if (readToken) {
      if (attempt.token === undefined) return { denied: 'no token' };
      const claims = await readToken(attempt.token);
      if (typeof claims === 'string') return { denied: `token: ${claims}` };
      if (claims.room !== attempt.room) return { denied: 'token: for another room' };
      permit = { identity: claims.sub, name: claims.name };
    }
    if (!authorize) return permit;
    if (!request) return { denied: 'no request to authorize' };
    const answer: unknown = await authorize(request, { ...attempt, identity: permit.identity });
    if (answer === true) return permit;
    if (!isPermit(answer)) return { denied: 'authorize' };
    return {
      identity: readIdentity(answer) ?? permit.identity,
      name: readName(answer, logger) ?? permit.name,
    };
  };
}

/** An Error that was returned instead of thrown is no permit. */
const isPermit = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) && !(answer instanceof Error);

/** A place is given back by identity, so a wrong one is an error: a guess could give it to somebody else. */
function readIdentity({ identity }: { identity?: unknown }): string | undefined {
  if (identity === undefined || identity === null) return undefined;
  if (typeof identity === 'string' && identity.length <= MAX_LENGTH.token) return identity;
  throw new TypeError(`authorize: identity must be a string of at most ${MAX_LENGTH.token} characters`);
}

/** A name that clients would refuse is made to fit: an error would keep the person out. */
function readName({ name }: { name?: unknown }, log: Logger): string | undefined {
  if (name === undefined || name === null) return undefined;
  if (typeof name !== 'string') throw new TypeError('authorize: name must be a string');
  const checked = validate(nameField, name);
  if (checked.ok) return name;
  log('warn', 'name changed', { reason: checked.detail });
  // Cut where a character ends: half of a surrogate pair is none.
  return name
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, MAX_LENGTH.name)
    .replace(/[\ud800-\udbff]$/, '');
}
