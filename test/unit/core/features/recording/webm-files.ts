import { concat, element, ID, unsigned } from '../../../../../src/core/features/recording/ebml.js';

/** Numbers of the tracks of these files. */
export const VIDEO = 1;
export const AUDIO = 2;

const openEnd = (id: number): Uint8Array<ArrayBuffer> =>
  concat(unsigned(id), Uint8Array.of(1, 255, 255, 255, 255, 255, 255, 255));

/** The head of a WebM file whose length is not known, with these tracks. */
export const head = (...tracks: readonly number[]): Uint8Array<ArrayBuffer> =>
  concat(
    element(ID.ebml),
    openEnd(ID.segment),
    element(ID.info, element(ID.timestampScale, unsigned(1_000_000))),
    element(
      ID.tracks,
      ...tracks.map((track) =>
        element(
          ID.trackEntry,
          element(ID.trackNumber, unsigned(track)),
          // Types and numbers are the same here: 1 is video, 2 is audio.
          element(ID.trackType, unsigned(track)),
        ),
      ),
    ),
  );

/** A cluster of no known size, with these blocks. */
export const cluster = (time: number, ...blocks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> =>
  concat(openEnd(ID.cluster), element(ID.timestamp, unsigned(time, 4)), ...blocks);

/** A frame of 300 bytes, `time` ms after its cluster. */
export const block = (track: number, time: number, isKeyFrame: boolean): Uint8Array<ArrayBuffer> =>
  element(
    ID.simpleBlock,
    Uint8Array.of(0x80 | track),
    unsigned(time, 2),
    Uint8Array.of(isKeyFrame ? 0x80 : 0),
    new Uint8Array(300),
  );
