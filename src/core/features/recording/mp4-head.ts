/** Boxes (ISO/IEC 14496-12) that hold those with a duration. */
const CONTAINERS: readonly string[] = ['moov', 'trak', 'mdia'];

/** Offset of the duration in a box: in version 0 with 32 bits, in version 1 with 64. */
const DURATIONS: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  mvhd: [24, 32],
  tkhd: [28, 36],
  mdhd: [24, 32],
};

interface Box {
  readonly type: string;
  readonly start: number;
  /** Beginning and end of its content. */
  readonly from: number;
  readonly end: number;
}

/**
 * The head of an MP4 file without durations: those of a file in fragments follow from the fragments. Chromium writes
 * that of the first fragment, in a wrong unit, and Firefox plays no more than that.
 *
 * @param bytes - The beginning of the file.
 * @returns Nothing where this is no MP4 in fragments, or too little of it.
 */
export function clearDurations(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const head = bytes.slice();
  const movie = boxesIn(head, 0, head.length).find(({ type }) => type === 'moov');
  if (!movie || movie.end > head.length) return undefined;
  if (!boxesIn(head, movie.from, movie.end).some(({ type }) => type === 'mvex')) return undefined;
  clearIn(head, movie.start, movie.end);
  return head;
}

function clearIn(head: Uint8Array<ArrayBuffer>, from: number, end: number): void {
  for (const box of boxesIn(head, from, end)) {
    if (CONTAINERS.includes(box.type)) clearIn(head, box.from, box.end);
    const version = head[box.from];
    const place = DURATIONS[box.type]?.[version === 1 ? 1 : 0];
    if (place !== undefined) head.fill(0, box.start + place, box.start + place + (version === 1 ? 8 : 4));
  }
}

function boxesIn(bytes: Uint8Array<ArrayBuffer>, from: number, end: number): Box[] {
  const view = new DataView(bytes.buffer);
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= Math.min(end, bytes.length);) {
    const size = view.getUint32(start);
    const type = String.fromCharCode(...bytes.subarray(start + 4, start + 8));
    boxes.push({ type, start, from: start + 8, end: start + size });
    // 0 and 1 stand for sizes that only media have, which come after the head.
    if (size < 8) break;
    start += size;
  }
  return boxes;
}
