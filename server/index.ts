export { createSignalingServer } from './signaling-server.js';
export type { SignalingServer } from './signaling-server.js';
export type { SignalingServerOptions } from './options.js';
export type { Authorize, JoinAttempt, Permit } from './doorkeeper.js';
export { createJsonLogger, LOG_LEVELS } from './log.js';
export type { Logger, LogLevel } from './log.js';
export type {
  Admission,
  Awaitable,
  EngineFactory,
  EngineSettings,
  JoinRequest,
  MemberLink,
  Membership,
  Refusal,
  RoomEngine,
} from './rooms/engine.js';
