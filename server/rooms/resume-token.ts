const KEY = /^[\w-]{32}$/;
const LIFE = /^[\w-]{16}$/;
const SECRET = /^[\w-]{32}$/;

/** What a client comes back with: `key.life.secret`. */
export interface ResumeToken {
  /** Stays the same for as long as the member is one: the member's id is its hash (`idOf`). */
  readonly key: string;
  /** In which life of the server it was given out. */
  readonly life: string;
  /** Another one in each token, so that an old one is worth nothing. */
  readonly secret: string;
}

export const formatToken = ({ key, life, secret }: ResumeToken): string => `${key}.${life}.${secret}`;

/** Reads what a client sent; `undefined` where that is no token. */
export function parseToken(text: string): ResumeToken | undefined {
  const [key = '', life = '', secret = '', ...rest] = text.split('.', 4);
  return rest.length === 0 && KEY.test(key) && LIFE.test(life) && SECRET.test(secret)
    ? { key, life, secret }
    : undefined;
}
