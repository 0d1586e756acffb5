import { concat, element, ID, readElement, readUnsigned, TIMESTAMP_SCALE, unsigned } from './ebml.js';

/** Elements whose content is read; that of others is passed over, except for its first bytes. */
const CONTAINERS: readonly number[] = [ID.segment, ID.info, ID.tracks, ID.trackEntry, ID.cluster];

/** Most bytes of the head of an element, and of a number or of what stands before the frame in a block. */
const MAX_HEAD = 12;
const MAX_NUMBER = 8;

const VIDEO = 1;

/** A place in the file from which a player can decode. */
interface CuePoint {
  readonly time: number;
  readonly cluster: number;
}

/**
 * The index of a WebM file (its Cues), made while the file is written. Firefox does not seek right without one: it
 * writes few key frames, and shows what it decodes from somewhere between them.
 */
export class WebmIndex {
  readonly #points: CuePoint[] = [];
  /** Position in the file of what is not read yet, and as much of it as is there. */
  #position = 0;
  #rest = new Uint8Array();
  /** Bytes to pass over, until the next element begins. */
  #skip = 0;
  #isReadable = true;
  #scale = TIMESTAMP_SCALE;
  /** Position of the content of the Segment. */
  #segment = 0;
  readonly #tracks: number[] = [];
  /** The track from whose frames a player begins: the video, else the sound. */
  #track: number | undefined;
  #isVideo = false;
  /** Position of the cluster that is being read, until its first frame of that track has come. */
  #cluster: number | undefined;
  #clusterTime = 0;
  #last = 0;

  /** Position of the end of what was added. */
  get length(): number {
    return this.#position + this.#rest.length;
  }

  /** Timestamp of the last frame, in ms. */
  get duration(): number {
    return (this.#last * this.#scale) / 1_000_000;
  }

  /** Reads the next bytes of the file. */
  add(bytes: Uint8Array): void {
    const data = concat(this.#rest, bytes);
    const view = new DataView(data.buffer);
    let at = this.#skip;
    try {
      while (this.#isReadable && at < data.length) at = this.#read(view, at);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    const read = this.#isReadable ? Math.min(at, data.length) : data.length;
    this.#skip = at - read;
    this.#position += read;
    this.#rest = data.slice(read);
    // More than enough to read, and yet it cannot be read.
    if (this.#rest.length > MAX_HEAD + MAX_NUMBER) this.#isReadable = false;
  }

  /** The Cues, to stand at the end of what was added; nothing where there is no place to seek to. */
  cues(): Uint8Array<ArrayBuffer> | undefined {
    if (!this.#isReadable || this.#points.length === 0) return undefined;
    const [first] = this.#points;
    // Chromium's demuxer ignores an index with a single entry.
    const isSingle = first !== undefined && this.#points.length === 1;
    const points = (isSingle ? [first, first] : this.#points).map(({ time, cluster }) => {
      const position = element(ID.cueClusterPosition, unsigned(cluster - this.#segment, 8));
      // Of all tracks: Chromium seeks to the beginning by the sound, and fails where that has no index.
      const positions = this.#tracks.map((track) =>
        element(ID.cueTrackPositions, element(ID.cueTrack, unsigned(track)), position),
      );
      return element(ID.cuePoint, element(ID.cueTime, unsigned(time, 8)), ...positions);
    });
    return element(ID.cues, ...points);
  }

  /**
   * Reads one element, or the head of one that holds others.
   *
   * @returns The position of the next one.
   * @throws {RangeError} If too little of it is there.
   */
  #read(view: DataView, at: number): number {
    const { id, from, end } = readElement(view, at);
    if (CONTAINERS.includes(id)) {
      if (id === ID.segment) this.#segment = this.#position + from;
      if (id === ID.cluster) this.#cluster = this.#position + at;
      return from;
    }
    if (end === undefined || Math.min(end, from + MAX_NUMBER) > view.byteLength)
      throw new RangeError('incomplete');
    if (id === ID.simpleBlock) this.#readBlock(view, from);
    else if (end - from <= MAX_NUMBER) this.#readNumber(id, readUnsigned(view, from, end));
    return end;
  }

  #readNumber(id: number, value: number): void {
    if (id === ID.timestampScale) this.#scale = value;
    if (id === ID.timestamp) this.#clusterTime = value;
    if (id === ID.trackNumber) this.#tracks.push(value);
    if (id === ID.trackType && !this.#isVideo) {
      this.#isVideo = value === VIDEO;
      if (this.#isVideo || this.#track === undefined) this.#track = this.#tracks.at(-1);
    }
  }

  #readBlock(view: DataView, from: number): void {
    const track = view.getUint8(from) & 0x7f;
    const time = Math.max(0, this.#clusterTime + view.getInt16(from + 1));
    // Firefox flags no frames of sound, which all can be decoded.
    const isKeyFrame = !this.#isVideo || (view.getUint8(from + 3) & 0x80) > 0;
    this.#last = Math.max(this.#last, time);
    if (track !== this.#track || this.#cluster === undefined) return;
    if (isKeyFrame) this.#points.push({ time, cluster: this.#cluster });
    this.#cluster = undefined;
  }
}
