import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type { Authorize, JoinAttempt } from '../../../server/index.js';
import { parse, serverMessage } from '../../../src/protocol/index.js';
import { startServer } from '../support/fixture.js';
import { secondsFromNow, signToken } from '../support/json-web-token.js';

const SECRET = 'correct horse battery staple, twice over';

describe('authorize', () => {
  it('is called with the request and the attempt', async (t) => {
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
      [
        'user=ann',
        { room: 'r', name: 'Ann', token: 'mine', identity: undefined, resuming: false, checking: false },
      ],
      [
        'user=ben',
        {
          room: 'missing',
          name: undefined,
          token: undefined,
          identity: undefined,
          resuming: false,
          checking: false,
        },
      ],
    ]);
  });

  it('may be asynchronous, and give an identity and a name', async (t) => {
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

  it('is called only if the token is valid', async (t) => {
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

  it('that fails, or returns anything but a permit, lets nobody in', async (t) => {
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

  describe('with a wrong answer', () => {
    /** The effect of an answer: the name that the others see, and the log. */
    async function outcome(t: TestContext, answer: unknown) {
      const logged: string[] = [];
      const { connect, member } = await startServer(t, {
        authorize: (_request, { name }) => (name === 'Ann' ? true : answer) as boolean,
        logger: (level, event, fields) => {
          if (level !== 'debug') logged.push(`${event} ${JSON.stringify(fields)}`);
        },
      });
      const ann = await member('r');
      const client = await connect();
      const reply = await client.request({ type: 'join', room: 'r', instance: 'x', name: 'Own choice' });
      if (reply.error) return { code: reply.error.code, logged };
      // As the others hear it, and as somebody hears it who comes later.
      const { participant } = await ann.client.next('participant-joined');
      const { joined } = await member('r');
      assert.equal(joined.participants.at(-1)?.name, participant?.name);
      assert.ok(parse(serverMessage, JSON.stringify(joined)).ok, 'a client understands it');
      return { name: participant?.name, logged };
    }

    it('as a name: it is made to fit, and the log says why', async (t) => {
      const cases: [string, string, RegExp][] = [
        ['x'.repeat(65), 'x'.repeat(64), /must have 0 to 64 characters/],
        ['x'.repeat(1_000_000), 'x'.repeat(64), /must have 0 to 64 characters/],
        [`${'x'.repeat(63)}🎥`, 'x'.repeat(63), /must have 0 to 64 characters/],
        ['Ann\u0007\r\nLee', 'Ann Lee', /no control characters/],
        ['\u0000'.repeat(100), ' ', /must have 0 to 64 characters/],
      ];
      for (const [name, shown, reason] of cases) {
        const { name: seen, logged } = await outcome(t, { name });
        assert.equal(seen, shown);
        assert.ok(
          logged.some((line) => line.startsWith('name changed ') && reason.test(line)),
          logged.join(),
        );
        assert.ok(logged.join().length < 500, 'the name itself is not logged');
      }
    });

    it('as a name that is none: null is no name, anything else an error', async (t) => {
      assert.equal((await outcome(t, { name: null })).name, 'Own choice');
      for (const name of [17, true, {}, ['Ann'], Symbol('Ann')]) {
        const { code, logged } = await outcome(t, { name });
        assert.equal(code, 'internal');
        assert.match(logged.join(), /authorize: name must be a string/);
      }
    });

    it('as an identity: it is an error', async (t) => {
      assert.equal((await outcome(t, { identity: null })).name, 'Own choice');
      for (const identity of [17, {}, ['ann'], 'x'.repeat(4097)]) {
        const { code, logged } = await outcome(t, { identity });
        assert.equal(code, 'internal');
        assert.match(logged.join(), /authorize: identity must be a string/);
      }
    });

    it('instead of a permit: only true or a plain object is one', async (t) => {
      for (const answer of [[], [true], new Error('no such user'), 1, 'true', () => true]) {
        const { code, logged } = await outcome(t, answer);
        assert.equal(code, 'unauthorized', String(answer));
        assert.doesNotMatch(logged.join(), /no such user/);
      }
      const { name } = await outcome(t, { name: 'Known', password: 'hidden', room: 'elsewhere' });
      assert.equal(name, 'Known');
    });

    it('by a getter that throws', async (t) => {
      const { code } = await outcome(t, {
        get name(): string {
          throw new Error('database');
        },
      });
      assert.equal(code, 'internal');
    });
  });

  it('leaves no member behind if the client has closed meanwhile', async (t) => {
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
