import { load, type ImportPart } from '../internal/load.js';
import { toRtcError } from './errors.js';

/**
 * Loads a part that somebody waits for.
 *
 * @throws {RtcError} `load-failed`
 */
export const loadPart = <T>(importPart: ImportPart<T>): Promise<T> =>
  load(importPart).catch((error: unknown) => {
    throw toRtcError(error, 'load-failed');
  });
