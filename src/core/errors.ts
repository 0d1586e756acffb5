import type { ErrorCode } from '../protocol/index.js';

/** Every way in which a call, or a part of it, can fail, as far as this version knows. */
export type KnownErrorCode =
  // Codes of the signaling server (protocol/errors.ts).
  | ErrorCode
  // Camera and microphone, one for each failure of getUserMedia (mediacapture-streams §10.2).
  | 'permission-denied'
  | 'permission-dismissed'
  | 'system-denied'
  | 'device-not-found'
  | 'device-in-use'
  | 'device-unavailable'
  | 'device-failed'
  | 'media-disabled'
  | 'no-picture'
  | 'no-sound'
  | 'too-slow'
  | 'insecure-context'
  // The way to the server.
  | 'server-unreachable'
  | 'server-lost'
  | 'replaced'
  | 'removed'
  // The way to another participant.
  | 'connection-failed'
  | 'negotiation-failed'
  // The page.
  | 'call-in-progress'
  | 'load-failed'
  | 'unsupported-browser'
  | 'invalid-options';

/** A known code, or one that a newer signaling server has besides. */
export type RtcErrorCode = KnownErrorCode | (string & Record<never, never>);

export interface RtcErrorOptions {
  /** Whether trying again can help without a change of the page's code. Default `true`. */
  readonly recoverable?: boolean;
  /** The error of the browser or the library behind this one. */
  readonly cause?: unknown;
  /** The media source or the participant that the error is about. */
  readonly subject?: string;
}

/** The one error class of this package. `message` is for developers; elements show their own words by `code`. */
export class RtcError extends Error {
  override readonly name = 'RtcError';
  readonly code: RtcErrorCode;
  readonly recoverable: boolean;
  readonly subject: string | undefined;

  constructor(code: RtcErrorCode, message: string, options: RtcErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.recoverable = options.recoverable ?? true;
    this.subject = options.subject;
  }
}

/** `error` itself where it is an RtcError already, else a new one around it. */
export function toRtcError(error: unknown, code: RtcErrorCode): RtcError {
  if (error instanceof RtcError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new RtcError(code, message, { cause: error });
}
