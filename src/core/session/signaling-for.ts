import { LoopbackSignaling } from '../loopback/loopback-signaling.js';
import { BroadcastSignaling } from '../signaling/broadcast-signaling.js';
import type { SignalingTransport } from '../signaling/transport.js';
import { WebSocketSignaling } from '../signaling/web-socket-signaling.js';

/**
 * The transport that an address stands for: `loopback:` (a call with oneself), `broadcast:` (the tabs of this
 * origin), else a WebSocket URL.
 *
 * @throws {RtcError} `invalid-options` when it stands for none.
 */
export function signalingFor(address: string): SignalingTransport {
  if (address === 'loopback:') return new LoopbackSignaling();
  if (address === 'broadcast:') return new BroadcastSignaling();
  return new WebSocketSignaling(address);
}
