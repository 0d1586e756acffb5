import { RtcError } from '../errors.js';

/**
 * The address that a WebSocket takes.
 *
 * @param url - `wss:`, `ws:`, `https:`, `http:`, or relative to the page.
 * @throws {RtcError} `invalid-options` when that is no URL.
 */
export function webSocketUrl(url: string): string {
  try {
    const absolute = new URL(url, 'location' in globalThis ? location.href : undefined);
    absolute.protocol = absolute.protocol.replace(/^http/, 'ws');
    absolute.hash = '';
    if (absolute.protocol === 'ws:' || absolute.protocol === 'wss:') return absolute.href;
  } catch {
    // Said below, together with the wrong protocols.
  }
  throw new RtcError('invalid-options', `signaling="${url}" is not a WebSocket URL.`, { recoverable: false });
}
