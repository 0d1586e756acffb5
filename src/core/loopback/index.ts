export { BroadcastSignaling } from '../signaling/broadcast-signaling.js';
export { LoopbackSignaling, type LoopbackOptions } from './loopback-signaling.js';
/** @internal */
export { localSignaling } from './local-signaling.js';
