import type { IncomingMessage } from 'node:http';
import type { Logger } from './log.js';
import type { Awaitable } from './rooms/engine.js';
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
}

/** What is known of somebody who may join. */
export interface Permit {
  /** Who it is, for those who know: only the same one gets a place back. The other members do not see it. */
  readonly identity?: string | undefined;
  /** The name that the others see, whatever the client says. */
  readonly name?: string | undefined;
}

/**
 * Decides who may join.
 *
 * @param request - The one that opened the WebSocket, with its cookies and headers.
 */
export type Authorize = (request: IncomingMessage, join: JoinAttempt) => Awaitable<boolean | Permit>;

/** Says whether this attempt may go on: what is known of it, or why not, for the log. */
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
    const answer = await authorize(request, { ...attempt, identity: permit.identity });
    if (answer === true) return permit;
    // Only what is meant as a yes is one.
    if (typeof answer !== 'object' || (answer as unknown) === null) return { denied: 'authorize' };
    return { identity: answer.identity ?? permit.identity, name: answer.name ?? permit.name };
  };
}
