import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isOriginAllowed } from '../../../server/doors/origin.js';

describe('isOriginAllowed', () => {
  it('by default: the own host, with any scheme', () => {
    assert.ok(isOriginAllowed('https://example.com', 'example.com', undefined));
    assert.ok(isOriginAllowed('https://example.com', 'example.com:443', undefined));
    assert.ok(isOriginAllowed('http://localhost:8080', 'localhost:8080', undefined));
    assert.ok(isOriginAllowed('http://[::1]:8080', '[::1]:8080', undefined));
    assert.ok(isOriginAllowed('https://EXAMPLE.com', 'example.COM', undefined));
  });

  it('by default: no other origin', () => {
    for (const [origin, host] of [
      ['https://evil.example', 'example.com'],
      ['https://example.com:8443', 'example.com'],
      ['https://example.com.evil.example', 'example.com'],
      ['https://sub.example.com', 'example.com'],
      ['null', 'example.com'],
      ['null', 'null'],
      ['', 'example.com'],
      ['file://', ''],
      ['https://example.com', undefined],
      ['https://example.com', 'example.com@evil.example'],
      ['https://evil.example', 'evil.example:x'],
      ['nonsense', 'nonsense'],
    ] as const) {
      assert.ok(!isOriginAllowed(origin, host, undefined), `${origin} at ${String(host)}`);
    }
  });

  it('with a list: only the origins on it', () => {
    const list = ['https://app.example', 'null'];
    assert.ok(isOriginAllowed('https://app.example', 'signal.example', list));
    assert.ok(isOriginAllowed('HTTPS://APP.example', 'signal.example', list));
    assert.ok(isOriginAllowed('null', 'signal.example', list));
    assert.ok(!isOriginAllowed('https://signal.example', 'signal.example', list));
    assert.ok(!isOriginAllowed('https://app.example', 'app.example', []));
  });

  it('with a star: any origin; without an origin: always', () => {
    assert.ok(isOriginAllowed('https://evil.example', 'example.com', ['*']));
    assert.ok(isOriginAllowed(undefined, 'example.com', undefined));
    assert.ok(isOriginAllowed(undefined, 'example.com', ['https://app.example']));
  });
});
