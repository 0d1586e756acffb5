import { createHmac } from 'node:crypto';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

export interface SignOptions {
  readonly alg?: string;
  /** Of the HMAC; `null` for no signature at all. */
  readonly hash?: string | null;
}

/** A token as anybody could make it: RFC 7519 by hand, so that it may be wrong in any way. */
export function signToken(
  claims: object,
  secret: string,
  { alg = 'HS256', hash = 'sha256' }: SignOptions = {},
): string {
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${hash === null ? '' : createHmac(hash, secret).update(signed).digest('base64url')}`;
}
