export { Messages, type MessageListener, type SessionMessage } from './messages.js';
