/**
 * The fingerprints of certificates in a session description (RFC 8122 §5), each in capitals, sorted, each once. All lines
 * count, of every section and hash function: the browser takes a certificate that fits any of them, so that a server could
 * hide its own behind one that is left as it was.
 */
export function fingerprintsIn(sdp: string): readonly string[] {
  const found = Array.from(sdp.matchAll(/a=fingerprint:([^\r\n]*)/gi), ([, fingerprint = '']) =>
    fingerprint.trim().replaceAll(/\s+/g, ' ').toUpperCase(),
  );
  return [...new Set(found)].sort();
}

/** Fingerprints of the certificates that a connection uses: those of this page, and those of the other end. */
export interface Fingerprints {
  readonly own: readonly string[];
  readonly theirs: readonly string[];
}

/** The fingerprints in the descriptions that both sides have agreed on; `undefined` until they have. */
export function fingerprintsOf(connection: RTCPeerConnection | undefined): Fingerprints | undefined {
  // Firefox throws where the descriptions of a closed connection are read.
  if (connection?.signalingState === 'closed') return undefined;
  const own = fingerprintsIn(connection?.currentLocalDescription?.sdp ?? '');
  const theirs = fingerprintsIn(connection?.currentRemoteDescription?.sdp ?? '');
  return own.length > 0 && theirs.length > 0 ? { own, theirs } : undefined;
}
