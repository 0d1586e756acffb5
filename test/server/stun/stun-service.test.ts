import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { findProgram } from '../../../scripts/programs.mjs';
import { ATTRIBUTE, BINDING } from '../../../server/stun/codes.js';
import type { Endpoint } from '../../../server/stun/endpoint.js';
import { encodeStun, newTransaction, valueOf } from '../../../server/stun/message.js';
import type { Protection, StunAttribute } from '../../../server/stun/message.js';
import { StunService } from '../../../server/stun/stun-service.js';
import {
  changeRequest,
  readAddress,
  readErrorCode,
  readUnknownAttributes,
  readXorMappedAddress,
  textAttribute,
} from '../../../server/stun/values.js';
import { AddressRate } from '../../../server/udp/address-rate.js';
import { SocketGrid } from '../../../server/udp/socket-grid.js';
import { needs } from '../../support/needs.js';
import { UdpClient } from '../support/udp-client.js';
import { freeUdpPorts, needsIPv6 } from '../support/udp-ports.js';

const run = promisify(execFile);

const TWO = ['127.0.0.1', '127.0.0.2'];

async function startService(t: TestContext, addresses: readonly string[]): Promise<number> {
  return (await openService(t, addresses)).port;
}

async function openService(t: TestContext, addresses: readonly string[]) {
  const port = await freeUdpPorts(addresses, 2);
  const service = await StunService.open({
    addresses: addresses.map((address) => ({ public: address, bind: address })),
    ports: [port, port + 1],
  });
  t.after(() => service.close());
  return { service, port };
}

const request = (
  attributes: readonly StunAttribute[] = [],
  transaction = newTransaction(),
  protection?: Protection,
): Buffer => encodeStun({ class: 'request', method: BINDING, transaction, attributes }, protection);

describe('the STUN server', () => {
  it('says how it sees a client, and answers from the other address or port as asked', async (t) => {
    const port = await startService(t, TWO);
    const client = await UdpClient.open(t);
    const at = (row: 0 | 1, column: 0 | 1): Endpoint => ({ address: TWO[row] ?? '', port: port + column });
    const flip = (bit: 0 | 1, change: boolean): 0 | 1 => (change ? (bit === 0 ? 1 : 0) : bit);
    for (const row of [0, 1] as const) {
      for (const column of [0, 1] as const) {
        for (const change of [
          { address: false, port: false },
          { address: false, port: true },
          { address: true, port: false },
          { address: true, port: true },
        ]) {
          const asked = request([changeRequest(change)]);
          const { message, from } = await client.ask(asked, at(row, column));
          const origin = at(flip(row, change.address), flip(column, change.port));
          assert.deepEqual(from, origin);
          assert.equal(message.class, 'success');
          assert.deepEqual(readXorMappedAddress(message), client.endpoint);
          assert.deepEqual(readAddress(message, ATTRIBUTE.responseOrigin), origin);
          const other = at(flip(row, true), flip(column, true));
          assert.deepEqual(readAddress(message, ATTRIBUTE.otherAddress), other);
          assert.deepEqual(readAddress(message, ATTRIBUTE.mappedAddress), client.endpoint);
          assert.equal(message.attributes.length, 4);
        }
      }
    }
  });

  it('answers without the magic cookie as RFC 3489 asks', async (t) => {
    const port = await startService(t, TWO);
    const client = await UdpClient.open(t);
    const asked = request([], Buffer.concat([Buffer.from([1]), randomBytes(15)]));
    const { message } = await client.ask(asked, { address: '127.0.0.1', port });
    assert.deepEqual(readAddress(message, ATTRIBUTE.mappedAddress), client.endpoint);
    assert.deepEqual(readAddress(message, ATTRIBUTE.sourceAddress), { address: '127.0.0.1', port });
    const other = { address: '127.0.0.2', port: port + 1 };
    assert.deepEqual(readAddress(message, ATTRIBUTE.changedAddress), other);
    assert.equal(message.attributes.length, 3);
  });

  it('refuses without the magic cookie as RFC 3489 asks', async (t) => {
    const port = await startService(t, ['127.0.0.1']);
    const client = await UdpClient.open(t);
    const to = { address: '127.0.0.1', port };
    for (const [types, told] of [
      [[0x0002], [0x0002, 0x0002]],
      [
        [0x0002, 0x0026],
        [0x0002, 0x0026],
      ],
      [
        [0x0002, 0x0026, 0x0027],
        [0x0002, 0x0026, 0x0027, 0x0027],
      ],
    ] as const) {
      const attributes = types.map((type) => textAttribute(type, 'abcdefgh'));
      const asked = request(attributes, Buffer.concat([Buffer.from([1]), randomBytes(15)]));
      const { message } = await client.ask(asked, to);
      assert.equal(readErrorCode(message)?.code, 420);
      assert.deepEqual(readUnknownAttributes(message), told);
      for (const { type, value } of message.attributes) assert.equal(value.length % 4, 0, `${type}`);
    }
    // A change of the port can be made, even if there is no other address.
    const legacy = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
    const changed = await client.ask(request([changeRequest({ address: false, port: true })], legacy), to);
    assert.deepEqual([changed.message.class, changed.from.port], ['success', port + 1]);
  });

  it('with one address names no other one, and refuses every change', needsIPv6(), async (t) => {
    const port = await startService(t, ['::1']);
    const client = await UdpClient.open(t, '::1');
    const to = { address: '::1', port };
    const { message } = await client.ask(request([], newTransaction(), { fingerprint: true }), to);
    assert.deepEqual(readXorMappedAddress(message), client.endpoint);
    assert.equal(valueOf(message, ATTRIBUTE.otherAddress), undefined);
    assert.equal(valueOf(message, ATTRIBUTE.mappedAddress), undefined);
    assert.ok(valueOf(message, ATTRIBUTE.fingerprint), 'a fingerprint is answered with one');

    for (const change of [
      { address: true, port: true },
      { address: true, port: false },
      { address: false, port: true },
    ]) {
      const refused = await client.ask(request([changeRequest(change)]), to);
      assert.deepEqual(readErrorCode(refused.message), { code: 420, reason: 'Unknown Attribute' });
      assert.deepEqual(readUnknownAttributes(refused.message), [ATTRIBUTE.changeRequest]);
      assert.equal(refused.from.port, port);
    }
    const same = await client.ask(request([changeRequest({ address: false, port: false })]), to);
    assert.equal(same.message.class, 'success');
  });

  it('refuses requests that would have it send to others, and answers nothing else', async (t) => {
    const { service, port } = await openService(t, ['127.0.0.1']);
    const client = await UdpClient.open(t);
    const to = { address: '127.0.0.1', port };
    const [responseAddress, padding, responsePort] = [0x0002, 0x0026, 0x0027];
    const attributes = [responseAddress, padding, responsePort].map((type) =>
      textAttribute(type, 'abcdefgh'),
    );
    const { message, from } = await client.ask(request(attributes), to);
    assert.equal(message.class, 'error');
    assert.deepEqual(readUnknownAttributes(message), [responseAddress, padding, responsePort]);
    assert.deepEqual(from, to);

    // No client sends from port 0, but a datagram can say so.
    service.handle('11', request(), { address: '127.0.0.1', port: 0 });
    client.send(Buffer.from('hello'), to);
    for (const name of ['indication', 'success', 'error'] as const) {
      const transaction = newTransaction();
      client.send(encodeStun({ class: name, method: BINDING, transaction, attributes: [] }), to);
    }
    const transaction = newTransaction();
    client.send(encodeStun({ class: 'request', method: 3, transaction, attributes: [] }), to);
    await client.ask(request(), to);
    assert.equal(client.arrivals.length, 2);
  });

  it('limits its answers to one address, not those to others', async (t) => {
    const { service } = await openService(t, ['127.0.0.1']);
    // The system drops datagrams of its own, so answers are counted as they leave.
    const send = t.mock.method(SocketGrid.prototype, 'send', () => {});
    const sent = 100_000;
    const one = request();
    for (let i = 0; i < sent; i += 1) service.handle('11', one, { address: '192.0.2.1', port: 9 });
    const answers = send.mock.callCount();
    assert.ok(answers >= 200 && answers < sent, `${answers} answers`);
    service.handle('11', one, { address: '192.0.2.2', port: 9 });
    assert.equal(send.mock.callCount(), answers + 1);
  });

  it('is understood by turnutils_natdiscovery', needs('natDiscovery'), async (t) => {
    const port = await startService(t, TWO);
    const program = findProgram('natDiscovery') ?? '';
    const { stdout } = await run(program, ['-m', '-f', '-p', String(port), '127.0.0.1']);
    assert.match(stdout, /NAT with Endpoint Independent Mapping!/);
    assert.match(stdout, /NAT with Endpoint Independent Filtering!/);
  });

  it("is understood by Debian's stun, which speaks RFC 3489", needs('stunClient'), async (t) => {
    const port = await startService(t, TWO);
    // Its exit status is the type that it has found.
    const ended = await run(findProgram('stunClient') ?? '', [`127.0.0.1:${port}`]).catch(
      (error: unknown) => error as { stdout: string; stderr: string },
    );
    assert.match(ended.stdout + ended.stderr, /Primary: Open/);
  });
});

describe('AddressRate', () => {
  it('limits each address and all together, and forgets full buckets', () => {
    const rate = new AddressRate({ perAddress: 1, altogether: 3 });
    const take = (address: string, now: number): number =>
      Array.from({ length: 100 }, () => rate.take(address, now)).filter(Boolean).length;
    const start = performance.now() + 1000;
    assert.equal(take('192.0.2.1', start), 10);
    assert.equal(rate.take('192.0.2.2', start), true, 'who asks in vain takes nothing from the others');
    assert.equal(take('192.0.2.3', start), 10);
    assert.equal(take('192.0.2.4', start), 9, 'those of ten seconds for all');
    assert.equal(rate.size, 4);
    assert.equal(rate.take('192.0.2.5', start), false);
    assert.equal(rate.size, 4, 'nobody is remembered who was not let through');
    assert.equal(take('2001:db8::1', start + 100_000), 10);
    assert.equal(rate.take('2001:db8::2', start + 200_000), true);
    assert.equal(rate.size, 1);
  });
});
