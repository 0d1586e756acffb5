/** The calls of this page that are being joined or going on. */
export const ongoingCalls = new Set<object>();

/** Fires `begin` when a call is added to `ongoingCalls`. */
export const callBeginnings = new EventTarget();
