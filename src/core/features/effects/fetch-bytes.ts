import { RtcError } from '../../errors.js';

/**
 * Fetches a file of this package.
 *
 * @throws {RtcError} `load-failed`
 */
export async function fetchBytes(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  try {
    const response = await fetch(url, signal ? { signal } : {});
    if (!response.ok) throw new TypeError(`Status ${response.status}`);
    return await response.arrayBuffer();
  } catch (cause) {
    throw new RtcError('load-failed', `${url} could not be loaded: ${String(cause)}`, { cause });
  }
}
