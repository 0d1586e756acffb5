import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { addressGroup, clientAddress } from '../../../server/doors/client-address.js';
import type { SignalingServerOptions } from '../../../server/index.js';
import { resolveOptions } from '../../../server/options/resolve-options.js';

type TrustProxy = NonNullable<SignalingServerOptions['trustProxy']>;

function from(forwarded: string | undefined, trustProxy: TrustProxy, remoteAddress = '10.0.0.1'): string {
  const request = { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } };
  return clientAddress(request as unknown as IncomingMessage, resolveOptions({ trustProxy }).trustProxy);
}

describe('clientAddress', () => {
  it('is that of the socket, whatever the client sends', () => {
    assert.equal(from('203.0.113.5', false), '10.0.0.1');
    assert.equal(from(undefined, false), '10.0.0.1');
  });

  it('is the one that the trusted proxy has appended', () => {
    assert.equal(from('203.0.113.5', true), '203.0.113.5');
    assert.equal(from('1.1.1.1, made up,203.0.113.5 ', true), '203.0.113.5');
    assert.equal(from('2001:db8::1', true), '2001:db8::1');
  });

  it('is that of the proxy if it appends no address', () => {
    for (const useless of [undefined, '', 'unknown', '203.0.113.5,', '203.0.113.5:80']) {
      assert.equal(from(useless, true), '10.0.0.1', useless);
    }
  });
});

describe('clientAddress behind several proxies', () => {
  it('is found by the number of proxies', () => {
    const forwarded = 'made up, 203.0.113.5, 198.51.100.2, 10.0.0.2';
    assert.equal(from(forwarded, 0), '10.0.0.1');
    assert.equal(from(forwarded, 1), '10.0.0.2');
    assert.equal(from(forwarded, 2), '198.51.100.2');
    assert.equal(from(forwarded, 3), '203.0.113.5');
  });

  it('is the last one that is no trusted proxy', () => {
    const forwarded = '1.1.1.1, 203.0.113.5, 198.51.100.2, 10.0.0.2';
    assert.equal(from(forwarded, '10.0.0.0/8'), '198.51.100.2');
    assert.equal(from(forwarded, ['10.0.0.1', '10.0.0.2', '198.51.100.0/24']), '203.0.113.5');
    assert.equal(from(forwarded, '10.0.0.1'), '10.0.0.2');
  });

  it('is that of the socket if it is no proxy, whatever it sends', () => {
    assert.equal(from('203.0.113.5', '10.0.0.0/8', '198.51.100.7'), '198.51.100.7');
    assert.equal(from('203.0.113.5', [], '10.0.0.1'), '10.0.0.1');
    assert.equal(from('203.0.113.5', 'loopback', ''), '');
  });

  it('recognises proxies by IPv6, also with a zone, and by IPv4 within IPv6', () => {
    assert.equal(from('203.0.113.5', 'loopback', '::1'), '203.0.113.5');
    assert.equal(from('203.0.113.5', 'loopback', '::ffff:127.0.0.1'), '203.0.113.5');
    assert.equal(from('203.0.113.5, ::ffff:7f00:1', 'loopback', '127.0.0.1'), '203.0.113.5');
    assert.equal(from('203.0.113.5', '::ffff:10.0.0.0/104'), '203.0.113.5');
    assert.equal(from('203.0.113.5', 'linklocal', 'fe80::1%eth0'), '203.0.113.5');
    assert.equal(from('203.0.113.5, fd00::7', ['uniquelocal']), '203.0.113.5');
    assert.equal(from('2001:db8::1, 2001:db8:ffff::7', ' 10.0.0.1 , 2001:DB8:FFFF::/48'), '2001:db8::1');
  });

  it('stops at an entry that is no address, and takes the proxy before it', () => {
    for (const junk of [
      '',
      'unknown',
      '_hidden',
      '203.0.113.5:80',
      '[2001:db8::1]',
      '[2001:db8::1]:80',
      '1.2.3',
    ]) {
      assert.equal(from(`203.0.113.9, ${junk}, 10.0.0.2`, 3), '10.0.0.2', junk);
      assert.equal(from(`203.0.113.9, ${junk}, 10.0.0.2`, 'uniquelocal'), '10.0.0.2', junk);
    }
  });

  it('has no zone', () => {
    assert.equal(from(`fe80::1%${'x'.repeat(5000)}`, true), 'fe80::1');
  });

  it('does not depend on the entries that a client has put before it', () => {
    const made = Array.from({ length: 1000 }, (_, index) => `10.0.0.${index % 256}`).join(', ');
    assert.equal(from(`${made}, 203.0.113.5, 10.0.0.2`, 'uniquelocal'), '203.0.113.5');
    assert.equal(from(`${made}, 203.0.113.5, 10.0.0.2`, 2), '203.0.113.5');
    assert.equal(from(`${','.repeat(5000)}203.0.113.5`, true), '203.0.113.5');
    assert.equal(from(made, 'uniquelocal'), '10.0.0.0');
  });
});

describe('addressGroup', () => {
  it('is an IPv4 address, also one within IPv6', () => {
    assert.equal(addressGroup('203.0.113.5'), '203.0.113.5');
    assert.equal(addressGroup('::ffff:203.0.113.5'), '203.0.113.5');
    assert.equal(addressGroup('::ffff:cb00:7105'), '203.0.113.5');
    assert.equal(addressGroup('0:0:0:0:0:FFFF:203.0.113.5'), '203.0.113.5');
    assert.equal(addressGroup('::ffff:0:1'), '0.0.0.1');
  });

  it('is the network of an IPv6 address', () => {
    assert.equal(addressGroup('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64');
    assert.equal(addressGroup('2001:db8:1:2::'), '2001:db8:1:2::/64');
    assert.equal(addressGroup('2001:DB8::1'), '2001:db8:0:0::/64');
    assert.equal(addressGroup('2001:db8:0:0:ffff::1'), '2001:db8:0:0::/64');
    assert.equal(addressGroup('fe80::1%eth0'), 'fe80:0:0:0::/64');
    assert.equal(addressGroup('::1'), '0:0:0:0::/64');
  });

  it('is the text itself if it is no address', () => {
    assert.equal(addressGroup(''), '');
  });
});
