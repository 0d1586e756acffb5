import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startServer } from './support/fixture.js';

describe('a lost socket', () => {
  it('makes the member away, and ends its place after the grace period', async (t) => {
    const { member, connect } = await startServer(t, { graceMs: 2500 });
    const [ann, ben] = [await member('r'), await member('r', { name: 'Ben', instance: 'b' })];
    const id = ben.joined.self;
    const cem = await connect();
    ben.client.terminate();
    assert.deepEqual(await ann.client.next('participant-away'), { type: 'participant-away', seq: 2, id });
    const { participants } = await cem.join('r');
    assert.equal(participants.find((one) => one.id === id)?.away, true);
    assert.deepEqual(await ann.client.next('participant-left'), {
      type: 'participant-left',
      seq: 4,
      id,
      reason: 'timeout',
    });
  });

  it('keeps the place after a close handshake, too: only leave gives it up', async (t) => {
    const { member } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    ben.client.close();
    assert.equal((await ann.client.next('participant-away')).id, ben.joined.self);
  });

  it('ends the place at once without a grace period', async (t) => {
    const { member } = await startServer(t, { graceMs: 0 });
    const [ann, ben] = [await member('r'), await member('r')];
    ben.client.terminate();
    assert.equal((await ann.client.next('participant-left')).reason, 'timeout');
  });
});

describe('resume', () => {
  it('gives back the same member with all missed pushes, in order and once', async (t) => {
    const { member, connect } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r', { name: 'Ben', instance: 'b' })];
    const to = ben.joined.self;
    for (const payload of [1, 2, 3]) ann.client.send({ type: 'signal', to, payload });
    await ben.client.next(({ payload }) => payload === 3);
    ben.client.terminate();
    await ann.client.next('participant-away');
    for (const payload of [4, 5]) {
      assert.equal((await ann.client.request({ type: 'signal', to, payload })).type, 'ok');
    }
    await member('r', { name: 'Cem' });

    const client = await connect();
    // As if 3 had been sent, but had not arrived.
    const back = await client.join('r', {
      name: 'Ben',
      instance: 'b',
      resume: { token: ben.joined.resumeToken, lastSeq: 2 },
    });
    assert.equal(back.self, to);
    assert.equal(back.resumed, true);
    assert.equal(back.seq, 2);
    assert.notEqual(back.resumeToken, ben.joined.resumeToken);
    await client.next('participant-joined');
    assert.deepEqual(
      client.pushes.map(({ seq, type, payload }) => [seq, type, payload]),
      [
        [3, 'signal', 3],
        [4, 'signal', 4],
        [5, 'signal', 5],
        [6, 'participant-joined', undefined],
      ],
    );
    const { participant } = await ann.client.next('participant-updated');
    assert.deepEqual(participant, {
      id: to,
      name: 'Ben',
      instance: 'b',
      media: { microphone: false, camera: false, screen: false },
    });
    // It goes on from there, in both directions.
    ann.client.send({ type: 'signal', to, payload: 6 });
    assert.equal((await client.next(({ payload }) => payload === 6)).seq, 7);
    assert.equal((await client.request({ type: 'signal', to: ann.joined.self, payload: 'back' })).type, 'ok');
    await ann.client.next(({ from, payload }) => from === to && payload === 'back');
  });

  it('keeps the name and the media', async (t) => {
    const { member, connect } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r', { name: 'Ben', instance: 'b' })];
    const media = { microphone: true, camera: true, screen: false };
    await ben.client.request({ type: 'update', media });
    ben.client.terminate();
    await ann.client.next('participant-away');
    const client = await connect();
    const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
    const reply = await client.request({ type: 'join', room: 'r', instance: 'b', resume });
    assert.equal(reply.resumed, true);
    const { participant } = await ann.client.next(
      ({ type, seq }) => type === 'participant-updated' && seq === 4,
    );
    assert.deepEqual(participant, { id: ben.joined.self, name: 'Ben', instance: 'b', media });
  });

  it('within the grace period stops its timer', async (t) => {
    const { member, connect } = await startServer(t, { graceMs: 2500 });
    const [ann, ben] = [await member('r'), await member('r')];
    const client = await connect();
    ben.client.terminate();
    await ann.client.next('participant-away');
    await client.join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
    // The grace period of a later member ends after that of Ben would have.
    const cem = await member('r');
    cem.client.terminate();
    const left = await ann.client.next('participant-left');
    assert.equal(left.id, cem.joined.self);
  });

  it('of a reloaded page gives the place, but no replay', async (t) => {
    const { member, connect } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r', { instance: 'before' })];
    await ben.client.request({ type: 'update', media: { microphone: true, camera: true, screen: true } });
    ben.client.terminate();
    await ann.client.next('participant-away');
    ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'for the old page' });
    await ann.client.settle();

    const client = await connect();
    const back = await client.join('r', {
      name: 'Benno',
      instance: 'after',
      resume: { token: ben.joined.resumeToken, lastSeq: 0 },
    });
    assert.equal(back.self, ben.joined.self);
    assert.equal(back.resumed, false);
    assert.equal(back.seq, 1);
    assert.deepEqual(
      back.participants.map(({ id }) => id),
      [ann.joined.self],
    );
    const { participant } = await ann.client.next(({ participant }) => participant?.instance === 'after');
    assert.deepEqual(participant, {
      id: ben.joined.self,
      name: 'Benno',
      instance: 'after',
      media: { microphone: false, camera: false, screen: false },
    });
    await client.settle();
    assert.deepEqual(client.pushes, []);
    ann.client.send({ type: 'signal', to: back.self, payload: 1 });
    assert.equal((await client.next('signal')).seq, 2);
  });

  it('after more pushes than are kept starts from a fresh snapshot', async (t) => {
    const { member, connect } = await startServer(t);
    for (const [count, size] of [
      [257, 1],
      [10, 60_000],
    ] as const) {
      const [ann, ben] = [await member('r'), await member('r')];
      ben.client.terminate();
      await ann.client.next(({ type, id }) => type === 'participant-away' && id === ben.joined.self);
      for (let number = 0; number < count; number += 1) {
        ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'x'.repeat(size) });
      }
      await ann.client.settle();
      const client = await connect();
      const back = await client.join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
      assert.equal(back.self, ben.joined.self);
      assert.equal(back.resumed, false);
      assert.equal(back.seq, count);
      await client.settle();
      assert.deepEqual(client.pushes, []);
    }
  });

  it('with a number from the future starts from a fresh snapshot', async (t) => {
    const { member, connect } = await startServer(t);
    const ben = await member('r');
    ben.client.terminate();
    const back = await (
      await connect()
    ).join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 99 } });
    assert.equal(back.self, ben.joined.self);
    assert.equal(back.resumed, false);
  });

  it('lets the newest socket win', async (t) => {
    const { member, connect } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    const newer = await connect();
    const back = await newer.join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
    assert.deepEqual(await ben.client.closed, { code: 4501, reason: 'replaced' });
    assert.equal(back.self, ben.joined.self);
    assert.equal(back.resumed, true);
    await ann.client.settle();
    // The old socket's end says nothing about the member.
    assert.ok(ann.client.pushes.every(({ type }) => type !== 'participant-away'));
    ann.client.send({ type: 'signal', to: back.self, payload: 1 });
    await newer.next('signal');
    assert.ok(ben.client.pushes.every(({ type }) => type !== 'signal'));
  });

  it('works after the answer to the previous resume was lost', async (t) => {
    const { member, connect } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    ben.client.terminate();
    await ann.client.next('participant-away');
    const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
    const broken = await connect();
    assert.equal((await broken.join('r', { resume })).self, ben.joined.self);
    broken.terminate();
    await ann.client.next(({ type, seq }) => type === 'participant-away' && seq === 4);
    const client = await connect();
    const back = await client.join('r', { resume });
    assert.equal(back.self, ben.joined.self);
    assert.equal(back.participants.length, 1);
    // From the first word on the new token is the only one.
    await client.request({ type: 'ping' });
    client.terminate();
    await ann.client.next(({ type, seq }) => type === 'participant-away' && seq === 6);
    assert.notEqual((await (await connect()).join('r', { resume })).self, ben.joined.self);
  });

  it('works after the answer was lost and before the server notices', async (t) => {
    const { member, connect } = await startServer(t);
    const [ann, ben] = [await member('r'), await member('r')];
    const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
    const unread = await connect();
    unread.socket.pause();
    unread.send({ type: 'join', id: 1, room: 'r', instance: 'page-1', resume });
    await ann.client.next('participant-updated');
    // A message after its join does not show that it has read the answer.
    unread.send({ type: 'signal', to: ann.joined.self, payload: 'unheard' });
    await ann.client.next('signal');
    const client = await connect();
    const back = await client.join('r', { resume });
    assert.deepEqual([back.self, back.resumed], [ben.joined.self, true]);
    ann.client.send({ type: 'signal', to: back.self, payload: 'here' });
    await client.next('signal');
    assert.ok(ann.client.pushes.every(({ type }) => type !== 'participant-away'));
  });

  it('works with the newest token that arrived, even if the server does not know that it did', async (t) => {
    const { member, connect } = await startServer(t);
    const ben = await member('r');
    let { resumeToken } = ben.joined;
    for (let round = 0; round < 3; round += 1) {
      const silent = await connect({ autoPong: false });
      const joined = await silent.join('r', { resume: { token: resumeToken, lastSeq: 0 } });
      assert.equal(joined.self, ben.joined.self);
      silent.terminate();
      // Every second answer is lost.
      if (round % 2 === 0) ({ resumeToken } = joined);
    }
    const back = await (await connect()).join('r', { resume: { token: resumeToken, lastSeq: 0 } });
    assert.equal(back.self, ben.joined.self);
  });

  it('works for a client that answers no pings, as soon as it sends messages', async (t) => {
    const { member, connect } = await startServer(t, { heartbeatMs: 500 });
    const [ann, ben] = [await member('r'), await member('r')];
    const client = await connect({ autoPong: false });
    await client.join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
    client.socket.on('ping', () => client.send({ type: 'ping', id: 0 }));
    ann.client.send({ type: 'signal', to: ben.joined.self, payload: 'heard' });
    assert.equal((await client.next('signal')).payload, 'heard');
  });

  it('works after the answer to the first resume after a restart was lost', async (t) => {
    const first = await startServer(t);
    const { joined } = await first.member('r');
    await first.server.close();
    const { connect, member } = await startServer(t);
    const ann = await member('r');
    const resume = { token: joined.resumeToken, lastSeq: 0 };
    const broken = await connect({ autoPong: false });
    assert.equal((await broken.join('r', { resume })).self, joined.self);
    broken.terminate();
    await ann.client.next('participant-away');
    const back = await (await connect()).join('r', { resume });
    assert.deepEqual([back.self, back.resumed], [joined.self, false]);
  });

  it('after a restart of the server gives back the id, in a new place', async (t) => {
    const first = await startServer(t);
    const [ann, ben] = [await first.member('r', { name: 'Ann' }), await first.member('r', { name: 'Ben' })];
    await first.server.close();
    const { connect, member } = await startServer(t);
    const resume = { token: ben.joined.resumeToken, lastSeq: 7 };
    const back = await (await connect()).join('r', { name: 'Ben', resume });
    assert.deepEqual([back.self, back.resumed, back.seq], [ben.joined.self, false, 0]);
    // The id is taken now, and a token of this life is no token of another one.
    assert.notEqual((await (await connect()).join('r', { resume })).self, ben.joined.self);
    const cem = await member('r');
    const [id = '', , secret = ''] = ann.joined.resumeToken.split('.');
    const [, life = ''] = cem.joined.resumeToken.split('.');
    const forged = { token: [id, life, secret].join('.'), lastSeq: 0 };
    assert.notEqual((await (await connect()).join('r', { resume: forged })).self, ann.joined.self);
  });

  it('after a restart of the server does not give an id to a client that only knows it', async (t) => {
    const first = await startServer(t);
    const [ann, ben] = [await first.member('r', { name: 'Ann' }), await first.member('r', { name: 'Ben' })];
    await first.server.close();
    const { connect } = await startServer(t);
    const id = ann.joined.self;
    const secret = 'A'.repeat(32);
    const made = [
      `${id}.${'A'.repeat(16)}.${secret}`,
      `${id.padEnd(32, 'A')}.${'A'.repeat(16)}.${secret}`,
      [id, ...ben.joined.resumeToken.split('.').slice(1)].join('.'),
    ];
    for (const token of made) {
      const eve = await (await connect()).join('r', { resume: { token, lastSeq: 0 } });
      assert.notEqual(eve.self, id);
    }
    const resume = { token: ann.joined.resumeToken, lastSeq: 1 };
    // Nor can it be taken along to another room.
    assert.notEqual((await (await connect()).join('other', { resume })).self, id);
    assert.equal((await (await connect()).join('r', { resume })).self, id);
  });

  it('takes each token once', async (t) => {
    const { member, connect } = await startServer(t);
    const ben = await member('r');
    const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
    const first = await (await connect()).join('r', { resume });
    const second = await (await connect()).join('r', { resume });
    assert.equal(first.self, ben.joined.self);
    assert.notEqual(second.self, ben.joined.self);
    assert.deepEqual(
      second.participants.map(({ id }) => id),
      [ben.joined.self],
    );
  });

  it('with a wrong, expired or foreign token is a join like any other', async (t) => {
    const { member, connect } = await startServer(t, { graceMs: 0 });
    const ann = await member('r');
    const ben = await member('r');
    const [id = ''] = ann.joined.resumeToken.split('.');
    const wrong = [id, `${id}.`, `${id}.${'A'.repeat(32)}`, 'x', '.', `${ann.joined.resumeToken}x`];
    for (const token of wrong) {
      const client = await connect();
      const joined = await client.join('r', { resume: { token, lastSeq: 0 } });
      assert.notEqual(joined.self, ann.joined.self);
      assert.equal(joined.resumed, false);
      await client.request({ type: 'leave' });
    }
    const elsewhere = await (
      await connect()
    ).join('other', { resume: { token: ann.joined.resumeToken, lastSeq: 0 } });
    assert.notEqual(elsewhere.self, ann.joined.self);
    ben.client.terminate();
    await ann.client.next(({ type, id: left }) => type === 'participant-left' && left === ben.joined.self);
    const late = await (await connect()).join('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
    assert.notEqual(late.self, ben.joined.self);
    assert.ok(ann.client.isOpen);
  });

  it('is possible in a full room', async (t) => {
    const { member, connect } = await startServer(t, { maxParticipants: 1 });
    const ann = await member('r');
    ann.client.terminate();
    const back = await (await connect()).join('r', { resume: { token: ann.joined.resumeToken, lastSeq: 0 } });
    assert.equal(back.self, ann.joined.self);
  });

  it('loses and doubles no push, however often the socket is cut', async (t) => {
    const { member, connect } = await startServer(t);
    const ann = await member('r');
    let { client, joined } = await member('r');
    const heard: unknown[] = [];
    let lastSeq = 0;
    let sent = 0;
    for (let round = 0; round < 30; round += 1) {
      for (let burst = 0; burst < 5; burst += 1) {
        sent += 1;
        ann.client.send({ type: 'signal', to: joined.self, payload: sent });
      }
      // Cut without looking at what is on its way.
      if (round % 3 === 0) await ann.client.settle();
      client.terminate();
      for (const { seq = 0, payload } of client.pushes) {
        lastSeq = seq;
        if (payload !== undefined) heard.push(payload);
      }
      client = await connect();
      joined = await client.join('r', { resume: { token: joined.resumeToken, lastSeq } });
      assert.equal(joined.resumed, true);
    }
    await client.next(({ payload }) => payload === sent);
    for (const { payload } of client.pushes) if (payload !== undefined) heard.push(payload);
    assert.deepEqual(
      heard,
      Array.from({ length: sent }, (_, index) => index + 1),
    );
  });
});
