/** Codes of the errors that a server answers a request with. */
export const ERROR_CODES = [
  'bad-message',
  'unsupported-version',
  'unauthorized',
  'room-full',
  'not-joined',
  'already-joined',
  'unknown-participant',
  'rate-limited',
  'message-too-large',
  'server-busy',
  'not-available',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Application close codes (RFC 6455 §7.4.2). After 4000–4499 a client may connect again; after 4500–4999 it
 * must not.
 */
export const CLOSE_CODES = {
  /** The server is being restarted. */
  goingAway: 4000,
  /** Nothing was heard for longer than the heartbeat allows. */
  heartbeatTimeout: 4001,
  /** Connected, but never joined. */
  joinTimeout: 4002,
  /** More was sent than the limits allow. */
  rateLimited: 4003,
  /** The client does not speak a version that this server speaks. */
  unsupportedVersion: 4500,
  /** A newer socket has taken over this membership. */
  replaced: 4501,
  /** The member was removed from the room. */
  removed: 4502,
  /** The client may not connect here at all. */
  unauthorized: 4503,
} as const;

/** Whether a client may connect again after its socket was closed with this code. */
export const mayReconnect = (closeCode: number): boolean => closeCode < 4500 || closeCode > 4999;
