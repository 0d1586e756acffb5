import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ATTRIBUTE, BINDING } from '../../../server/stun/codes.js';
import { ipBytes, ipText } from '../../../server/stun/endpoint.js';
import {
  decodeStun,
  encodeStun,
  hasIntegrity,
  isLegacy,
  newTransaction,
} from '../../../server/stun/message.js';
import type { ReceivedMessage, StunAttribute, StunMessage } from '../../../server/stun/message.js';
import {
  addressAttribute,
  changeRequest,
  errorCode,
  numberAttribute,
  readAddress,
  readChange,
  readErrorCode,
  readNumber,
  readText,
  readUnknownAttributes,
  readXorMappedAddress,
  roleAttribute,
  textAttribute,
  unknownAttributes,
  xorMappedAddress,
} from '../../../server/stun/values.js';
import { random } from '../../support/random.js';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** RFC 5769 §2.1 to §2.3, all with the password of §2.1. */
const PASSWORD = 'VOkJxbRl1RmTxUk/WvJxBt';

const REQUEST = hex(`
  00010058 2112a442 b7e7a701bc34d686fa87dfae
  80220010 5354554e207465737420636c69656e74
  00240004 6e0001ff
  80290008 932ff9b151263b36
  00060009 6576746a3a68367659202020
  00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
  80280004 e57a3bcf`);

const IPV4_RESPONSE = hex(`
  0101003c 2112a442 b7e7a701bc34d686fa87dfae
  8022000b 7465737420766563746f7220
  00200008 0001a147e112a643
  00080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7
  80280004 c07d4c96`);

const IPV6_RESPONSE = hex(`
  01010048 2112a442 b7e7a701bc34d686fa87dfae
  8022000b 7465737420766563746f7220
  00200014 0002a1470113a9faa5d3f179bc25f4b5bed2b9d9
  00080014 a382954e4be67bf11784c97c8292c275bfe3ed41
  80280004 c8fb0b4c`);

/** RFC 5769 §2.4, with long-term credentials. */
const LONG_TERM_REQUEST = hex(`
  00010060 2112a442 78ad3433c6ad72c029da412e
  00060012 e3839ee38388e383aae38383e382afe382b9 0000
  0015001c 662f2f3439396b39353464364f4c33346f4c39465354767936347341
  0014000b 6578616d706c652e6f726700
  00080014 f67024656dd64a3e02b8e0712e85c9a28ca89666`);

function decode(datagram: Buffer): ReceivedMessage {
  const message = decodeStun(datagram);
  assert.ok(message);
  return message;
}

const request = (attributes: readonly StunAttribute[], transaction = newTransaction()): StunMessage => ({
  class: 'request',
  method: BINDING,
  transaction,
  attributes,
});

describe('a STUN message', () => {
  it('is read as in the vectors of RFC 5769', () => {
    const asked = decode(REQUEST);
    assert.deepEqual([asked.class, asked.method, isLegacy(asked)], ['request', BINDING, false]);
    assert.equal(readText(asked, ATTRIBUTE.software), 'STUN test client');
    assert.equal(readText(asked, ATTRIBUTE.username), 'evtj:h6vY');
    assert.equal(readNumber(asked, ATTRIBUTE.priority), 0x6e0001ff);
    assert.deepEqual(
      asked.attributes.find(({ type }) => type === ATTRIBUTE.iceControlled),
      roleAttribute('iceControlled', 0x932ff9b151263b36n),
    );
    for (const [datagram, endpoint] of [
      [IPV4_RESPONSE, { address: '192.0.2.1', port: 32853 }],
      [IPV6_RESPONSE, { address: '2001:db8:1234:5678:11:2233:4455:6677', port: 32853 }],
    ] as const) {
      const response = decode(datagram);
      assert.equal(response.class, 'success');
      assert.deepEqual(readXorMappedAddress(response), endpoint);
      assert.deepEqual(xorMappedAddress(endpoint, response.transaction), response.attributes[1]);
    }
  });

  it('has the integrity and the fingerprint of the vectors of RFC 5769, and no other', () => {
    for (const datagram of [REQUEST, IPV4_RESPONSE, IPV6_RESPONSE]) {
      assert.ok(hasIntegrity(decode(datagram), PASSWORD));
      assert.ok(!hasIntegrity(decode(datagram), 'another'));
      for (let at = 0; at < datagram.length; at += 1) {
        const changed = Buffer.from(datagram);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const message = decodeStun(changed);
        // Without its fingerprint, which then has another type, it is still protected by the other.
        const isLastTag = at >= datagram.length - 8;
        assert.ok(!message || isLastTag || !hasIntegrity(message, PASSWORD), `a change at ${at}`);
      }
    }
    const key = createHash('md5').update('マトリックス:example.org:TheMatrIX').digest();
    assert.ok(hasIntegrity(decode(LONG_TERM_REQUEST), key));
  });

  it('is read as it was written', () => {
    const v4 = { address: '192.0.2.1', port: 65_535 };
    const v6 = { address: '2001:db8::1', port: 1 };
    const transaction = newTransaction();
    const attributes = [
      textAttribute(ATTRIBUTE.username, 'ab:cde'),
      numberAttribute(ATTRIBUTE.priority, 0xffff_ffff),
      { type: ATTRIBUTE.useCandidate, value: Buffer.alloc(0) },
      roleAttribute('iceControlling', 1n),
      addressAttribute(ATTRIBUTE.mappedAddress, v4),
      addressAttribute(ATTRIBUTE.responseOrigin, v6),
      addressAttribute(ATTRIBUTE.otherAddress, v4),
      addressAttribute(ATTRIBUTE.sourceAddress, v6),
      addressAttribute(ATTRIBUTE.changedAddress, v4),
      xorMappedAddress(v6, transaction),
      changeRequest({ address: true, port: false }),
      errorCode(420, 'Unknown Attribute'),
      unknownAttributes([3, 0x26]),
    ];
    for (const name of ['request', 'indication', 'success', 'error'] as const) {
      const written = { class: name, method: 0xabc, transaction, attributes };
      const read = decode(encodeStun(written, { key: PASSWORD, fingerprint: true }));
      assert.deepEqual([read.class, read.method, read.transaction], [name, 0xabc, transaction]);
      assert.deepEqual(read.attributes.slice(0, attributes.length), attributes);
      assert.ok(hasIntegrity(read, PASSWORD));
      assert.deepEqual(readAddress(read, ATTRIBUTE.mappedAddress), v4);
      assert.deepEqual(readAddress(read, ATTRIBUTE.responseOrigin), v6);
      assert.deepEqual(readXorMappedAddress(read), v6);
      assert.deepEqual(readChange(read), { address: true, port: false });
      assert.deepEqual(readErrorCode(read), { code: 420, reason: 'Unknown Attribute' });
      assert.deepEqual(readUnknownAttributes(read), [3, 0x26]);
    }
  });

  it('of RFC 3489 has a transaction of 16 bytes', () => {
    const old = decode(encodeStun(request([], Buffer.alloc(16, 7))));
    assert.ok(isLegacy(old));
    assert.deepEqual(old.transaction, Buffer.alloc(16, 7));
  });

  it('leaves out attributes behind its integrity, which could be added on the way', () => {
    const datagram = encodeStun(request([textAttribute(ATTRIBUTE.username, 'abcd')]), { key: PASSWORD });
    const forged = Buffer.concat([datagram, hex('00250000')]);
    forged.writeUInt16BE(forged.length - 20, 2);
    const read = decode(forged);
    assert.ok(hasIntegrity(read, PASSWORD));
    assert.ok(!read.attributes.some(({ type }) => type === ATTRIBUTE.useCandidate));
  });

  it('has one spelling of each address', () => {
    for (const [text, canonical] of [
      ['0.0.0.0', '0.0.0.0'],
      ['255.1.2.3', '255.1.2.3'],
      ['::', '::'],
      ['::1', '::1'],
      ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
      ['fe80::1%eth0', 'fe80::1'],
      ['::ffff:192.0.2.1', '::ffff:c000:201'],
      ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ] as const)
      assert.equal(ipText(ipBytes(text)), canonical);
    assert.throws(() => ipBytes('example.com'), TypeError);
  });

  it('is not read from any other bytes', () => {
    const next = random(1);
    const below = (max: number): number => Math.floor(next() * max);
    const vectors = [REQUEST, IPV4_RESPONSE, IPV6_RESPONSE, LONG_TERM_REQUEST];
    let read = 0;
    for (let i = 0; i < 4000; i += 1) {
      const isNoise = i % 2 === 0;
      const datagram = isNoise
        ? Buffer.from(Array.from({ length: below(200) }, () => below(256)))
        : Buffer.from(vectors[below(4)] ?? REQUEST).subarray(0, i % 10 === 1 ? below(120) : undefined);
      for (let n = 0; n < 3 && datagram.length > 0; n += 1) datagram[below(datagram.length)] = below(256);
      // A right length gets further.
      if (isNoise && datagram.length > 20) {
        datagram.writeUInt16BE(below(0x4000));
        datagram.writeUInt16BE(datagram.length - 20, 2);
      }
      const message = decodeStun(datagram);
      if (!message) continue;
      read += 1;
      hasIntegrity(message, PASSWORD);
      readXorMappedAddress(message);
      for (const type of [ATTRIBUTE.mappedAddress, ATTRIBUTE.otherAddress] as const)
        readAddress(message, type);
      readChange(message);
      readErrorCode(message);
      readUnknownAttributes(message);
      encodeStun(message, { key: PASSWORD, fingerprint: true });
    }
    assert.ok(read > 100, `${read} were read`);
  });
});
