export * from './limits.js';
export * from './errors.js';
export { iceServers, mediaState, participant } from './fields.js';
export type { IceServers, MediaState, ProtocolParticipant } from './fields.js';
export * from './client-messages.js';
export * from './server-messages.js';
export * from './signals.js';
export { messages, type MessageOf, type Messages } from './messages.js';
export * from './parse.js';
