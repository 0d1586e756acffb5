import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { Visitors } from '../../server/visitors.js';
import { until } from './support/fixture.js';

describe('Visitors', () => {
  const open = (t: TestContext, socketsPerAddress: number, joinsPerSecond: number): Visitors => {
    const visitors = new Visitors({ socketsPerAddress, joinsPerSecond });
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
