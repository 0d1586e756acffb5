import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createId, createSecret, isSameSecret } from '../../server/ids.js';

describe('ids and secrets', () => {
  it('are safe in a URL, as long as they are said to be, and never come twice', () => {
    const made = new Set<string>();
    for (let i = 0; i < 1000; i += 1) {
      const id = createId();
      const secret = createSecret();
      assert.match(id, /^[\w-]{16}$/);
      assert.match(secret, /^[\w-]{32}$/);
      made.add(id).add(secret).add(secret.slice(0, 16)).add(secret.slice(16));
    }
    assert.equal(made.size, 4000);
  });

  it('are compared as a whole', () => {
    const secret = createSecret();
    assert.ok(isSameSecret(secret, secret));
    assert.ok(!isSameSecret(secret.slice(1), secret));
    assert.ok(!isSameSecret('', secret));
  });
});
