/** Bytes that count as one message. A longer message counts as several, or a few long ones would be a flood unnoticed. */
export const BYTES_PER_MESSAGE = 1024;

/** Number of messages that a frame of this length counts for. */
export const frameCost = (bytes: number): number => Math.max(1, Math.ceil(bytes / BYTES_PER_MESSAGE));
