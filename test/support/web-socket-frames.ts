import { randomBytes } from 'node:crypto';

/**
 * Part of a WebSocket connection, as far as a test wants to touch it: a whole text, or bytes as they came.
 */
export type Piece = { readonly text: string; readonly masked: boolean } | { readonly bytes: Buffer };

interface Frame {
  readonly final: boolean;
  readonly opcode: number;
  readonly masked: boolean;
  readonly payload: Buffer;
  readonly length: number;
}

const OPCODE = { continuation: 0, text: 1 } as const;
const FINAL = 0x80;
const MASKED = 0x80;

const NOTHING = Buffer.alloc(0);

/** Text of one side before it speaks WebSocket (RFC 6455 §4); for ever, where it only wants pages. */
export class Head {
  isWebSocket = false;
  #begun: Buffer | undefined = NOTHING;

  split(bytes: Buffer): { http: Buffer; webSocket: Buffer } {
    if (!this.#begun) {
      return this.isWebSocket ? { http: NOTHING, webSocket: bytes } : { http: bytes, webSocket: NOTHING };
    }
    const begun = Buffer.concat([this.#begun, bytes]);
    const end = begun.indexOf('\r\n\r\n') + 4;
    this.#begun = end < 4 ? begun : undefined;
    if (end < 4) return { http: NOTHING, webSocket: NOTHING };
    const head = begun.toString('latin1', 0, end);
    this.isWebSocket = /^upgrade: *websocket/im.test(head);
    if (!this.isWebSocket) return { http: begun, webSocket: NOTHING };
    // Compressed texts could not be read, so nobody is asked for them.
    const http = Buffer.from(head.replace(/^sec-websocket-extensions:.*\r\n/im, ''), 'latin1');
    return { http, webSocket: begun.subarray(end) };
  }
}

/** Takes the frames out of a stream of bytes, one direction of a connection, and joins fragments (RFC 6455 §5.2, §5.4). */
export class FrameReader {
  #bytes: Buffer = NOTHING;
  /** Of the text that has begun and goes on in the next frame. */
  #fragments: Buffer[] = [];

  *read(bytes: Buffer): Generator<Piece> {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (let frame = parseFrame(this.#bytes); frame; frame = parseFrame(this.#bytes)) {
      const raw = this.#bytes.subarray(0, frame.length);
      this.#bytes = this.#bytes.subarray(frame.length);
      const { final, opcode, masked, payload } = frame;
      const goesOn = opcode === OPCODE.continuation && this.#fragments.length > 0;
      if (opcode !== OPCODE.text && !goesOn) {
        yield { bytes: raw };
        continue;
      }
      this.#fragments.push(payload);
      if (final) yield { text: Buffer.concat(this.#fragments.splice(0)).toString(), masked };
    }
  }
}

/** The frame at the beginning, once all of it is there. */
function parseFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const masked = (second & MASKED) !== 0;
  const short = second & 0x7f;
  const extended = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + extended + (masked ? 4 : 0);
  if (bytes.length < start) return undefined;
  const size =
    extended === 0 ? short : extended === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + size) return undefined;
  const payload = bytes.subarray(start, start + size);
  return {
    final: (first & FINAL) !== 0,
    opcode: first & 0x0f,
    masked,
    payload: masked ? mask(payload, bytes.subarray(start - 4, start)) : payload,
    length: start + size,
  };
}

/** One text in one frame; masked, as clients have to (RFC 6455 §5.3). */
export function textFrame(text: string, masked: boolean): Buffer {
  const payload = Buffer.from(text);
  const size = payload.length;
  const flag = masked ? MASKED : 0;
  const extended = size < 126 ? Buffer.of(flag | size) : Buffer.alloc(size < 65_536 ? 3 : 9);
  if (extended.length === 3) {
    extended.writeUInt8(flag | 126);
    extended.writeUInt16BE(size, 1);
  } else if (extended.length === 9) {
    extended.writeUInt8(flag | 127);
    extended.writeBigUInt64BE(BigInt(size), 1);
  }
  const head = [Buffer.of(FINAL | OPCODE.text), extended];
  if (!masked) return Buffer.concat([...head, payload]);
  const key = randomBytes(4);
  return Buffer.concat([...head, key, mask(payload, key)]);
}

const mask = (payload: Buffer, key: Buffer): Buffer =>
  Buffer.from(payload.map((byte, i) => byte ^ (key[i % 4] ?? 0)));
