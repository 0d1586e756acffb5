import {
  concat,
  element,
  ID,
  padding,
  readElement,
  readUnsigned,
  TIMESTAMP_SCALE,
  unsigned,
  type Element,
} from './ebml.js';

/** Bytes of a SeekHead that points to the Cues, and of a Duration of 64 bits. */
const POINTER_SIZE = 26;
const DURATION_SIZE = 11;

/** The first bytes of a WebM file, with room for what is known only at its end. */
export interface WebmHead {
  /** Take the place of the bytes that were given. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /**
   * The same bytes, complete.
   *
   * @param duration - In ms.
   * @param cues - Position of the Cues in the file, where there are some.
   */
  complete(duration: number, cues?: number): Uint8Array<ArrayBuffer>;
}

/**
 * Makes room for the duration, and for a pointer to the Cues. A file that a browser writes piece by piece has neither,
 * since the beginning is long gone when the end is known; players show such a file as endless, and seek to anywhere.
 *
 * @param bytes - The beginning of the file.
 * @returns Nothing where this is no WebM, one that is complete, or too little of it.
 */
export function reserveHead(bytes: Uint8Array<ArrayBuffer>): WebmHead | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const ebml = readElement(view, 0);
    if (ebml.id !== ID.ebml || ebml.end === undefined) return undefined;
    const segment = readElement(view, ebml.end);
    if (segment.id !== ID.segment || segment.end !== undefined) return undefined;
    const first = readElement(view, segment.from);
    // Firefox begins with an empty SeekHead. One with content points to places in the file, which must not move.
    const isEmpty = first.id === ID.seekHead && first.end === first.from;
    const info = isEmpty ? readElement(view, first.from) : first;
    return info.id === ID.info ? reserveIn(view, bytes, segment, info) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function reserveIn(
  view: DataView,
  bytes: Uint8Array<ArrayBuffer>,
  segment: Element,
  info: Element,
): WebmHead | undefined {
  if (info.end === undefined || info.end > bytes.length) return undefined;
  let scale = TIMESTAMP_SCALE;
  const kept: Uint8Array[] = [];
  for (let at = info.from; at < info.end;) {
    const { id, from, end } = readElement(view, at);
    if (end === undefined) return undefined;
    // Firefox writes a Duration of 0, and leaves it so.
    if (id === ID.duration && readUnsigned(view, from, end) > 0) return undefined;
    if (id === ID.timestampScale) scale = readUnsigned(view, from, end);
    if (id !== ID.duration) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const before = bytes.subarray(0, segment.from);
  const after = bytes.subarray(info.end);
  const build = (pointer: Uint8Array, duration: Uint8Array): Uint8Array<ArrayBuffer> =>
    concat(before, pointer, element(ID.info, ...kept, duration), after);
  return {
    bytes: build(padding(POINTER_SIZE), padding(DURATION_SIZE)),
    complete(duration, cues) {
      const value = new DataView(new ArrayBuffer(8));
      value.setFloat64(0, (duration * 1_000_000) / scale);
      return build(
        cues === undefined ? padding(POINTER_SIZE) : pointerTo(cues - segment.from),
        element(ID.duration, new Uint8Array(value.buffer)),
      );
    },
  };
}

/** A SeekHead that tells where the Cues are, counted from the beginning of the Segment's content. */
function pointerTo(cues: number): Uint8Array<ArrayBuffer> {
  const seek = [element(ID.seekId, unsigned(ID.cues)), element(ID.seekPosition, unsigned(cues, 8))];
  return element(ID.seekHead, element(ID.seek, ...seek));
}
