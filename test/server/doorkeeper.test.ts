import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Authorize, JoinAttempt } from '../../server/index.js';
import { startServer } from './support/fixture.js';
import { secondsFromNow, signToken } from './support/json-web-token.js';

const SECRET = 'correct horse battery staple, twice over';

describe('authorize', () => {
  it('is asked with the request and what is wanted', async (t) => {
    const asked: [string | undefined, JoinAttempt][] = [];
    const { connect } = await startServer(t, {
      authorize: ({ headers }, join) => {
        asked.push([headers.cookie, join]);
        return headers.cookie === 'user=ann';
      },
    });
    const ann = await connect({ headers: { Cookie: 'user=ann' } });
    await ann.join('r', { token: 'mine' });
    const ben = await connect({ headers: { Cookie: 'user=ben' } });
    const { error } = await ben.request({ type: 'join', room: 'missing', instance: 'x' });
    assert.equal(error?.code, 'unauthorized');
    assert.deepEqual(asked, [
      ['user=ann', { room: 'r', name: 'Ann', token: 'mine', identity: undefined, resuming: false }],
      [
        'user=ben',
        { room: 'missing', name: undefined, token: undefined, identity: undefined, resuming: false },
      ],
    ]);
  });

  it('may take its time, and say who it is', async (t) => {
    const { connect, member } = await startServer(t, {
      authorize: async ({ headers }) => {
        await Promise.resolve();
        return { identity: headers.cookie ?? '', name: 'Known' };
      },
    });
    const ann = await member('r');
    const ben = await (await connect({ headers: { Cookie: 'ben' } })).join('r', { name: 'Made up' });
    assert.equal((await ann.client.next('participant-joined')).participant?.name, 'Known');
    const resume = { token: ben.resumeToken, lastSeq: 0 };
    const eve = await (await connect({ headers: { Cookie: 'eve' } })).join('r', { resume });
    assert.notEqual(eve.self, ben.self);
    const back = await (await connect({ headers: { Cookie: 'ben' } })).join('r', { resume });
    assert.equal(back.self, ben.self);
  });

  it('hears only of those whose token is good', async (t) => {
    const identities: unknown[] = [];
    const { connect } = await startServer(t, {
      tokenSecret: SECRET,
      authorize: (_request, { identity }) => identities.push(identity) > 0,
    });
    const client = await connect();
    await client.request({ type: 'join', room: 'r', instance: 'x', token: 'bad' });
    const token = signToken({ room: 'r', sub: 'ann', exp: secondsFromNow(60) }, SECRET);
    await client.join('r', { token });
    assert.deepEqual(identities, ['ann']);
  });

  it('that fails, or says anything but yes, lets nobody in', async (t) => {
    for (const [answer, code] of [
      [() => Promise.reject(new Error('database')), 'internal'],
      [() => undefined, 'unauthorized'],
      [() => 'yes', 'unauthorized'],
      [() => null, 'unauthorized'],
    ] as const) {
      const { connect } = await startServer(t, { authorize: answer as unknown as Authorize });
      const { error } = await (await connect()).request({ type: 'join', room: 'r', instance: 'x' });
      assert.equal(error?.code, code);
      assert.doesNotMatch(error.message, /database/);
    }
  });

  it('leaves no ghost of one who closed meanwhile', async (t) => {
    let decide: (yes: boolean) => void = () => {};
    const { connect, member } = await startServer(t, {
      authorize: (_request, { name }) => name !== 'Hasty' || new Promise((resolve) => (decide = resolve)),
    });
    const ann = await member('r');
    const hasty = await connect();
    hasty.send({ type: 'join', id: 1, room: 'r', instance: 'x', name: 'Hasty' });
    hasty.close();
    await hasty.closed;
    decide(true);
    const ben = await member('r');
    assert.deepEqual(
      ben.joined.participants.map(({ id }) => id),
      [ann.joined.self],
    );
  });
});
