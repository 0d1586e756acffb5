import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RING_LIMITS, ReplayRing } from '../../../server/rooms/replay-ring.js';

describe('ReplayRing', () => {
  it('is empty at first and covers the beginning', () => {
    const ring = new ReplayRing();
    assert.equal(ring.lastSeq, 0);
    assert.ok(ring.covers(0));
    assert.ok(!ring.covers(1));
    assert.deepEqual(ring.after(0), []);
  });

  it('gives the frames after a number', () => {
    const ring = new ReplayRing();
    for (const frame of ['a', 'b', 'c']) ring.add(frame);
    assert.deepEqual(ring.after(0), ['a', 'b', 'c']);
    assert.deepEqual(ring.after(2), ['c']);
    assert.deepEqual(ring.after(3), []);
    assert.deepEqual(ring.after(9), []);
  });

  it('keeps a limited number of frames', () => {
    const ring = new ReplayRing();
    for (let number = 1; number <= RING_LIMITS.pushes * 5; number += 1) {
      ring.add(String(number));
      const kept = Math.min(number, RING_LIMITS.pushes);
      const frames = ring.after(0);
      assert.equal(frames.length, kept);
      assert.equal(frames[0], String(number - kept + 1));
      assert.equal(frames.at(-1), String(number));
      assert.ok(ring.covers(number - kept));
      assert.ok(!ring.covers(number - kept - 1));
    }
  });

  it('keeps a limited number of bytes', () => {
    const ring = new ReplayRing();
    const half = 'x'.repeat(RING_LIMITS.length / 2);
    ring.add('first');
    ring.add(half);
    ring.add(half);
    assert.ok(!ring.covers(0));
    assert.deepEqual(ring.after(1), [half, half]);
    ring.add('x'.repeat(RING_LIMITS.length + 1));
    assert.deepEqual(ring.after(0), []);
    assert.equal(ring.lastSeq, 4);
  });

  it('gives back frames unchanged, of any length and in any language', () => {
    const ring = new ReplayRing();
    const kept: string[] = [];
    for (let number = 1; number <= 3000; number += 1) {
      // Lengths that follow no power of two; now and then one that is longer than any piece of memory.
      const frame = `${number} ä→🙂 `.repeat(1 + ((number * 7919) % (number % 50 === 0 ? 4000 : 90)));
      ring.add(frame);
      kept.push(frame);
      let length = kept.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
      while (kept.length > RING_LIMITS.pushes || length > RING_LIMITS.length) {
        length -= Buffer.byteLength(kept.shift() ?? '');
      }
      if (number % 37 === 0) assert.deepEqual(ring.after(0), kept);
    }
    assert.deepEqual(ring.after(2990), kept.slice(-10));
  });

  it('goes on counting after it was cleared', () => {
    const ring = new ReplayRing();
    ring.add('a');
    ring.clear();
    assert.ok(!ring.covers(0));
    assert.ok(ring.covers(1));
    ring.add('b');
    assert.deepEqual(ring.after(1), ['b']);
    assert.equal(ring.lastSeq, 2);
  });
});
