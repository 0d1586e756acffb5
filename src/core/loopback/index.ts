export { BroadcastSignaling } from '../signaling/broadcast-signaling.js';
export { LoopbackSignaling, type LoopbackOptions } from './loopback-signaling.js';
