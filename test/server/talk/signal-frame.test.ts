import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSignalFrame } from '../../../server/talk/signal-frame.js';
import { clientMessage, parse } from '../../../src/protocol/index.js';

describe('readSignalFrame', () => {
  it('reads what JSON.stringify writes', () => {
    for (const payload of [
      null,
      0,
      'text',
      [],
      {},
      { a: [1, { b: '}"' }] },
      '\u2028é\ud83d\ude00',
      '\ud800',
    ]) {
      for (const id of [undefined, 0, 7, 999_999_999_999_999]) {
        const read = readSignalFrame(JSON.stringify({ type: 'signal', id, to: 'abc-_9', payload }));
        assert.deepEqual(read, { id, to: 'abc-_9', payload: JSON.stringify(payload) });
      }
    }
  });

  it('leaves frames in any other form to the parser', () => {
    for (const frame of [
      '{"type":"signal","payload":1,"to":"a"}',
      '{"type":"signal","id":01,"to":"a","payload":1}',
      '{"type":"signal","id":-1,"to":"a","payload":1}',
      '{"type":"signal","id":1.5,"to":"a","payload":1}',
      '{"type":"signal","id":"1","to":"a","payload":1}',
      '{"type":"signal","to":"","payload":1}',
      `{"type":"signal","to":"${'a'.repeat(65)}","payload":1}`,
      '{"type":"signal","to":"a","payload":1,"payload":2}',
      '{"type":"signal","to":"a","payload":1}}',
      '{"type":"signal","to":"a","payload":}',
      '{"type":"signal","to":"a","payload":1',
      '{"type":"signal","to":"a","payload":1} ',
      '{"type":"ping","id":1}',
      '',
    ]) {
      assert.equal(readSignalFrame(frame), undefined, frame);
    }
  });

  it('reads nothing that the schema refuses', () => {
    const pieces = [
      '{',
      '}',
      '"',
      ',',
      ':',
      '[',
      ']',
      '1',
      'a',
      '\\',
      ' ',
      '\n',
      'null',
      '"payload":',
      '"to":"b"',
    ];
    let seed = 20_251;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    let fits = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const rest = Array.from({ length: 1 + random(6) }, () => pieces[random(pieces.length)]).join('');
      const frame = `{"type":"signal","to":"a","payload":${rest}}`;
      const read = readSignalFrame(frame);
      if (!read) continue;
      fits += 1;
      const parsed = parse(clientMessage, frame);
      assert.ok(parsed.ok && parsed.message.type === 'signal', frame);
      assert.equal(parsed.message.to, read.to);
      assert.deepEqual(parsed.message.payload, JSON.parse(read.payload));
    }
    assert.ok(fits > 100, String(fits));
  });
});
