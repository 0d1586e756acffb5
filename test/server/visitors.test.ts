import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { Visitors } from '../../server/visitors.js';
import { until } from './support/fixture.js';

describe('Visitors', () => {
  const open = (t: TestContext, socketsPerAddress: number, joinsPerSecond: number): Visitors => {
    const visitors = new Visitors({ socketsPerAddress, joinsPerSecond, messagesPerSecond: 2000 });
    t.after(() => visitors.stop());
    return visitors;
  };

  it('lets so many in from one address, and others from others', (t) => {
    const visitors = open(t, 2, 1);
    const first = visitors.enter('203.0.113.1');
    assert.ok(first);
    assert.ok(visitors.enter('203.0.113.1'));
    assert.equal(visitors.enter('203.0.113.1'), undefined);
    assert.ok(visitors.enter('203.0.113.2'));
    first.leave();
    assert.ok(visitors.enter('203.0.113.1'));
    assert.equal(visitors.enter('203.0.113.1'), undefined);
  });

  it('counts joins by address, not by socket', (t) => {
    const visitors = open(t, 100, 1);
    const [one, two] = [visitors.enter('203.0.113.1'), visitors.enter('203.0.113.1')];
    assert.ok(one && two);
    for (let join = 0; join < 10; join += 1) assert.ok((join % 2 === 0 ? one : two).takeJoin());
    assert.ok(!one.takeJoin());
    assert.ok(!two.takeJoin());
    one.leave();
    assert.ok(!visitors.enter('203.0.113.1')?.takeJoin());
    assert.ok(visitors.enter('203.0.113.2')?.takeJoin());
  });

  it('gives who comes back after a flood what is left, and enough to join', async (t) => {
    const visitors = open(t, 100, 1000);
    const [flooder, other] = [visitors.enter('203.0.113.1'), visitors.enter('203.0.113.1')];
    assert.ok(flooder && other);
    while (flooder.budget.take() !== 'flood');
    flooder.noteFlood();
    flooder.leave();
    const again = visitors.enter('203.0.113.1');
    for (let message = 0; message < 10; message += 1) assert.equal(again?.budget.take(), 'handle');
    let more = 0;
    while (again?.budget.take() !== 'flood') more += 1;
    assert.ok(more < 1000, `${more} more`);
    // Who was there before has what it had, and so has everybody elsewhere.
    for (const budget of [other.budget, visitors.enter('203.0.113.2')?.budget]) {
      for (let message = 0; message < 20_000; message += 1) assert.equal(budget?.take(), 'handle');
    }
    await until(() => again.budget.isFull(), 'time has passed', 15_000);
    assert.notEqual(visitors.enter('203.0.113.1')?.budget, again.budget);
  });

  it('forgets who is gone and has been quiet', async (t) => {
    const visitors = open(t, 100, 1000);
    const [quiet, busy] = [visitors.enter('203.0.113.1'), visitors.enter('203.0.113.2')];
    assert.ok(quiet && busy);
    visitors.forget();
    assert.equal(visitors.size, 2);
    for (let join = 0; join < 200; join += 1) busy.takeJoin();
    quiet.leave();
    busy.leave();
    visitors.forget();
    assert.equal(visitors.size, 1);
    const forgotten = (): boolean => {
      visitors.forget();
      return visitors.size === 0;
    };
    await until(forgotten, 'everybody is forgotten');
  });
});
