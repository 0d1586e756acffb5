import { MAX_LENGTH } from '../../protocol/limits.js';
import { cutText, wellFormed } from '../../protocol/text.js';
import type { SignalingTransport } from '../signaling/transport.js';
import type { MediaConstraints } from '../types.js';

export interface CallSessionOptions {
  /** URL of the signaling server (`wss:`, `ws:`, or relative to the page), `broadcast:` or `loopback:`. */
  readonly signaling?: string | undefined;
  /** Custom transport, in place of `signaling`. */
  readonly transport?: SignalingTransport | undefined;
  /** Name of the room, 1 to 128 characters. */
  readonly room?: string | undefined;
  /** Display name shown to the other participants, at most 64 characters. */
  readonly name?: string | undefined;
  /**
   * Admits this person to the server, and comes from its operator. A function is called before every join, first or again,
   * for one that has not expired.
   */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** In place of the ICE servers that the signaling server hands out. */
  readonly iceServers?: readonly RTCIceServer[] | undefined;
  /** `relay`: only through TURN, so that the others never learn this address (RFC 8828). Default `all`. */
  readonly iceTransportPolicy?: RTCIceTransportPolicy | undefined;
  readonly constraints?: MediaConstraints | undefined;
  /** Whether a page that is loaded again returns to its place in the call. Default `true`. */
  readonly resume?: boolean | undefined;
}

/** A name as the wire takes it: without control characters and parts of characters, not too long. */
export const wireName = (name: string): string =>
  cutText(
    wellFormed(name)
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim(),
    MAX_LENGTH.name,
  ).trim();
