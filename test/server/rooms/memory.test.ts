import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { describeEngineContract } from './engine-contract.js';

describeEngineContract('memory', (settings) => new MemoryEngine(settings));

describe('MemoryEngine', () => {
  it('forgets a room with its last member', () => {
    const engine = new MemoryEngine({ maxParticipants: 2, graceMs: 1000 });
    const first = engine.join({ room: 'r', instance: 'x' });
    assert.ok(!('refused' in first));
    assert.equal(engine.roomCount, 1);
    engine.leave(first.membership);
    assert.equal(engine.roomCount, 0);
  });

  it('takes any name of a room for a name', () => {
    const engine = new MemoryEngine({ maxParticipants: 2, graceMs: 1000 });
    for (const room of ['__proto__', 'constructor', 'toString']) {
      const admission = engine.join({ room, instance: 'x', resume: { token: '__proto__.x', lastSeq: 0 } });
      assert.ok(!('refused' in admission));
      assert.deepEqual(admission.participants, []);
    }
    assert.equal(engine.roomCount, 3);
  });
});
