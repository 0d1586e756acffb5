import { byId } from './dom.js';

/** The ICE server that the visitor has typed in, if any. The password stays in its field. */
export function readIceServers(): RTCConfiguration {
  const text = (id: string): string => byId('input', id).value.trim();
  const urls = text('ice-url');
  const iceTransportPolicy = byId('input', 'ice-relay').checked ? 'relay' : 'all';
  if (urls === '') return { iceTransportPolicy };
  const [username, credential] = [text('ice-username'), text('ice-credential')];
  const server = username === '' ? { urls } : { urls, username, credential };
  return { iceServers: [server], iceTransportPolicy };
}
