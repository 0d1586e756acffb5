/** ICE characters (RFC 8839 §5.4): nothing else of a server may get into a description. */
const ICE_CHARACTERS = /^[A-Za-z0-9+/]+$/;

/** A fingerprint for which there is no certificate: no DTLS is ever spoken with a probe. */
const FINGERPRINT = Array.from({ length: 32 }, () => '00').join(':');

/** Credentials of an ICE agent, as its description names them (RFC 8839 §5.4). */
export interface IceCredentials {
  readonly ufrag: string;
  readonly pwd: string;
}

/** The credentials in a description of a browser. */
export function credentialsIn(sdp: string): IceCredentials {
  const [, ufrag = ''] = /^a=ice-ufrag:(\S+)/m.exec(sdp) ?? [];
  const [, pwd = ''] = /^a=ice-pwd:(\S+)/m.exec(sdp) ?? [];
  return { ufrag, pwd };
}

/**
 * The answer of a server that speaks no DTLS and only checks the path, to an offer of one data channel.
 *
 * @throws {RangeError} If the credentials contain other characters than credentials have.
 */
export function syntheticAnswer({ ufrag, pwd }: IceCredentials): string {
  if (![ufrag, pwd].every((value) => ICE_CHARACTERS.test(value))) throw new RangeError('no ICE credentials');
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${ufrag}`,
    `a=ice-pwd:${pwd}`,
    `a=fingerprint:sha-256 ${FINGERPRINT}`,
    'a=setup:passive',
    'a=sctp-port:5000',
    '',
  ].join('\r\n');
}
