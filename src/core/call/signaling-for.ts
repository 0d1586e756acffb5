import { loadPart } from '../load-part.js';
import { isServerless } from '../signaling/serverless.js';
import type { SignalingTransport } from '../signaling/transport.js';
import { WebSocketSignaling } from '../signaling/web-socket-signaling.js';

const loopback = () => import('../loopback/index.js');

/**
 * The transport that an address stands for: `loopback:` (a call with oneself), `broadcast:` (the tabs of this
 * origin), else a WebSocket URL. Transports that need no server are loaded when they are asked for.
 *
 * @throws {RtcError} `invalid-options` when it stands for none; `load-failed`.
 */
export async function signalingFor(address: string): Promise<SignalingTransport> {
  if (!isServerless(address)) return new WebSocketSignaling(address);
  const { localSignaling } = await loadPart(loopback);
  return localSignaling(address);
}
