import { expect } from '@open-wc/testing';
import { reserveHead } from '../../../../../src/core/features/recording/webm-head.js';

/** EBML header (empty), Segment without a size, Info with a scale of 1 ms, and what comes then. */
const HEAD = [0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x01, 255, 255, 255, 255, 255, 255, 255];
const SCALE = [0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40];
const REST = [0x16, 0x54, 0xae, 0x6b, 0x80];

/** As Firefox has it: sizes of eight bytes, an empty SeekHead, a Duration of 0. */
const FIREFOX = [
  [0x1a, 0x45, 0xdf, 0xa3, 0x01, 0, 0, 0, 0, 0, 0, 31, 0x42, 0x86, 0x81, 1, 0x42, 0xf7, 0x81, 1],
  [0x42, 0xf2, 0x81, 4, 0x42, 0xf3, 0x81, 8, 0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6d, 0x42, 0x87, 0x81, 2],
  [0x42, 0x85, 0x81, 2, 0x18, 0x53, 0x80, 0x67, 0x01, 255, 255, 255, 255, 255, 255, 255],
  [0x11, 0x4d, 0x9b, 0x74, 0x01, 0, 0, 0, 0, 0, 0, 0],
  [0x15, 0x49, 0xa9, 0x66, 0x01, 0, 0, 0, 0, 0, 0, 18, ...SCALE, 0x44, 0x89, 0x88, 0, 0, 0, 0, 0, 0, 0, 0],
  REST,
];

/** Bytes of the pointer to the Cues, the head of Info, and the Duration. */
const [POINTER, INFO, DURATION] = [26, 5, 11];

const file = (...parts: readonly (readonly number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flat());
const info = (content: readonly number[]): number[] => [
  0x15,
  0x49,
  0xa9,
  0x66,
  0x80 | content.length,
  ...content,
];

describe('reserveHead', () => {
  it('puts a place for the duration into the head, and fills it', () => {
    const head = reserveHead(file(HEAD, info(SCALE), REST))!;
    expect(head.bytes).to.have.length(HEAD.length + POINTER + INFO + SCALE.length + DURATION + REST.length);
    expect([...head.bytes.slice(-REST.length)]).to.deep.equal(REST);
    const filled = head.complete(2500);
    expect(filled).to.have.length(head.bytes.length);
    const at = HEAD.length + POINTER + INFO + SCALE.length;
    expect([...head.bytes.slice(at, at + 2)]).to.deep.equal([0xec, 0x89]);
    expect([...filled.slice(at, at + 3)]).to.deep.equal([0x44, 0x89, 0x88]);
    expect(new DataView(filled.buffer).getFloat64(at + 3)).to.equal(2500);
    // The size of Info counts it.
    expect(filled[HEAD.length + POINTER + 4]).to.equal(0x80 | (SCALE.length + DURATION));
    expect(reserveHead(filled), 'it has one now').to.equal(undefined);
  });

  it('counts in the unit of the file', () => {
    const head = reserveHead(file(HEAD, info([0x2a, 0xd7, 0xb1, 0x83, 0x01, 0x86, 0xa0]), REST))!;
    const filled = head.complete(1000);
    expect(new DataView(filled.buffer).getFloat64(HEAD.length + POINTER + INFO + 7 + 3)).to.equal(10_000);
  });

  it('puts a place for a pointer to the Cues into the head, and fills it', () => {
    const head = reserveHead(file(HEAD, info(SCALE), REST))!;
    expect([...head.bytes.slice(HEAD.length, HEAD.length + 2)]).to.deep.equal([0xec, 0x98]);
    const filled = head.complete(2500, HEAD.length + 0x1234);
    expect([...filled.slice(HEAD.length, HEAD.length + POINTER)]).to.deep.equal([
      ...[0x11, 0x4d, 0x9b, 0x74, 0x95, 0x4d, 0xbb, 0x92],
      ...[0x53, 0xab, 0x84, 0x1c, 0x53, 0xbb, 0x6b],
      ...[0x53, 0xac, 0x88, 0, 0, 0, 0, 0, 0, 0x12, 0x34],
    ]);
  });

  it('replaces what Firefox leaves empty', () => {
    const head = reserveHead(file(...FIREFOX))!;
    const [ebml, sizes] = [43, 12];
    expect(head.bytes).to.have.length(ebml + sizes + POINTER + INFO + SCALE.length + DURATION + REST.length);
    const filled = head.complete(2500);
    expect(new DataView(filled.buffer).getFloat64(filled.length - REST.length - 8)).to.equal(2500);
  });

  it('leaves alone what it does not know', () => {
    const known = [...HEAD.slice(0, -8), 0x88];
    for (const bytes of [
      file(),
      file([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70]),
      file(known, info(SCALE)),
      // Something that points to places stands before Info.
      file(HEAD, [0x11, 0x4d, 0x9b, 0x74, 0x81, 0], info(SCALE)),
      file(HEAD, info([0x44, 0x89, 0x84, 0x40, 0, 0, 0])),
      file(HEAD, [0x15, 0x49, 0xa9, 0x66, 0xff]),
      file(HEAD, [0x15, 0x49, 0xa9, 0x66, 0x8f, 0x2a]),
    ]) {
      expect(reserveHead(bytes)).to.equal(undefined);
    }
  });

  it('never throws, wherever a file breaks off and whatever is in it', () => {
    for (const whole of [file(HEAD, info(SCALE), REST), file(...FIREFOX)]) {
      for (let length = 0; length < whole.length; length += 1) reserveHead(whole.slice(0, length));
      let seed = 1;
      const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
      for (let round = 0; round < 5000; round += 1) {
        const broken = whole.slice();
        for (let n = 0; n < 3; n += 1) broken[random() % broken.length] = random() % 256;
        reserveHead(broken)?.complete(1000, 1000);
      }
    }
  });
});
