import { expect } from '@open-wc/testing';
import { reserveDuration } from '../../../../src/core/recording/webm-duration.js';

/** EBML header (empty), Segment without a size, Info with a scale of 1 ms, and what comes then. */
const HEAD = [0x1a, 0x45, 0xdf, 0xa3, 0x80, 0x18, 0x53, 0x80, 0x67, 0x01, 255, 255, 255, 255, 255, 255, 255];
const SCALE = [0x2a, 0xd7, 0xb1, 0x83, 0x0f, 0x42, 0x40];
const REST = [0x16, 0x54, 0xae, 0x6b, 0x80];

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

describe('reserveDuration', () => {
  it('puts a place for the duration into the head, and fills it', () => {
    const head = reserveDuration(file(HEAD, info(SCALE), REST))!;
    expect(head.bytes).to.have.length(HEAD.length + 12 + SCALE.length + 11 + REST.length);
    expect([...head.bytes.slice(-REST.length)]).to.deep.equal(REST);
    const filled = head.withDuration(2500);
    expect(filled).to.have.length(head.bytes.length);
    const at = HEAD.length + 12 + SCALE.length;
    expect([...head.bytes.slice(at, at + 2)]).to.deep.equal([0xec, 0x89]);
    expect([...filled.slice(at, at + 3)]).to.deep.equal([0x44, 0x89, 0x88]);
    expect(new DataView(filled.buffer).getFloat64(at + 3)).to.equal(2500);
    // The size of Info counts it.
    expect(new DataView(filled.buffer).getUint32(HEAD.length + 8)).to.equal(SCALE.length + 11);
    expect(reserveDuration(filled), 'it has one now').to.equal(undefined);
  });

  it('counts in the unit of the file', () => {
    const head = reserveDuration(file(HEAD, info([0x2a, 0xd7, 0xb1, 0x83, 0x01, 0x86, 0xa0]), REST))!;
    const filled = head.withDuration(1000);
    expect(new DataView(filled.buffer).getFloat64(HEAD.length + 12 + 7 + 3)).to.equal(10_000);
  });

  it('leaves alone what it does not know', () => {
    const known = [...HEAD.slice(0, -8), 0x88];
    for (const bytes of [
      file(),
      file([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70]),
      file(known, info(SCALE)),
      // Something that points to places stands before Info.
      file(HEAD, [0x11, 0x4d, 0x9b, 0x74, 0x80], info(SCALE)),
      file(HEAD, info([0x44, 0x89, 0x84, 0, 0, 0, 0])),
      file(HEAD, [0x15, 0x49, 0xa9, 0x66, 0xff]),
      file(HEAD, [0x15, 0x49, 0xa9, 0x66, 0x8f, 0x2a]),
    ]) {
      expect(reserveDuration(bytes)).to.equal(undefined);
    }
  });

  it('never throws, wherever a file breaks off and whatever is in it', () => {
    const whole = file(HEAD, info(SCALE), REST);
    for (let length = 0; length < whole.length; length += 1) reserveDuration(whole.slice(0, length));
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 5000; round += 1) {
      const broken = whole.slice();
      for (let n = 0; n < 3; n += 1) broken[random() % broken.length] = random() % 256;
      reserveDuration(broken);
    }
  });
});
