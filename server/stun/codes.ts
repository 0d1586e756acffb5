/** The only method of STUN itself (RFC 8489 §18.2). */
export const BINDING = 0x001;

/** The port of STUN over UDP (RFC 8489 §8). */
export const STUN_PORT = 3478;

/** Types of attributes (RFC 8489 §14, RFC 8445 §16.1, RFC 5780 §7, RFC 3489 §11.2). */
export const ATTRIBUTE = {
  mappedAddress: 0x0001,
  changeRequest: 0x0003,
  /** RFC 3489 only. */
  sourceAddress: 0x0004,
  /** RFC 3489 only. */
  changedAddress: 0x0005,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  unknownAttributes: 0x000a,
  messageIntegritySha256: 0x001c,
  xorMappedAddress: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  software: 0x8022,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
  iceControlling: 0x802a,
  responseOrigin: 0x802b,
  otherAddress: 0x802c,
} as const;

/** A receiver may ignore unknown types from here on, but none below (RFC 8489 §14). */
export const FIRST_OPTIONAL = 0x8000;

/** Error codes (RFC 8489 §14.8). */
export const ERROR = { unknownAttribute: 420 } as const;
