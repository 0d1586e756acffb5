/** An id as this server makes them. */
const ID = /^[\w-]{16}$/;

/**
 * What a client comes back with: `id.life.secret`. It carries the id, so that the place is found without a search for
 * the secret, and says in which life of a server it was given out.
 */
export interface ResumeToken {
  readonly id: string;
  readonly life: string;
  readonly secret: string;
}

export const formatToken = ({ id, life, secret }: ResumeToken): string => `${id}.${life}.${secret}`;

/** Reads what a client sent; `undefined` where that is no token. */
export function parseToken(text: string): ResumeToken | undefined {
  const [id = '', life = '', secret = '', ...rest] = text.split('.', 4);
  return rest.length === 0 && ID.test(id) && ID.test(life) && secret !== ''
    ? { id, life, secret }
    : undefined;
}
