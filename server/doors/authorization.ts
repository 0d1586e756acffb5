import type { IncomingMessage } from 'node:http';
import { name as nameField } from '../../src/protocol/fields.js';
import { MAX_LENGTH, validate } from '../../src/protocol/index.js';
import type { Logger } from '../log/log.js';
import type { Awaitable } from '../rooms/engine.js';
import { createTokenReader } from './tokens.js';

/** What somebody asks for who wants to join, or to come back. */
export interface JoinAttempt {
  readonly room: string;
  /** The name that the client gives itself. */
  readonly name: string | undefined;
  /** As the client sent it. With `tokenSecret` it is good, and for this room. */
  readonly token: string | undefined;
  /** The `sub` of the token; only with `tokenSecret`. */
  readonly identity: string | undefined;
  /** Whether it asks for the place that it had. */
  readonly resuming: boolean;
  /** Whether it asks only whether a join would work, and for TURN credentials for a minute; no place is taken. */
  readonly checking: boolean;
}

/** What is known of somebody who may join. */
export interface Permit {
  /**
   * Who it is, for those who know: only the same one gets a place back. The other members do not see it. At most 4,096
   * characters.
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

/** Says whether this attempt may go on: what is known of it, or why not, for the log. Rejects where `authorize` does. */
export type Doorkeeper = (
  request: IncomingMessage | undefined,
  attempt: Omit<JoinAttempt, 'identity'>,
) => Awaitable<Permit | { readonly denied: string }>;

export interface DoorkeeperOptions {
  readonly tokenSecret: string | undefined;
  readonly authorize: Authorize | undefined;
  readonly logger: Logger;
}

const ANYBODY: Permit = Object.freeze({});

/** The token comes first; `authorize` hears of those only whose token is good. */
export async function createDoorkeeper(options: DoorkeeperOptions): Promise<Doorkeeper> {
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
    if (!isYes(answer)) return { denied: 'authorize' };
    return {
      identity: readIdentity(answer) ?? permit.identity,
      name: readName(answer, logger) ?? permit.name,
    };
  };
}

/** Only what is meant as a yes is one: an error that was returned instead of thrown is none. */
const isYes = (answer: unknown): answer is object =>
  typeof answer === 'object' && answer !== null && !Array.isArray(answer) && !(answer instanceof Error);

/** Whoever gets a place back by it must be the same one, so what it was meant to be is not guessed. */
function readIdentity({ identity }: { identity?: unknown }): string | undefined {
  if (identity === undefined || identity === null) return undefined;
  if (typeof identity === 'string' && identity.length <= MAX_LENGTH.token) return identity;
  throw new TypeError(`authorize: identity must be a string of at most ${MAX_LENGTH.token} characters`);
}

/** A name is for people to read. One that no client would take is made to fit, so that it locks nobody out. */
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
