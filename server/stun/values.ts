import { ATTRIBUTE } from './codes.js';
import { ipBytes, ipText } from './endpoint.js';
import type { Endpoint } from './endpoint.js';
import { valueOf } from './message.js';
import type { StunAttribute, StunMessage } from './message.js';

// Values of attributes. Readers return `undefined` where there is no such attribute, or one that cannot be read.

const FAMILY = { v4: 1, v6: 2 } as const;

/** CHANGE-REQUEST (RFC 5780 §7.2): asks for a response from another address or port. */
export interface Change {
  readonly address: boolean;
  readonly port: boolean;
}

const CHANGE_ADDRESS = 4;
const CHANGE_PORT = 2;

type AddressType =
  | typeof ATTRIBUTE.mappedAddress
  | typeof ATTRIBUTE.sourceAddress
  | typeof ATTRIBUTE.changedAddress
  | typeof ATTRIBUTE.responseOrigin
  | typeof ATTRIBUTE.otherAddress;

/** An attribute of the form of MAPPED-ADDRESS (RFC 8489 §14.1). */
export function addressAttribute(type: AddressType, { address, port }: Endpoint): StunAttribute {
  const bytes = ipBytes(address);
  const value = Buffer.alloc(4 + bytes.length);
  value.writeUInt8(bytes.length === 4 ? FAMILY.v4 : FAMILY.v6, 1);
  value.writeUInt16BE(port, 2);
  bytes.copy(value, 4);
  return { type, value };
}

/** XOR-MAPPED-ADDRESS (RFC 8489 §14.2): hidden from gateways that replace addresses in packets. */
export function xorMappedAddress(endpoint: Endpoint, transaction: Buffer): StunAttribute {
  const { value } = addressAttribute(ATTRIBUTE.mappedAddress, endpoint);
  return { type: ATTRIBUTE.xorMappedAddress, value: xor(value, transaction) };
}

export const readAddress = (message: StunMessage, type: AddressType): Endpoint | undefined =>
  toEndpoint(valueOf(message, type));

export function readXorMappedAddress(message: StunMessage): Endpoint | undefined {
  const value = valueOf(message, ATTRIBUTE.xorMappedAddress);
  return value && toEndpoint(xor(value, message.transaction));
}

function toEndpoint(value: Buffer | undefined): Endpoint | undefined {
  if (!value || value.length < 4) return undefined;
  const length = value.readUInt8(1) === FAMILY.v4 ? 4 : 16;
  if (value.length !== 4 + length || value.readUInt8(1) > FAMILY.v6) return undefined;
  return { address: ipText(value.subarray(4)), port: value.readUInt16BE(2) };
}

/** The transaction begins with the magic cookie, with whose first half the port is combined. */
function xor(value: Buffer, transaction: Buffer): Buffer {
  const result = Buffer.from(value);
  for (let i = 2; i < result.length; i += 1) {
    const mask = transaction[i < 4 ? i - 2 : i - 4] ?? 0;
    result[i] = (result[i] ?? 0) ^ mask;
  }
  return result;
}

export const textAttribute = (type: number, text: string): StunAttribute => ({
  type,
  value: Buffer.from(text),
});

export const readText = (message: StunMessage, type: number): string | undefined =>
  valueOf(message, type)?.toString();

export function numberAttribute(type: number, number: number): StunAttribute {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(number);
  return { type, value };
}

export function readNumber(message: StunMessage, type: number): number | undefined {
  const value = valueOf(message, type);
  return value?.length === 4 ? value.readUInt32BE(0) : undefined;
}

/** ICE-CONTROLLED or ICE-CONTROLLING with its tie-breaker (RFC 8445 §16.1). */
export function roleAttribute(role: 'iceControlled' | 'iceControlling', tieBreaker: bigint): StunAttribute {
  const value = Buffer.alloc(8);
  value.writeBigUInt64BE(tieBreaker);
  return { type: ATTRIBUTE[role], value };
}

export const changeRequest = ({ address, port }: Change): StunAttribute =>
  numberAttribute(ATTRIBUTE.changeRequest, (address ? CHANGE_ADDRESS : 0) | (port ? CHANGE_PORT : 0));

/** Reads CHANGE-REQUEST; without it, nothing is to be changed. */
export function readChange(message: StunMessage): Change {
  const flags = readNumber(message, ATTRIBUTE.changeRequest) ?? 0;
  return { address: (flags & CHANGE_ADDRESS) !== 0, port: (flags & CHANGE_PORT) !== 0 };
}

/** ERROR-CODE (RFC 8489 §14.8): one byte for the hundreds, and one for the rest. */
export function errorCode(code: number, reason: string): StunAttribute {
  const head = Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
  return { type: ATTRIBUTE.errorCode, value: Buffer.concat([head, Buffer.from(reason)]) };
}

export function readErrorCode(
  message: StunMessage,
): { readonly code: number; readonly reason: string } | undefined {
  const value = valueOf(message, ATTRIBUTE.errorCode);
  if (!value || value.length < 4) return undefined;
  const code = (value.readUInt8(2) & 7) * 100 + value.readUInt8(3);
  return { code, reason: value.subarray(4).toString() };
}

/** UNKNOWN-ATTRIBUTES (RFC 8489 §14.9). */
export function unknownAttributes(types: readonly number[]): StunAttribute {
  const value = Buffer.alloc(2 * types.length);
  for (const [i, type] of types.entries()) value.writeUInt16BE(type, 2 * i);
  return { type: ATTRIBUTE.unknownAttributes, value };
}

export function readUnknownAttributes(message: StunMessage): number[] {
  const value = valueOf(message, ATTRIBUTE.unknownAttributes) ?? Buffer.alloc(0);
  return Array.from({ length: Math.floor(value.length / 2) }, (_, i) => value.readUInt16BE(2 * i));
}
