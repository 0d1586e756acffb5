import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TokenBucket } from '../../server/token-bucket.js';

describe('TokenBucket', () => {
  it('gives those of ten seconds at once, and then so many a second', () => {
    const bucket = new TokenBucket(5, 1000);
    for (let taken = 0; taken < 50; taken += 1) assert.ok(bucket.take(1, 1000), String(taken));
    assert.ok(!bucket.take(1, 1000));
    assert.ok(!bucket.take(1, 1199));
    assert.ok(bucket.take(1, 1201));
    assert.ok(!bucket.take(1, 1201));
  });

  it('takes nothing for what is too much', () => {
    const bucket = new TokenBucket(1, 0);
    assert.ok(!bucket.take(11, 0));
    assert.ok(bucket.take(10, 0));
  });

  it('never holds more than ten seconds bring', () => {
    const bucket = new TokenBucket(1, 0);
    assert.ok(bucket.isFull(0));
    assert.ok(bucket.take(4, 0));
    assert.ok(!bucket.isFull(3900));
    assert.ok(bucket.isFull(4000));
    assert.ok(!bucket.take(11, 1_000_000));
  });
});
