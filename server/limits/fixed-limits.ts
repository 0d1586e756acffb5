import { MAX_MESSAGE_BYTES } from '../../src/protocol/index.js';

/** Longest text of an error, in UTF-16 code units. */
export const MAX_ERROR_TEXT = 300;

/** Time limit of a closing handshake, in milliseconds. */
export const CLOSE_TIMEOUT_MS = 2000;

/** Interval at which Node looks for requests that take too long, in milliseconds. */
export const REQUEST_CHECK_MS = 2000;

/** Most connections with a late request that are closed in one turn of the event loop. */
export const CLOSED_IN_A_TURN = 2;

/** Longest payload of a signal, in UTF-16 code units: with `from` and `seq` it must still fit into a message. */
export const MAX_PAYLOAD_LENGTH = MAX_MESSAGE_BYTES - 128;

/** Longest list of ICE servers, in UTF-16 code units of JSON: the rest of `joined` is for the participants. */
export const MAX_ICE_LENGTH = 16 * 1024;

/** Most frames of one message: each costs time and memory, however short it is. Browsers send one or a few. */
export const MAX_FRAGMENTS = 64;

/** Most requests that may wait on one connection for the answers before them. Browsers send one at a time. */
export const MAX_PIPELINED = 100;

/** Most lines of one event in the log within a window, and the length of such a window in milliseconds. */
export const LOG_LINES = 10;
export const LOG_WINDOW_MS = 60_000;

/**
 * Time in which other listeners of an HTTP server have to answer an upgrade that is not for a signaling
 * server, in milliseconds.
 */
export const UNANSWERED_MS = 30_000;

/** Most refused connections that may wait at once for the client to close them. More are closed without an answer. */
export const MAX_REFUSED_CONNECTIONS = 100;

/** Time limit of a join, in milliseconds: the answer must come before our own client gives up. */
export const JOIN_MS = 9000;

/** Time limit of the engine's answer to any other request, in milliseconds. */
export const ANSWER_MS = 5000;

/** Most bytes of one client's requests that may wait for an engine that does not answer. */
export const MAX_LATE_BYTES = 128 * 1024;
