import type { CallSession } from '../../core/index.js';
import { loadPart } from '../../core/load-part.js';
import type { ImportPart } from '../../internal/load.js';
import { retryWanted } from '../../internal/want.js';

/**
 * Loads a part for a caller who waits for it.
 *
 * @throws {RtcError} `load-failed`
 */
export async function loadNow<T>(importPart: ImportPart<T>): Promise<T> {
  const part = await loadPart(importPart);
  // The server of the page can be reached: other parts that failed before may be there, too.
  retryWanted();
  return part;
}

/** Tells a session, and so the person, that a part could not be loaded. */
export function tellLoadFailure(session: CallSession, error: unknown): void {
  session.report(error, 'load-failed');
}

/**
 * Loads a part that a person in a call has asked for. Undefined after a failure, which is an `rtc-error` of the session,
 * and when the call has ended meanwhile.
 */
export async function loadFor<T>(session: CallSession, importPart: ImportPart<T>): Promise<T | undefined> {
  const { id } = session.self;
  try {
    const part = await loadNow(importPart);
    return session.self.id === id ? part : undefined;
  } catch (error) {
    if (session.self.id === id) tellLoadFailure(session, error);
    return undefined;
  }
}
