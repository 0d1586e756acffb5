import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Heartbeat } from '../../../server/sockets/heartbeat.js';
import { until } from '../support/fixture.js';

class Counter {
  beats = 0;
  beat(): void {
    this.beats += 1;
  }
}

describe('Heartbeat', () => {
  it('beats all items, about equally often', async (t) => {
    const heartbeat = new Heartbeat<Counter>(24);
    t.after(() => heartbeat.stop());
    const all = Array.from({ length: 20 }, () => new Counter());
    for (const one of all) heartbeat.add(one);
    await until(() => all.every(({ beats }) => beats >= 3), 'three beats for everybody');
    const counts = all.map(({ beats }) => beats);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join());
  });

  it('has a size, and iterates over its items', (t) => {
    const heartbeat = new Heartbeat<Counter>(60_000);
    t.after(() => heartbeat.stop());
    const all = Array.from({ length: 20 }, () => new Counter());
    for (const one of all) heartbeat.add(one);
    assert.equal(heartbeat.size, 20);
    assert.deepEqual(new Set(heartbeat), new Set(all));
    for (const one of all) heartbeat.delete(one);
    heartbeat.delete(new Counter());
    assert.equal(heartbeat.size, 0);
  });

  it('may lose an item during its beat', async (t) => {
    const heartbeat = new Heartbeat<{ beat(): void }>(8);
    t.after(() => heartbeat.stop());
    let beats = 0;
    const short = {
      beat: () => {
        beats += 1;
        heartbeat.delete(short);
      },
    };
    const long = new Counter();
    heartbeat.add(short);
    heartbeat.add(long);
    await until(() => long.beats >= 3, 'three beats');
    assert.equal(beats, 1);
  });
});
