import { BroadcastSignaling } from '../signaling/broadcast-signaling.js';
import type { SignalingTransport } from '../signaling/transport.js';
import { LoopbackSignaling } from './loopback-signaling.js';

/** The transport without a server that an address stands for: a call with oneself, or with the other tabs. */
export const localSignaling = (address: 'loopback:' | 'broadcast:'): SignalingTransport =>
  address === 'loopback:' ? new LoopbackSignaling() : new BroadcastSignaling();
