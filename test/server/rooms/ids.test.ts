import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createId, createSecret, idOf, isSameSecret } from '../../../server/rooms/ids.js';

describe('ids and secrets', () => {
  it('are safe in a URL, of the documented length, and unique', () => {
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

  it('match: an id is the hash of a key, a room and an identity', () => {
    // printf '["%s","r",null]' AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA | openssl dgst -sha256 -binary | base64
    const key = 'A'.repeat(32);
    assert.equal(idOf(key, 'r', undefined), '0J-KlN5YdNj3pgGs');
    const ids = [
      idOf(key, 'r', undefined),
      idOf('B'.repeat(32), 'r', undefined),
      idOf(key, 's', undefined),
      idOf(key, 'r', ''),
      idOf(key, 'r', 'null'),
      idOf(key, 'r","x', 'y'),
      idOf(key, 'r', 'x","y'),
      // Different strings with the same bytes in UTF-8.
      idOf(key, '\ud800', undefined),
      idOf(key, '\ud801', undefined),
    ];
    for (const id of ids) assert.match(id, /^[\w-]{16}$/);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('are compared as a whole', () => {
    const secret = createSecret();
    assert.ok(isSameSecret(secret, secret));
    assert.ok(!isSameSecret(secret.slice(1), secret));
    assert.ok(!isSameSecret('', secret));
  });
});
