import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { AddressLimits } from '../../../server/limits/address-limits.js';
import type { SocketQuota } from '../../../server/limits/address-limits.js';

describe('AddressLimits', () => {
  const open = (t: TestContext, socketsPerAddress: number, joinsPerSecond: number) => {
    let now = 0;
    t.mock.method(performance, 'now', () => now);
    const limits = new AddressLimits({ socketsPerAddress, joinsPerSecond, messagesPerSecond: 2000 });
    t.after(() => limits.stop());
    return {
      limits,
      pass: (seconds: number) => (now += seconds * 1000),
      enter: (address: string): SocketQuota => {
        const quota = limits.openSocket(address);
        assert.ok(!('refused' in quota), `${address} was refused`);
        return quota;
      },
    };
  };
  const flood = (quota: SocketQuota): number => {
    let messages = 0;
    while (quota.budget.take() !== 'flood') messages += 1;
    quota.noteFlood();
    return messages;
  };

  it('limits the sockets of each address by itself', (t) => {
    const { limits, enter } = open(t, 2, 1);
    const refusal = (isNews: boolean) => ({ refused: 'too many sockets', isNews });
    const first = enter('203.0.113.1');
    enter('203.0.113.1');
    assert.deepEqual(limits.openSocket('203.0.113.1'), refusal(true));
    assert.deepEqual(limits.openSocket('203.0.113.1'), refusal(false));
    enter('203.0.113.2');
    first.release();
    enter('203.0.113.1');
    assert.deepEqual(limits.openSocket('203.0.113.1'), refusal(true));
  });

  it('counts joins by address, not by socket', (t) => {
    const { enter } = open(t, 100, 1);
    const [one, two] = [enter('203.0.113.1'), enter('203.0.113.1')];
    for (let join = 0; join < 10; join += 1) assert.ok((join % 2 === 0 ? one : two).takeJoin());
    assert.ok(!one.takeJoin());
    assert.ok(!two.takeJoin());
    one.release();
    assert.ok(!enter('203.0.113.1').takeJoin());
    assert.ok(enter('203.0.113.2').takeJoin());
  });

  it('gives the next socket after a flood the rest of the budget, and enough to join', (t) => {
    const { enter, pass } = open(t, 100, 1000);
    const [flooder, other] = [enter('203.0.113.1'), enter('203.0.113.1')];
    flood(flooder);
    flooder.release();
    const again = enter('203.0.113.1');
    for (let message = 0; message < 10; message += 1) assert.equal(again.budget.take(), 'handle');
    const more = flood(again);
    assert.ok(more < 1000, `${more} more`);
    // Sockets from before the flood keep their budget, and so do those of other addresses.
    for (const { budget } of [other, enter('203.0.113.2')]) {
      for (let message = 0; message < 20_000; message += 1) assert.equal(budget.take(), 'handle');
    }
    assert.ok(!again.budget.isFull());
    pass(10);
    assert.ok(again.budget.isFull());
    assert.notEqual(enter('203.0.113.1').budget, again.budget);
  });

  it('gives each socket after a flood its own budget', (t) => {
    const { enter } = open(t, 100, 1000);
    flood(enter('203.0.113.1'));
    const [one, two] = [enter('203.0.113.1'), enter('203.0.113.1')];
    while (one.budget.take() === 'handle');
    for (let message = 0; message < 10; message += 1) assert.equal(two.budget.take(), 'handle');
  });

  it('refuses an address that floods again and again, and no other', (t) => {
    const { limits, enter, pass } = open(t, 100, 2);
    const other = enter('203.0.113.1');
    for (let time = 0; time < 10; time += 1) flood(enter('203.0.113.1'));
    assert.deepEqual(limits.openSocket('203.0.113.1'), { refused: 'too many floods', isNews: true });
    assert.deepEqual(limits.openSocket('203.0.113.1'), { refused: 'too many floods', isNews: false });
    assert.equal(other.budget.take(), 'handle');
    enter('203.0.113.2');
    pass(1);
    enter('203.0.113.1');
  });

  it('does not refuse sockets to an address that joins too often', (t) => {
    const { enter } = open(t, 100, 1);
    const eager = enter('203.0.113.1');
    while (eager.takeJoin());
    assert.ok(!enter('203.0.113.1').takeJoin());
  });

  it('forgets an address without sockets once its rates are full', (t) => {
    const { limits, enter, pass } = open(t, 100, 1000);
    const [quiet, busy] = [enter('203.0.113.1'), enter('203.0.113.2')];
    limits.forget();
    assert.equal(limits.size, 2);
    for (let join = 0; join < 200; join += 1) busy.takeJoin();
    quiet.release();
    busy.release();
    limits.forget();
    assert.equal(limits.size, 1);
    pass(1);
    limits.forget();
    assert.equal(limits.size, 0);
  });
});
