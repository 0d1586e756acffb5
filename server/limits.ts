import { MAX_MESSAGE_BYTES } from '../src/protocol/index.js';

/** Bytes that may wait for a client that does not read. One who has more waiting is disconnected. */
export const MAX_BUFFERED_BYTES = 1024 * 1024;

/** Longest text of an error, in UTF-16 code units. */
export const MAX_ERROR_TEXT = 300;

/** How long a closing handshake may take, in milliseconds. */
export const CLOSE_TIMEOUT_MS = 2000;

/** Longest payload of a signal, in UTF-16 code units: with `from` and `seq` around it, it must still be a message. */
export const MAX_PAYLOAD_LENGTH = MAX_MESSAGE_BYTES - 128;
