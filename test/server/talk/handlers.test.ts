import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startServer } from '../support/fixture.js';
import type { RawClient } from '../support/raw-client.js';

const NOTHING = { microphone: false, camera: false, screen: false };
const codeOf = async (reply: ReturnType<RawClient['request']>): Promise<string | undefined> =>
  (await reply).error?.code;

describe('join', () => {
  it('gives the participants to the new member, and the new member to the others', async (t) => {
    const { member } = await startServer(t, { iceServers: [{ urls: ['stun:stun.example.com'] }] });
    const ann = await member('lobby', { name: 'Ann', instance: 'a' });
    assert.deepEqual(ann.joined.participants, []);
    const ben = await member('lobby', { name: 'Ben', instance: 'b' });

    const { self, resumeToken, ...rest } = ben.joined;
    assert.match(self, /^[\w-]{16}$/);
    assert.match(resumeToken, /^[\w.-]{40,}$/);
    assert.deepEqual(rest, {
      type: 'joined',
      re: 1,
      room: 'lobby',
      resumed: false,
      seq: 0,
      participants: [{ id: ann.joined.self, name: 'Ann', instance: 'a', media: NOTHING }],
      iceServers: [{ urls: ['stun:stun.example.com'] }],
      limits: { participants: 8, message: 65536, heartbeatMs: 15000 },
    });
    assert.deepEqual(await ann.client.next('participant-joined'), {
      type: 'participant-joined',
      seq: 1,
      participant: { id: self, name: 'Ben', instance: 'b', media: NOTHING },
    });
  });

  it('gives the grace period if it is not the default', async (t) => {
    const { member } = await startServer(t, { graceMs: 60_000 });
    assert.deepEqual((await member('r')).joined.limits, {
      participants: 8,
      message: 65536,
      heartbeatMs: 15000,
      graceMs: 60_000,
    });
  });

  it('keeps rooms apart', async (t) => {
    const { member } = await startServer(t);
    const ann = await member('one');
    const ben = await member('two');
    assert.deepEqual(ben.joined.participants, []);
    assert.equal(
      await codeOf(ben.client.request({ type: 'signal', to: ann.joined.self, payload: 1 })),
      'unknown-participant',
    );
    await ann.client.settle();
    assert.deepEqual(ann.client.pushes, []);
  });

  it('gives each member another id and token', async (t) => {
    const { member } = await startServer(t, { maxParticipants: 20 });
    const all = await Promise.all(Array.from({ length: 20 }, () => member('r')));
    assert.equal(new Set(all.map(({ joined }) => joined.self)).size, 20);
    assert.equal(new Set(all.map(({ joined }) => joined.resumeToken)).size, 20);
  });

  it('is refused a second time', async (t) => {
    const { member } = await startServer(t);
    const { client } = await member('r');
    const reply = await client.request({ type: 'join', room: 'r', instance: 'x' });
    assert.equal(reply.error?.code, 'already-joined');
    await client.settle();
  });

  it('is handled in order with what follows in the same packet', async (t) => {
    const { connect, member } = await startServer(t);
    const ann = await member('r');
    const ben = await connect();
    ben.send({ type: 'join', id: 101, room: 'r', instance: 'b' });
    ben.send({ type: 'join', id: 102, room: 'r', instance: 'b' });
    for (let number = 0; number < 50; number += 1) {
      ben.send({ type: 'signal', to: ann.joined.self, payload: number });
    }
    ben.send({ type: 'leave', id: 103 });
    ben.send({ type: 'signal', id: 104, to: ann.joined.self, payload: 'late' });
    await ben.settle();
    assert.deepEqual(
      ben.received.map(({ type, re, error }) => [type, re, error?.code]),
      [
        ['joined', 101, undefined],
        ['error', 102, 'already-joined'],
        ['left', 103, undefined],
        ['error', 104, 'not-joined'],
        ['pong', 1, undefined],
      ],
    );
    await ann.client.settle();
    const signals = ann.client.pushes.filter(({ type }) => type === 'signal');
    assert.deepEqual(
      signals.map(({ payload }) => payload),
      Array.from({ length: 50 }, (_, number) => number),
    );
  });
});

describe('capacity', () => {
  it('refuses one member too many with a retryable error', async (t) => {
    const { member, connect } = await startServer(t, { maxParticipants: 2 });
    const ann = await member('r');
    await member('r');
    const late = await connect();
    const reply = await late.request({ type: 'join', room: 'r', instance: 'x' });
    assert.equal(reply.type, 'error');
    assert.equal(reply.error?.code, 'room-full');
    assert.equal(reply.error.retryable, true);
    await ann.client.request({ type: 'leave' });
    await late.join('r');
  });

  it('gives the last place to one of many', async (t) => {
    const { member, connect } = await startServer(t, { maxParticipants: 3 });
    await member('r');
    await member('r');
    const racers = await Promise.all(Array.from({ length: 20 }, () => connect()));
    const replies = await Promise.all(
      racers.map((racer) => racer.request({ type: 'join', room: 'r', instance: 'x' })),
    );
    assert.equal(replies.filter(({ type }) => type === 'joined').length, 1);
    assert.equal(replies.filter(({ error }) => error?.code === 'room-full').length, 19);
  });

  it('counts members who are away', async (t) => {
    const { member, connect } = await startServer(t, { maxParticipants: 2 });
    const ann = await member('r');
    const ben = await member('r');
    ben.client.terminate();
    await ann.client.next('participant-away');
    const late = await connect();
    assert.equal(await codeOf(late.request({ type: 'join', room: 'r', instance: 'x' })), 'room-full');
  });
});

describe('signal', () => {
  it('reaches its recipient, with sender and number', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben, cem] = [await member('r'), await member('r'), await member('r')];
    const payload = { kind: 'x', list: [1, 'é\u2028"\\'], deep: { n: null } };
    ben.client.send({ type: 'signal', to: ann.joined.self, payload, from: cem.joined.self });
    const first = await ann.client.next('signal');
    assert.deepEqual(first, { type: 'signal', from: ben.joined.self, seq: 3, payload });
    cem.client.send({ type: 'signal', to: ann.joined.self, payload: null });
    assert.deepEqual(await ann.client.next('signal'), {
      type: 'signal',
      from: cem.joined.self,
      seq: 4,
      payload: null,
    });
    await cem.client.settle();
    assert.ok(cem.client.pushes.every(({ type }) => type !== 'signal'));
  });

  it('is answered only if it has an id', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    assert.deepEqual(await ben.client.request({ type: 'signal', to: ann.joined.self, payload: {} }), {
      type: 'ok',
      re: 2,
    });
    // The same in another order of members, which takes the longer way through the server.
    ben.client.sendRaw(`{ "payload": {}, "id": 77, "to": "${ann.joined.self}", "type": "signal" }`);
    assert.deepEqual(await ben.client.next(({ re }) => re === 77), { type: 'ok', re: 77 });
    ben.client.send({ type: 'signal', to: ann.joined.self, payload: {} });
    await ben.client.settle();
    assert.deepEqual(ben.client.untaken, []);
  });

  it('to an unknown member, to its sender or without a payload is an error', async (t) => {
    const { member } = await startServer(t);
    const { client, joined } = await member('r');
    assert.equal(
      await codeOf(client.request({ type: 'signal', to: 'nobody', payload: 1 })),
      'unknown-participant',
    );
    assert.equal(
      await codeOf(client.request({ type: 'signal', to: joined.self, payload: 1 })),
      'unknown-participant',
    );
    assert.equal(
      await codeOf(client.request({ type: 'signal', to: '__proto__', payload: 1 })),
      'unknown-participant',
    );
    assert.equal(await codeOf(client.request({ type: 'signal', to: 'nobody' })), 'bad-message');
    client.send({ type: 'signal', to: 'nobody', payload: 1 });
    const error = await client.next('error');
    assert.equal(error.error?.code, 'unknown-participant');
    assert.ok(!('re' in error));
  });

  it('cannot be made to look like another message', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    const to = ann.joined.self;
    for (const rest of [
      '1,"from":"someone"}',
      '1},{"type":"going-away","retryAfterMs":0}',
      '{}} {}',
      '"\u0000"}',
      '}',
      '',
      '[}',
    ]) {
      ben.client.sendRaw(`{"type":"signal","to":"${to}","payload":${rest}`);
    }
    await ben.client.settle();
    await ann.client.settle();
    const signals = ann.client.pushes.filter(({ type }) => type === 'signal');
    assert.deepEqual(
      signals.map(({ from, payload }) => ({ from, payload })),
      [{ from: ben.joined.self, payload: 1 }],
    );
    assert.equal(ben.client.received.filter(({ type }) => type === 'error').length, 6);
  });

  it('must still fit into a message for the recipient', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    const around = JSON.stringify({ type: 'signal', id: 2, to: ann.joined.self, payload: '' }).length;
    const reply = await ben.client.request({
      type: 'signal',
      to: ann.joined.self,
      payload: 'x'.repeat(65_536 - around - 1),
    });
    assert.equal(reply.error?.code, 'message-too-large');
    await ben.client.request({ type: 'signal', to: ann.joined.self, payload: 'x'.repeat(65_000) });
    assert.equal((await ann.client.next('signal')).payload, 'x'.repeat(65_000));
  });

  it('survives a payload nested as deeply as a frame can hold', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    const deep = '['.repeat(30_000) + ']'.repeat(30_000);
    ben.client.sendRaw(`{"payload":${deep},"type":"signal","id":5,"to":"${ann.joined.self}"}`);
    const reply = await ben.client.next(({ re }) => re === 5);
    assert.ok(reply.type === 'ok' || reply.error?.code === 'bad-message');
    await ben.client.settle();
    await ann.client.settle();
  });
});

describe('update', () => {
  it('shows the whole participant to the others', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r', { name: 'Ben', instance: 'b' })];
    const media = { microphone: true, camera: false, screen: true };
    assert.equal((await ben.client.request({ type: 'update', media })).type, 'ok');
    assert.deepEqual(await ann.client.next('participant-updated'), {
      type: 'participant-updated',
      seq: 2,
      participant: { id: ben.joined.self, name: 'Ben', instance: 'b', media },
    });
    ben.client.send({ type: 'update', name: 'Benno' });
    const { participant } = await ann.client.next('participant-updated');
    assert.deepEqual(participant, { id: ben.joined.self, name: 'Benno', instance: 'b', media });
    const cem = await member('r');
    assert.deepEqual(cem.joined.participants[1], participant);
    assert.deepEqual(
      ben.client.untaken.map(({ type }) => type),
      ['participant-joined'],
    );
  });

  it('shows a name with U+FFFD in place of a lone surrogate, which UTF-8 cannot hold', async (t) => {
    const { connect, member } = await startServer(t);
    const ann = await member('r', { name: 'Ann \ud83d' });
    const ben = await member('r');
    assert.equal(ben.joined.participants[0]?.name, 'Ann \ufffd');
    ann.client.send({ type: 'update', name: '\udc4bAnn👋' });
    assert.equal((await ben.client.next('participant-updated')).participant?.name, '\ufffdAnn👋');
    const client = await connect();
    const refused = await client.request({ type: 'join', room: 'r\ud83d', instance: 'x' });
    assert.equal(refused.error?.code, 'bad-message');
  });

  it('that changes nothing is confirmed and not pushed', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    assert.equal((await ben.client.request({ type: 'update' })).type, 'ok');
    await ann.client.settle();
    assert.equal(ann.client.pushes.length, 1);
  });
});

describe('leave', () => {
  it('is pushed to the others, and leaves the socket open for another room', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    assert.deepEqual(await ben.client.request({ type: 'leave' }), { type: 'left', re: 2 });
    assert.deepEqual(await ann.client.next('participant-left'), {
      type: 'participant-left',
      seq: 2,
      id: ben.joined.self,
      reason: 'left',
    });
    assert.equal(await codeOf(ben.client.request({ type: 'leave' })), 'not-joined');
    const again = await ben.client.join('r');
    assert.notEqual(again.self, ben.joined.self);
    assert.equal((await ann.client.next(({ seq }) => seq === 3)).type, 'participant-joined');
  });

  it('makes the resume token void', async (t) => {
    const { member, connect } = await startServer(t);
    const ann = await member('r');
    const ben = await member('r');
    await ben.client.request({ type: 'leave' });
    const back = await (await connect()).join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
    assert.notEqual(back.self, ben.joined.self);
    assert.equal(back.participants.length, 1);
    await ann.client.settle();
  });
});

describe('before joining', () => {
  it('ping is answered, everything else is not-joined', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect();
    assert.deepEqual(await client.request({ type: 'ping' }), { type: 'pong', re: 1 });
    assert.equal(await codeOf(client.request({ type: 'signal', to: 'x', payload: 1 })), 'not-joined');
    assert.equal(await codeOf(client.request({ type: 'update', name: 'x' })), 'not-joined');
    assert.equal(await codeOf(client.request({ type: 'leave' })), 'not-joined');
    client.send({ type: 'update', name: 'x' });
    assert.ok(!('re' in (await client.next('error'))));
  });
});

describe('bad messages', () => {
  const WRONG: readonly (string | Buffer)[] = [
    '',
    '{',
    'null',
    '[]',
    '"join"',
    '{}',
    '{"type":"no-such-thing"}',
    '{"type":"__proto__"}',
    '{"type":"join"}',
    '{"type":"toString"}',
    JSON.stringify({ type: 'join', id: 1, room: '', instance: 'x' }),
    JSON.stringify({ type: 'join', id: 1, room: 'r'.repeat(129), instance: 'x' }),
    JSON.stringify({ type: 'join', id: 1, room: 'r\n', instance: 'x' }),
    JSON.stringify({ type: 'join', id: -1, room: 'r', instance: 'x' }),
    JSON.stringify({ type: 'ping', id: 'x' }),
    Buffer.from('{"type":"ping","id":1}'),
  ];

  it('get an error, and the connection stays open', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect();
    for (const frame of WRONG) {
      client.sendRaw(frame, { binary: typeof frame !== 'string' });
      const { error } = await client.next('error');
      assert.equal(error?.code, 'bad-message', String(frame));
      assert.equal(error.retryable, false);
    }
    await client.settle();
    await client.join('r');
  });

  it('are answered with their id if they have one', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect();
    assert.equal(await codeOf(client.request({ type: 'join', room: 5 })), 'bad-message');
    assert.equal(await codeOf(client.request({ type: 'no-such-thing' })), 'bad-message');
  });
});
