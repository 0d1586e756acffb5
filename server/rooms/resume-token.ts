const KEY = /^[\w-]{32}$/;
const LIFE = /^[\w-]{16}$/;
const SECRET = /^[\w-]{32}$/;

/** The token by which a client gets its place back: `key.life.secret`. */
export interface ResumeToken {
  /** The same for all tokens of a member, whose id is its hash (`idOf`). */
  readonly key: string;
  /** The run of the server, or of Redis, that has given it out. */
  readonly life: string;
  /** Another one in each token, so that previous tokens are void. */
  readonly secret: string;
}

export const formatToken = ({ key, life, secret }: ResumeToken): string => `${key}.${life}.${secret}`;

/** Reads a token; `undefined` for any other text. */
export function parseToken(text: string): ResumeToken | undefined {
  const [key = '', life = '', secret = '', ...rest] = text.split('.', 4);
  return rest.length === 0 && KEY.test(key) && LIFE.test(life) && SECRET.test(secret)
    ? { key, life, secret }
    : undefined;
}
