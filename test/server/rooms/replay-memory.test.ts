import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { ReplayMemory } from '../../../server/rooms/replay-memory.js';
import { RING_LIMITS, ReplayRing } from '../../../server/rooms/replay-ring.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const KIB = 1024;
const frame = (bytes: number): string => 'x'.repeat(bytes);

/** A ring of a member who is there. */
function ringOf(memory: ReplayMemory, isAwaited = false): ReplayRing {
  const ring = new ReplayRing(memory);
  ring.isAwaited = isAwaited;
  return ring;
}

describe('ReplayMemory', () => {
  it('counts allocated bytes, and releases all of them', () => {
    const memory = new ReplayMemory(64 * 1024 * KIB);
    const ring = ringOf(memory);
    for (let n = 0; n < 2000; n += 1) {
      ring.add(frame(1 + ((n * 7919) % 3000)));
      assert.ok(memory.used >= ring.after(0).reduce((sum, { length }) => sum + length, 0));
    }
    // As many bytes as may be kept, a piece that is not full at either end, and a spare one.
    assert.ok(memory.used < RING_LIMITS.length + 4 * 16 * KIB, String(memory.used));
    ring.clear();
    assert.equal(memory.used, 0);
  });

  it('empties first the ring that has not grown for the longest', () => {
    const memory = new ReplayMemory(100 * KIB);
    const [first, second, third] = [ringOf(memory), ringOf(memory), ringOf(memory)];
    first.add(frame(40 * KIB));
    second.add(frame(40 * KIB));
    first.add(frame(10 * KIB));
    third.add(frame(40 * KIB));
    assert.deepEqual([first.covers(0), second.covers(0), third.covers(0)], [true, false, true]);
    assert.ok(memory.used <= 100 * KIB);
  });

  it('empties last the rings of members who are away', () => {
    const memory = new ReplayMemory(100 * KIB);
    const [away, here] = [ringOf(memory, true), ringOf(memory)];
    away.add(frame(40 * KIB));
    here.add(frame(40 * KIB));
    here.add(frame(40 * KIB));
    assert.deepEqual([away.covers(0), here.covers(0), here.covers(1)], [true, false, true]);
    // Back again, it is the one that has waited for the longest.
    here.isAwaited = true;
    away.isAwaited = false;
    here.add(frame(40 * KIB));
    assert.deepEqual([away.covers(0), here.covers(1)], [false, true]);
  });

  it('empties the ring itself if there is no other', () => {
    const memory = new ReplayMemory(100 * KIB);
    const ring = ringOf(memory);
    for (let n = 1; n <= 10; n += 1) {
      ring.add(frame(30 * KIB));
      assert.ok(memory.used <= 100 * KIB);
      assert.equal(ring.lastSeq, n);
      assert.ok(ring.covers(n - 1), 'the newest is kept');
    }
  });

  it('never holds more than its limit', () => {
    const limit = 512 * KIB;
    const memory = new ReplayMemory(limit);
    const rings = Array.from({ length: 50 }, () => ringOf(memory));
    for (let n = 0; n < 20_000; n += 1) {
      const ring = rings[(n * 7919) % 50];
      if (n % 97 === 0) ring?.clear();
      else if (ring && n % 89 === 0) ring.isAwaited = !ring.isAwaited;
      else ring?.add(frame(1 + ((n * 104_729) % 2000)));
      assert.ok(memory.used <= limit);
    }
    for (const ring of rings) ring.clear();
    assert.equal(memory.used, 0);
  });
});

describe('the rings of a MemoryEngine', () => {
  it('keep their limit of memory, and release it with their members', async () => {
    const maxReplayBytes = 4 * 1024 * KIB;
    const engine = new MemoryEngine({
      maxParticipants: 100,
      graceMs: 60_000,
      maxRooms: 10,
      maxMembers: 1000,
      maxReplayBytes,
      log: () => {},
    });
    const join = () => {
      const admission = engine.join({ room: 'r', instance: 'x' });
      assert.ok(!('refused' in admission));
      engine.open(admission.membership, { deliver: () => {}, replaced: () => {}, lost: () => {} });
      return admission.membership;
    };
    /** Bytes outside of the heap, of those that are still in use. They are freed in the background after a collection. */
    const allocated = async (): Promise<number> => {
      let before = Infinity;
      for (;;) {
        collectGarbage();
        await nextTurn();
        const { arrayBuffers } = process.memoryUsage();
        if (arrayBuffers >= before) return arrayBuffers;
        before = arrayBuffers;
      }
    };
    const before = await allocated();
    const speaker = join();
    const others = Array.from({ length: 99 }, join);
    const payload = JSON.stringify(frame(2 * KIB));
    // 50 MiB, of which 25 would be kept.
    for (let round = 0; round < 250; round += 1) {
      for (const { id } of others) engine.signal(speaker, id, payload);
    }
    const kept = (await allocated()) - before;
    assert.ok(kept > maxReplayBytes / 2 && kept <= maxReplayBytes, `${kept} bytes are kept`);
    for (const membership of [speaker, ...others]) engine.leave(membership);
    const left = (await allocated()) - before;
    assert.ok(left < maxReplayBytes / 100, `${left} bytes are left`);
  });
});
