import { createHmac } from 'node:crypto';
import type { IceServers } from '../../src/protocol/index.js';

export interface IceServersOptions {
  /** The same for all members. */
  readonly iceServers: IceServers;
  readonly turnUrls: readonly string[];
  readonly turnSecret: string | undefined;
  readonly turnTtlMs: number;
}

/**
 * The STUN and TURN servers for one member, with credentials that expire: the user name is the expiry time and the
 * member's id, the password its HMAC-SHA1 (draft-uberti-behave-turn-rest-00, coturn's `use-auth-secret`).
 */
export function iceServersFor(id: string, options: IceServersOptions, now = Date.now()): IceServers {
  const { iceServers, turnUrls, turnSecret, turnTtlMs } = options;
  if (turnSecret === undefined || turnUrls.length === 0) return iceServers;
  const username = `${Math.ceil((now + turnTtlMs) / 1000)}:${id}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...iceServers, { urls: [...turnUrls], username, credential }];
}

/** Milliseconds after which a member gets new credentials; `undefined` where they do not expire. */
export const refreshInterval = ({ turnUrls, turnTtlMs }: IceServersOptions): number | undefined =>
  turnUrls.length === 0 ? undefined : Math.round(turnTtlMs / 2);
