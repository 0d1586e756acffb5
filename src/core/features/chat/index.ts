export { Chat, type ChatEventMap } from './chat.js';
export { MAX_TEXT_LENGTH, type ChatMessage, type DeliveryState } from './chat-message.js';
