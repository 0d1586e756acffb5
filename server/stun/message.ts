import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ATTRIBUTE } from './codes.js';

/** Classes of messages, in the order of their two bits (RFC 8489 §5). */
const CLASSES = ['request', 'indication', 'success', 'error'] as const;

export type StunClass = (typeof CLASSES)[number];

export interface StunAttribute {
  readonly type: number;
  readonly value: Buffer;
}

export interface StunMessage {
  readonly class: StunClass;
  readonly method: number;
  /**
   * The 16 bytes behind the length. RFC 8489: magic cookie and transaction ID. RFC 3489: a transaction ID of 16 bytes. A
   * response repeats those of its request.
   */
  readonly transaction: Buffer;
  /** In the order of the message. */
  readonly attributes: readonly StunAttribute[];
}

/** A message that was received. */
export interface ReceivedMessage extends StunMessage {
  readonly datagram: Buffer;
  /** Offset of MESSAGE-INTEGRITY in the datagram. */
  readonly integrityAt: number | undefined;
}

/** Attributes at the end that protect a message from changes, and tell it from other protocols. */
export interface Protection {
  /** Key of MESSAGE-INTEGRITY (RFC 8489 §14.5): the password of short-term credentials. */
  readonly key?: string | Buffer;
  /** Whether FINGERPRINT ends the message (RFC 8489 §14.7). */
  readonly fingerprint?: boolean;
}

const COOKIE = Buffer.from('2112a442', 'hex');
const ID_LENGTH = 12;
const HEADER_LENGTH = 20;
const INTEGRITY_LENGTH = 20;
const FINGERPRINT_LENGTH = 4;
/** An attribute's type and length. */
const TAG_LENGTH = 4;
/** `STUN` in ASCII. */
const FINGERPRINT_XOR = 0x5354554e;

/** Longest datagram that is read: those of browsers and clients are far shorter. */
const MAX_DATAGRAM = 1500;

/** Whether it has no magic cookie, and so is of RFC 3489. */
export const isLegacy = ({ transaction }: StunMessage): boolean => !transaction.subarray(0, 4).equals(COOKIE);

/**
 * The magic cookie and a new transaction ID.
 *
 * @param prefix - Bytes with which the ID begins; the rest is random.
 */
export const newTransaction = (prefix = Buffer.alloc(0)): Buffer =>
  Buffer.concat([COOKIE, prefix, randomBytes(ID_LENGTH - prefix.length)]);

/** The transaction ID of RFC 8489, which stands behind the magic cookie. */
export const transactionId = ({ transaction }: StunMessage): Buffer => transaction.subarray(COOKIE.length);

/** The value of the first attribute of this type. */
export const valueOf = ({ attributes }: StunMessage, type: number): Buffer | undefined =>
  attributes.find((attribute) => attribute.type === type)?.value;

/**
 * Reads a datagram. Never throws.
 *
 * @returns `undefined` where it is no STUN message, or one whose FINGERPRINT is wrong. Attributes behind MESSAGE-INTEGRITY
 * that it does not protect are left out (RFC 8489 §14.5).
 */
export function decodeStun(datagram: Buffer): ReceivedMessage | undefined {
  const { length } = datagram;
  if (length < HEADER_LENGTH || length > MAX_DATAGRAM || length % 4 !== 0) return undefined;
  const type = datagram.readUInt16BE(0);
  // The first two bits tell STUN from RTP and DTLS on the same port.
  if (type > 0x3fff || datagram.readUInt16BE(2) !== length - HEADER_LENGTH) return undefined;
  const read = readAttributes(datagram);
  if (!read) return undefined;
  return {
    // As in `messageType`: the class is in bits 4 and 8.
    class: CLASSES[((type & 0x100) >> 7) | ((type & 0x10) >> 4)] ?? 'request',
    method: ((type & 0x3e00) >> 2) | ((type & 0xe0) >> 1) | (type & 0xf),
    transaction: datagram.subarray(4, HEADER_LENGTH),
    datagram,
    ...read,
  };
}

function readAttributes(datagram: Buffer): Pick<ReceivedMessage, 'attributes' | 'integrityAt'> | undefined {
  const attributes: StunAttribute[] = [];
  let integrityAt: number | undefined;
  let at = HEADER_LENGTH;
  while (at < datagram.length) {
    const type = datagram.readUInt16BE(at);
    const length = datagram.readUInt16BE(at + 2);
    const value = datagram.subarray(at + TAG_LENGTH, at + TAG_LENGTH + length);
    if (value.length < length) return undefined;
    if (type === ATTRIBUTE.fingerprint) {
      const isLast = at + TAG_LENGTH + length === datagram.length;
      if (!isLast || !value.equals(fingerprintOf(datagram.subarray(0, at)))) return undefined;
    }
    const isProtected = integrityAt === undefined || AFTER_INTEGRITY.includes(type);
    if (isProtected) attributes.push({ type, value });
    if (type === ATTRIBUTE.messageIntegrity) integrityAt ??= at;
    at += TAG_LENGTH + padded(length);
  }
  return { attributes, integrityAt };
}

const AFTER_INTEGRITY: readonly number[] = [ATTRIBUTE.messageIntegritySha256, ATTRIBUTE.fingerprint];

/** Whether it has a MESSAGE-INTEGRITY, made with this key (RFC 8489 §14.5). */
export function hasIntegrity({ datagram, integrityAt }: ReceivedMessage, key: string | Buffer): boolean {
  if (integrityAt === undefined) return false;
  const end = integrityAt + TAG_LENGTH + INTEGRITY_LENGTH;
  if (datagram.readUInt16BE(integrityAt + 2) !== INTEGRITY_LENGTH || datagram.length < end) return false;
  const found = datagram.subarray(integrityAt + TAG_LENGTH, end);
  return timingSafeEqual(found, integrityOf(datagram.subarray(0, integrityAt), key));
}

/** The datagram of a message. */
export function encodeStun(message: StunMessage, { key, fingerprint = false }: Protection = {}): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(messageType(message));
  let datagram: Buffer = Buffer.concat([head, message.transaction]);
  for (const attribute of message.attributes) datagram = append(datagram, attribute);
  if (key !== undefined) {
    const value = integrityOf(datagram, key);
    datagram = append(datagram, { type: ATTRIBUTE.messageIntegrity, value });
  }
  if (fingerprint) {
    const value = fingerprintOf(withLength(datagram, TAG_LENGTH + FINGERPRINT_LENGTH));
    datagram = append(datagram, { type: ATTRIBUTE.fingerprint, value });
  }
  return datagram;
}

function messageType({ class: name, method }: StunMessage): number {
  const bits = CLASSES.indexOf(name);
  return (
    ((method & 0xf80) << 2) | ((method & 0x70) << 1) | (method & 0xf) | ((bits & 2) << 7) | ((bits & 1) << 4)
  );
}

function append(datagram: Buffer, { type, value }: StunAttribute): Buffer {
  const attribute = Buffer.alloc(TAG_LENGTH + padded(value.length));
  attribute.writeUInt16BE(type);
  attribute.writeUInt16BE(value.length, 2);
  value.copy(attribute, TAG_LENGTH);
  return withLength(Buffer.concat([datagram, attribute]), 0);
}

/** A copy whose length says that so many bytes more follow. */
function withLength(datagram: Buffer, more: number): Buffer {
  const copy = Buffer.from(datagram);
  copy.writeUInt16BE(datagram.length - HEADER_LENGTH + more, 2);
  return copy;
}

/** The length in the header counts MESSAGE-INTEGRITY itself, and nothing behind it. */
function integrityOf(before: Buffer, key: string | Buffer): Buffer {
  return createHmac('sha1', key)
    .update(withLength(before, TAG_LENGTH + INTEGRITY_LENGTH))
    .digest();
}

function fingerprintOf(before: Buffer): Buffer {
  const value = Buffer.alloc(FINGERPRINT_LENGTH);
  value.writeUInt32BE((crc32(before) ^ FINGERPRINT_XOR) >>> 0);
  return value;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;
