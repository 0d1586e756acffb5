/** Elements of EBML (RFC 8794) and Matroska (RFC 9559), by their ids as they stand in the file. */
const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TIMESTAMP_SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const VOID = 0xec;

/** Bytes of a Duration element with a float of 64 bits: id, size, value. */
const DURATION_SIZE = 11;

/** The first bytes of a WebM file with a place for its duration. */
export interface WebmHead {
  /** Takes the place of the bytes that were given. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same bytes, with the duration in its place. */
  withDuration(ms: number): Uint8Array<ArrayBuffer>;
}

interface Element {
  readonly id: number;
  readonly start: number;
  /** Where its content begins and ends; without an end where the size is not known yet. */
  readonly from: number;
  readonly end: number | undefined;
}

/**
 * Makes room for a duration. What a browser writes piece by piece has none, since the beginning is long gone when
 * the end is known; players show such a file as endless, and do not seek in it.
 *
 * @param bytes - The beginning of the file, at least up to the first cluster.
 * @returns Nothing where this is no WebM, or one that says of itself how long it is.
 */
export function reserveDuration(bytes: Uint8Array<ArrayBuffer>): WebmHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const ebml = readElement(view, 0);
    if (ebml.id !== EBML || ebml.end === undefined) return undefined;
    const segment = readElement(view, ebml.end);
    const info = readElement(view, segment.from);
    // Whatever else stands first points to places in the file, which must not move.
    if (segment.id !== SEGMENT || segment.end !== undefined || info.id !== INFO) return undefined;
    return info.end === undefined ? undefined : reserveIn(view, bytes, info.start, info.from, info.end);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function reserveIn(
  view: DataView,
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  from: number,
  end: number,
): WebmHead | undefined {
  let nanoseconds = 1_000_000;
  for (let at = from; at < end;) {
    const child = readElement(view, at);
    if (child.end === undefined || child.id === DURATION) return undefined;
    if (child.id === TIMESTAMP_SCALE) nanoseconds = readUnsigned(view, child.from, child.end);
    at = child.end;
  }
  // The size takes eight bytes from now on, which hold any.
  const infoHead = new DataView(new ArrayBuffer(12));
  infoHead.setUint32(0, INFO);
  infoHead.setBigUint64(4, 0x0100_0000_0000_0000n | BigInt(end - from + DURATION_SIZE));
  const place = new Uint8Array(DURATION_SIZE);
  // Until the duration is known, and for good if it never is.
  place.set([VOID, 0x80 | (DURATION_SIZE - 2)]);
  const whole = concat(
    bytes.subarray(0, start),
    new Uint8Array(infoHead.buffer),
    bytes.subarray(from, end),
    place,
    bytes.subarray(end),
  );
  const at = start + infoHead.byteLength + end - from;
  return {
    bytes: whole,
    withDuration(ms) {
      const copy = whole.slice();
      const duration = new DataView(copy.buffer, at, DURATION_SIZE);
      duration.setUint16(0, DURATION);
      duration.setUint8(2, 0x80 | 8);
      duration.setFloat64(3, (ms * 1_000_000) / nanoseconds);
      return copy;
    },
  };
}

/** @throws {RangeError} Where it is not complete. */
function readElement(view: DataView, start: number): Element {
  const idLength = Math.clz32(view.getUint8(start)) - 23;
  const sizeAt = start + idLength;
  const sizeLength = Math.clz32(view.getUint8(sizeAt)) - 23;
  if (idLength > 4 || sizeLength > 8) throw new RangeError('no EBML');
  const from = sizeAt + sizeLength;
  const mask = 2 ** (7 * sizeLength);
  // The bit that tells the length is no part of the size; a size of ones alone is not known.
  const size = readUnsigned(view, sizeAt, from) % mask;
  const known = size !== mask - 1 && !(sizeLength === 8 && view.getUint32(sizeAt + 4) === 0xffffffff);
  return { id: readUnsigned(view, start, sizeAt), start, from, end: known ? from + size : undefined };
}

function readUnsigned(view: DataView, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at += 1) value = value * 256 + view.getUint8(at);
  return value;
}

function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
