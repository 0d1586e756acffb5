import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { createTokenReader } from '../../../server/doors/tokens.js';
import type { Logger, SignalingServerOptions } from '../../../server/index.js';
import { startServer, until } from '../support/fixture.js';
import type { Fixture } from '../support/fixture.js';
import { secondsFromNow, signToken } from '../support/json-web-token.js';

const SECRET = 'correct horse battery staple, twice over';
const CLAIMS = { room: 'r', sub: 'ann', exp: secondsFromNow(600) };

const good = (claims: object = {}): string => signToken({ ...CLAIMS, ...claims }, SECRET);

const BAD: Record<string, string | undefined> = {
  'none at all': undefined,
  nonsense: 'x',
  'nonsense in three parts': 'a.b.c',
  expired: good({ exp: secondsFromNow(-1) }),
  'not valid yet': good({ nbf: secondsFromNow(60) }),
  'for another room': good({ room: 'other' }),
  'for no room': good({ room: undefined }),
  'for a room that is no text': good({ room: ['r'] }),
  'without an end': good({ exp: undefined }),
  'without an owner': good({ sub: undefined }),
  'with an empty owner': good({ sub: '' }),
  'with a name that is none': good({ name: 'a\u0007' }),
  'signed with another secret': signToken(CLAIMS, 'another secret, as long as the right one'),
  'not signed': signToken(CLAIMS, SECRET, { hash: null }),
  'that says it needs no signature': signToken(CLAIMS, SECRET, { alg: 'none', hash: null }),
  'that says so and is signed': signToken(CLAIMS, SECRET, { alg: 'none' }),
  'signed in another way': signToken(CLAIMS, SECRET, { alg: 'HS512', hash: 'sha512' }),
  'that says it is signed in another way': signToken(CLAIMS, SECRET, { alg: 'RS256' }),
  'changed after it was signed': good().replace(/\.[^.]+\./, `.${good({ sub: 'eve' }).split('.')[1] ?? ''}.`),
};

const start = (t: TestContext, options: SignalingServerOptions = {}): Promise<Fixture> =>
  startServer(t, { tokenSecret: SECRET, ...options });

describe('a token', () => {
  it('that is valid opens its room', async (t) => {
    const { member } = await start(t);
    const ann = await member('r', { token: good() });
    const ben = await member('r', { token: good({ sub: 'ben' }), name: 'Ben' });
    assert.equal(ben.joined.participants.length, 1);
    // The sender is who the server says, not who the message says.
    ben.client.send({ type: 'signal', to: ann.joined.self, from: 'eve', payload: 1 });
    assert.equal((await ann.client.next('signal')).from, ben.joined.self);
  });

  for (const [what, token] of Object.entries(BAD)) {
    it(`${what} is refused`, async (t) => {
      const { connect } = await start(t);
      const client = await connect();
      const { error } = await client.request({ type: 'join', room: 'r', instance: 'x', token });
      assert.deepEqual(error, {
        code: 'unauthorized',
        message: 'you may not join this room',
        retryable: false,
      });
      // The one who was given a better one meanwhile may try again.
      await client.join('r', { token: good() });
    });
  }

  it('that is refused tells neither whether the room exists nor whether it is full', async (t) => {
    const { member, connect } = await start(t, { maxParticipants: 1 });
    await member('r', { token: good() });
    const answers = [];
    for (const room of ['r', 'missing']) {
      const client = await connect();
      answers.push(
        await client.request({ type: 'join', room, instance: 'x', token: good({ room: 'mine' }) }),
      );
    }
    assert.deepEqual(answers[0], answers[1]);
    const invited = await connect();
    const { error } = await invited.request({ type: 'join', room: 'r', instance: 'x', token: good() });
    assert.equal(error?.code, 'room-full');
  });

  it('that expires ends no membership, but coming back needs a fresh one', async (t) => {
    const { member, connect } = await start(t);
    const ann = await member('r', { token: good() });
    const short = good({ sub: 'ben', exp: secondsFromNow(5) });
    const ben = await member('r', { token: short });
    const reader = await createTokenReader(SECRET, () => {});
    let result: unknown;
    await until(() => {
      void reader(short).then((read) => (result = read));
      return result === 'expired';
    }, 'its end');
    ben.client.send({ type: 'signal', to: ann.joined.self, payload: 'still here' });
    await ann.client.next('signal');

    ben.client.terminate();
    await ann.client.next('participant-away');
    const back = await connect();
    const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
    const join = { type: 'join', room: 'r', instance: 'page-1', resume };
    assert.equal((await back.request({ ...join, token: short })).error?.code, 'unauthorized');
    const joined = await back.join('r', { resume, token: good({ sub: 'ben' }) });
    assert.deepEqual([joined.self, joined.resumed], [ben.joined.self, true]);
  });

  it('of another person does not give this place back', async (t) => {
    const { member, connect } = await start(t);
    const ben = await member('r', { token: good({ sub: 'ben' }) });
    ben.client.terminate();
    const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
    const eve = await (await connect()).join('r', { resume, token: good({ sub: 'eve' }) });
    assert.notEqual(eve.self, ben.joined.self);
  });

  it('with a name fixes it', async (t) => {
    const { member } = await start(t);
    const ann = await member('r', { token: good() });
    const ben = await member('r', { token: good({ sub: 'ben', name: 'Dr. Ben' }), name: 'The boss' });
    assert.equal((await ann.client.next('participant-joined')).participant?.name, 'Dr. Ben');
    const media = { microphone: true, camera: false, screen: false };
    assert.equal((await ben.client.request({ type: 'update', name: 'The boss', media })).type, 'ok');
    const { participant } = await ann.client.next('participant-updated');
    assert.deepEqual([participant?.name, participant?.media], ['Dr. Ben', media]);
    // Without one, it is the client's own choice.
    ann.client.send({ type: 'update', name: 'Anna' });
    assert.equal((await ben.client.next('participant-updated')).participant?.name, 'Anna');
  });

  it('stands in no log, nor does the secret', async (t) => {
    const lines: string[] = [];
    const logger: Logger = (...event) => lines.push(JSON.stringify(event));
    const { connect, member } = await start(t, { tokenSecret: 'short', logger });
    const client = await connect();
    for (const token of Object.values(BAD)) {
      await client.request({ type: 'join', room: 'r', instance: 'x', token });
    }
    const token = signToken(CLAIMS, 'short');
    await member('r', { token });
    const log = lines.join('\n');
    assert.match(log, /"token secret is short"/);
    assert.match(log, /"no token"/);
    for (const secret of [SECRET, '"short"', ...Object.values(BAD), token]) {
      if (secret !== undefined && secret.length > 1) assert.ok(!log.includes(secret), secret);
    }
  });

  it('is not read without a secret', async (t) => {
    const { member } = await startServer(t);
    await member('r', { token: 'anything' });
  });
});

describe('createTokenReader', () => {
  it('gives the reason in words for a log', async () => {
    const read = await createTokenReader(SECRET, () => {});
    assert.deepEqual(await read(good()), { room: 'r', sub: 'ann' });
    assert.equal(await read(BAD['expired'] ?? ''), 'expired');
    assert.equal(await read(BAD['with an empty owner'] ?? ''), 'claims of the wrong kind');
    assert.equal(
      await read(BAD['signed with another secret'] ?? ''),
      'not valid (ERR_JWS_SIGNATURE_VERIFICATION_FAILED)',
    );
    assert.equal(
      await read(BAD['that says it needs no signature'] ?? ''),
      'not valid (ERR_JOSE_ALG_NOT_ALLOWED)',
    );
  });
});
