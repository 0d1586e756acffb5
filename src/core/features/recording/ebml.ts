/** Elements of EBML (RFC 8794) and Matroska (RFC 9559), by their ids as they stand in a file. */
export const ID = {
  ebml: 0x1a45dfa3,
  void: 0xec,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
} as const;

/** Nanoseconds of a timestamp of 1, where the file does not say otherwise. */
export const TIMESTAMP_SCALE = 1_000_000;

export interface Element {
  readonly id: number;
  readonly start: number;
  /** Beginning and end of the content; no end while its size is not known yet. */
  readonly from: number;
  readonly end: number | undefined;
}

/** @throws {RangeError} If it is not complete, or no EBML. */
export function readElement(view: DataView, start: number): Element {
  const idLength = Math.clz32(view.getUint8(start)) - 23;
  const sizeAt = start + idLength;
  const sizeLength = Math.clz32(view.getUint8(sizeAt)) - 23;
  if (idLength > 4 || sizeLength > 8) throw new RangeError('no EBML');
  const from = sizeAt + sizeLength;
  // The bit that tells the length is no part of the size; with it eight bytes are more than a number holds exactly.
  const high = view.getUint8(sizeAt) % 2 ** (8 - sizeLength);
  const size = high * 2 ** (8 * (sizeLength - 1)) + readUnsigned(view, sizeAt + 1, from);
  // A size of ones alone is not known.
  const known = size !== 2 ** (7 * sizeLength) - 1;
  return { id: readUnsigned(view, start, sizeAt), start, from, end: known ? from + size : undefined };
}

export function readUnsigned(view: DataView, from: number, end: number): number {
  let value = 0;
  for (let at = from; at < end; at += 1) value = value * 256 + view.getUint8(at);
  return value;
}

/** An element of this content. */
export function element(id: number, ...content: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const size = content.reduce((sum, { length }) => sum + length, 0);
  // The highest bit that is set tells how many bytes the size takes: one, or eight.
  const sizeBytes = size < 127 ? unsigned(0x80 | size) : concat(unsigned(1), unsigned(size, 7));
  return concat(unsigned(id), sizeBytes, ...content);
}

/** An element that says nothing, and takes this many bytes (2 to 128) with its head. */
export const padding = (length: number): Uint8Array<ArrayBuffer> =>
  element(ID.void, new Uint8Array(length - 2));

/** The bytes of a number, in as many of them as are asked for or needed. */
export function unsigned(
  value: number,
  length = Math.ceil(Math.log2(value + 1) / 8),
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let at = length - 1, rest = value; at >= 0; at -= 1, rest = Math.floor(rest / 256))
    bytes[at] = rest % 256;
  return bytes;
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
