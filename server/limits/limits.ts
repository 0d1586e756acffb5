import { MAX_MESSAGE_BYTES } from '../../src/protocol/index.js';

/** Longest text of an error, in UTF-16 code units. */
export const MAX_ERROR_TEXT = 300;

/** How long a closing handshake may take, in milliseconds. */
export const CLOSE_TIMEOUT_MS = 2000;

/** Bytes that count as one message. What is longer counts as several, so that few long ones cannot be a flood. */
export const BYTES_PER_MESSAGE = 1024;

/** How often requests are looked at that may be taking too long, in milliseconds. */
export const REQUEST_CHECK_MS = 2000;

/** Most connections whose requests are late that are closed before others have a turn. */
export const CLOSED_IN_A_TURN = 2;

/** Longest payload of a signal, in UTF-16 code units: with `from` and `seq` around it, it must still be a message. */
export const MAX_PAYLOAD_LENGTH = MAX_MESSAGE_BYTES - 128;

/** Most of `joined` that STUN and TURN servers may take, in UTF-16 code units of JSON. The rest is for the members. */
export const MAX_ICE_LENGTH = 16 * 1024;

/** Most frames of one message: each is work, and memory, however short it is. Browsers need one or a few. */
export const MAX_FRAGMENTS = 64;

/** Most lines of one event in the log within a window, and the length of such a window in milliseconds. */
export const LOG_LINES = 10;
export const LOG_WINDOW_MS = 60_000;

/** How long other listeners of an HTTP server have to answer an upgrade that is not for a signaling server, in milliseconds. */
export const UNANSWERED_MS = 30_000;

/** Most connections at once that have been refused with an answer and are not closed yet. More are closed without one. */
export const MAX_REFUSED_CONNECTIONS = 100;

/** How long a join may take, in milliseconds: who asks must have an answer before our own client gives up. */
export const JOIN_MS = 9000;

/** How long an answer of the engine to anything else is waited for, in milliseconds. */
export const ANSWER_MS = 5000;

/** Most bytes of what one client has said that may wait for an engine that does not answer. */
export const MAX_LATE_BYTES = 128 * 1024;
