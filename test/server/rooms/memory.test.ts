import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { describeEngineContract } from './engine-contract.js';

describeEngineContract('memory', (settings) => new MemoryEngine(settings));

const SETTINGS = { maxParticipants: 2, graceMs: 1000, maxRooms: 10, maxMembers: 10, log: () => {} };

describe('MemoryEngine', () => {
  it('forgets a room with its last member', () => {
    const engine = new MemoryEngine(SETTINGS);
    const first = engine.join({ room: 'r', instance: 'x' });
    assert.ok(!('refused' in first));
    assert.deepEqual(engine.count(), { rooms: 1, members: 1 });
    engine.leave(first.membership);
    assert.deepEqual(engine.count(), { rooms: 0, members: 0 });
  });

  it('takes any text for the name of a room', () => {
    const engine = new MemoryEngine(SETTINGS);
    for (const room of ['__proto__', 'constructor', 'toString']) {
      const admission = engine.join({ room, instance: 'x', resume: { token: '__proto__.x', lastSeq: 0 } });
      assert.ok(!('refused' in admission));
      assert.deepEqual(admission.participants, []);
    }
    assert.equal(engine.count().rooms, 3);
  });
});
