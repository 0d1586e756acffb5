import { expect } from '@open-wc/testing';
import { clearDurations } from '../../../../../src/core/features/recording/mp4-head.js';

const number = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** (bytes - 1 - i)) % 256);
const box = (type: string, ...content: readonly (readonly number[])[]): number[] => {
  const bytes = content.flat();
  return [...number(bytes.length + 8, 4), ...Array.from(type, (letter) => letter.charCodeAt(0)), ...bytes];
};
const full = (version: number, ...content: readonly (readonly number[])[]): number[] =>
  [[version, 0, 0, 0], ...content].flat();

/** A head of these durations: of the file, of the track, and of its media, of which each has a unit of its own. */
function head(version: 0 | 1, [file, track, media]: readonly [number, number, number], ...more: number[][]) {
  const width = version === 1 ? 8 : 4;
  const times = [...number(7, width), ...number(8, width)];
  return Uint8Array.from([
    ...box('ftyp', number(1, 4)),
    ...box(
      'moov',
      box('mvhd', full(version, times, number(1000, 4), number(file, width), number(9, 4))),
      box(
        'trak',
        box('tkhd', full(version, times, number(1, 4), number(0, 4), number(track, width), number(9, 4))),
        box('mdia', box('mdhd', full(version, times, number(30_000, 4), number(media, width), number(9, 4)))),
      ),
      ...more,
    ),
  ]);
}

const MVEX = box('mvex', number(5, 4));

describe('clearDurations', () => {
  for (const version of [0, 1] as const) {
    it(`clears what a file in fragments says of its first one (version ${version})`, () => {
      expect(clearDurations(head(version, [66, 2018, 2018], MVEX))).to.deep.equal(
        head(version, [0, 0, 0], MVEX),
      );
    });
  }

  it('leaves alone what is no file in fragments, or not all of its head', () => {
    const fragments = head(1, [1, 2, 3], MVEX);
    for (const bytes of [
      new Uint8Array(),
      head(1, [1, 2, 3]),
      fragments.slice(0, -1),
      Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1]),
    ]) {
      expect(clearDurations(bytes)).to.equal(undefined);
    }
  });

  it('never throws, whatever is in a file', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 5000; round += 1) {
      const broken = head(1, [1, 2, 3], MVEX);
      for (let n = 0; n < 3; n += 1) broken[random() % broken.length] = random() % 256;
      clearDurations(broken);
    }
  });
});
