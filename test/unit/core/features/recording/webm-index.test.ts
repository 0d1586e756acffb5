import { expect } from '@open-wc/testing';
import {
  concat,
  element,
  ID,
  readElement,
  readUnsigned,
  unsigned,
} from '../../../../../src/core/features/recording/ebml.js';
import { WebmIndex } from '../../../../../src/core/features/recording/webm-index.js';
import { AUDIO, block, cluster, head, VIDEO } from './webm-files.js';

/** Position of the content of the Segment in these files. */
const SEGMENT = 17;

/** As Firefox writes them: no frame of sound is flagged, and clusters begin without a key frame, too. */
const FIREFOX = [
  head(VIDEO, AUDIO),
  cluster(0, block(AUDIO, 0, false), block(VIDEO, 5, true), block(VIDEO, 70, false)),
  cluster(1000, block(AUDIO, 0, false), block(VIDEO, 20, false)),
  cluster(2000, block(VIDEO, 0, true), block(AUDIO, 8, false), block(VIDEO, 66, false)),
];

const cue = (time: number, position: number, ...tracks: number[]): Uint8Array =>
  element(
    ID.cuePoint,
    element(ID.cueTime, unsigned(time, 8)),
    ...tracks.map((track) =>
      element(
        ID.cueTrackPositions,
        element(ID.cueTrack, unsigned(track)),
        element(ID.cueClusterPosition, unsigned(position, 8)),
      ),
    ),
  );

/** Positions of the parts, from the beginning of the Segment's content. */
const starts = (parts: readonly Uint8Array[]): number[] =>
  parts.map((_, i) => concat(...parts.slice(0, i)).length - SEGMENT);

function indexOf(bytes: Uint8Array, piece: number): WebmIndex {
  const index = new WebmIndex();
  for (let at = 0; at < bytes.length; at += piece) index.add(bytes.subarray(at, at + piece));
  return index;
}

describe('WebmIndex', () => {
  for (const piece of [1, 7, 300, 1_000_000]) {
    it(`finds the clusters that begin with a key frame, in pieces of ${piece} bytes`, () => {
      const whole = concat(...FIREFOX);
      const index = indexOf(whole, piece);
      const [, first = 0, , third = 0] = starts(FIREFOX);
      expect(index.cues()).to.deep.equal(
        element(ID.cues, cue(5, first, VIDEO, AUDIO), cue(2000, third, VIDEO, AUDIO)),
      );
      expect(index.length).to.equal(whole.length);
      expect(index.duration).to.equal(2066);
    });
  }

  it('takes every cluster of a file with sound alone', () => {
    const parts = [head(AUDIO), cluster(0, block(AUDIO, 0, false)), cluster(900, block(AUDIO, 0, false))];
    const [, first = 0, second = 0] = starts(parts);
    expect(indexOf(concat(...parts), 100).cues()).to.deep.equal(
      element(ID.cues, cue(0, first, AUDIO), cue(900, second, AUDIO)),
    );
  });

  it('has two entries where there is one place to seek to: Chromium ignores a single one', () => {
    const parts = [head(VIDEO), cluster(0, block(VIDEO, 0, true))];
    const [, first = 0] = starts(parts);
    expect(indexOf(concat(...parts), 100).cues()).to.deep.equal(
      element(ID.cues, cue(0, first, VIDEO), cue(0, first, VIDEO)),
    );
  });

  it('has none where no key frame has come', () => {
    expect(indexOf(head(VIDEO), 100).cues()).to.equal(undefined);
    expect(indexOf(concat(head(VIDEO), cluster(0, block(VIDEO, 0, false))), 100).cues()).to.equal(undefined);
  });

  it('gives up what it cannot read, and keeps none of it', () => {
    const whole = concat(...FIREFOX, new Uint8Array(100));
    const index = indexOf(whole, 10);
    for (let n = 0; n < 100; n += 1) index.add(new Uint8Array(1000));
    expect(index.cues()).to.equal(undefined);
    expect(index.length).to.equal(whole.length + 100_000);
  });

  it('never throws, whatever is in a file', () => {
    const whole = concat(...FIREFOX);
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 1000; round += 1) {
      const broken = whole.slice();
      for (let n = 0; n < 3; n += 1) broken[random() % broken.length] = random() % 256;
      const cues = indexOf(broken, 1 + (random() % 400)).cues();
      if (!cues) continue;
      const view = new DataView(cues.buffer);
      expect(readElement(view, 0).end).to.equal(cues.length);
      expect(readUnsigned(view, 0, 4)).to.equal(ID.cues);
    }
  });
});
