import * as v from 'valibot';
import { check, messages, type MessageOf } from '../../../protocol/index.js';

/** 32 bytes, hexadecimal. */
const bytes = v.pipe(
  v.string(),
  v.check((value) => /^[\da-f]{64}$/.test(value), 'must be 64 hexadecimal digits'),
);

/** First the commitment to a nonce, then, once the other side's commitment is there, the nonce. */
const verificationWire = messages('type', {
  commit: v.object({ commitment: bytes }),
  reveal: v.object({ nonce: bytes }),
});

export type VerificationMessage = MessageOf<typeof verificationWire>;

/** A message of another participant; `undefined` where it is not of this protocol. */
export function readMessage(data: unknown): VerificationMessage | undefined {
  const parsed = check(verificationWire, data);
  return parsed.ok ? parsed.message : undefined;
}
