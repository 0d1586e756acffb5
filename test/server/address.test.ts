import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { addressGroup, clientAddress } from '../../server/address.js';

describe('clientAddress', () => {
  const from = (forwarded: string | undefined, trustProxy: boolean): string =>
    clientAddress(
      {
        socket: { remoteAddress: '10.0.0.1' },
        headers: { 'x-forwarded-for': forwarded },
      } as unknown as IncomingMessage,
      trustProxy,
    );

  it('is that of the socket, whatever the client says', () => {
    assert.equal(from('203.0.113.5', false), '10.0.0.1');
    assert.equal(from(undefined, false), '10.0.0.1');
  });

  it('is what the trusted proxy has put at the end', () => {
    assert.equal(from('203.0.113.5', true), '203.0.113.5');
    assert.equal(from('1.1.1.1, made up,203.0.113.5 ', true), '203.0.113.5');
    assert.equal(from('2001:db8::1', true), '2001:db8::1');
  });

  it('is that of the proxy where it says nothing of use', () => {
    for (const useless of [undefined, '', 'unknown', '203.0.113.5,', '203.0.113.5:80']) {
      assert.equal(from(useless, true), '10.0.0.1', useless);
    }
  });
});

describe('addressGroup', () => {
  it('is an IPv4 address, also one within IPv6', () => {
    assert.equal(addressGroup('203.0.113.5'), '203.0.113.5');
    assert.equal(addressGroup('::ffff:203.0.113.5'), '203.0.113.5');
  });

  it('is the network of an IPv6 address', () => {
    assert.equal(addressGroup('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
    assert.equal(addressGroup('2001:db8:1:2::'), '2001:db8:1:2::/64');
    assert.equal(addressGroup('2001:DB8::1'), '2001:db8:0:0::/64');
    assert.equal(addressGroup('2001:db8:0:0:ffff::1'), '2001:db8:0:0::/64');
    assert.equal(addressGroup('fe80::1%eth0'), 'fe80:0:0:0::/64');
    assert.equal(addressGroup('::1'), '0:0:0:0::/64');
  });

  it('is nothing else for what is no address', () => {
    assert.equal(addressGroup(''), '');
  });
});
