import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TokenBucket } from '../../../server/limits/token-bucket.js';

describe('TokenBucket', () => {
  it('gives the tokens of ten seconds at once, and then so many a second', () => {
    const bucket = new TokenBucket(5, 1000);
    for (let taken = 0; taken < 50; taken += 1) assert.ok(bucket.take(1, 1000), String(taken));
    assert.ok(!bucket.take(1, 1000));
    assert.ok(!bucket.take(1, 1199));
    assert.ok(bucket.take(1, 1201));
    assert.ok(!bucket.take(1, 1201));
  });

  it('takes no token where there are too few', () => {
    const bucket = new TokenBucket(1, 0);
    assert.ok(!bucket.take(11, 0));
    assert.ok(bucket.take(10, 0));
  });

  it('drains the tokens of a second, or all that are left', () => {
    const bucket = new TokenBucket(2, 0);
    for (let second = 0; second < 9; second += 1) bucket.drain(0);
    assert.ok(bucket.take(1, 0));
    assert.ok(bucket.hasOne(0));
    bucket.drain(0);
    assert.ok(!bucket.hasOne(0) && !bucket.hasOne(499));
    assert.ok(bucket.hasOne(500));
  });

  it('never holds more than the tokens of ten seconds', () => {
    const bucket = new TokenBucket(1, 0);
    assert.ok(bucket.isFull(0));
    assert.ok(bucket.take(4, 0));
    assert.ok(!bucket.isFull(3900));
    assert.ok(bucket.isFull(4000));
    assert.ok(!bucket.take(11, 1_000_000));
  });
});
