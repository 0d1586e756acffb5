export { createSignalingServer } from './signaling-server.js';
export type { SignalingServer } from './signaling-server.js';
export type { SignalingServerOptions } from './options/server-options.js';
export type { Authorize, JoinAttempt, Permit } from './doors/authorization.js';
export { createJsonLogger, LOG_LEVELS } from './log/log.js';
export type { Logger, LogLevel } from './log/log.js';
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
