import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { Client } from '../../../server/talk/client.js';
import { startServer } from '../support/fixture.js';
import { secondsFromNow, signToken } from '../support/json-web-token.js';
import type { Message } from '../support/raw-client.js';

const SECRET = 'a secret that is long enough for HS256';
const STUN = { urls: 'stun:stun.example.com' };
const TURN = {
  iceServers: [STUN],
  turnUrls: ['turn:turn.example.com'],
  turnSecret: 'hidden',
  turnTtlMs: 600_000,
};

type Checking = Message & { readonly probe: boolean };

interface TurnServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

describe('a check', { concurrency: true }, () => {
  it('gets what a member gets, for a minute, and takes no place', async (t) => {
    const { connect, member } = await startServer(t, { ...TURN, maxParticipants: 1 });
    const client = await connect();
    const before = Date.now();
    const [first, second] = [
      await client.request({ type: 'check', room: 'r' }),
      await client.request({ type: 'check', room: 'r' }),
    ] as [Checking, Checking];
    assert.deepEqual(Object.keys(first).toSorted(), ['iceServers', 'probe', 're', 'type']);
    assert.equal(first.type, 'checking');
    assert.equal(first.probe, false);
    assert.deepEqual(first.iceServers?.[0], STUN);
    const turn = first.iceServers.at(-1) as unknown as TurnServer;
    const [expiry = ''] = turn.username.split(':');
    assert.ok(Number(expiry) * 1000 >= before + 60_000 && Number(expiry) * 1000 <= Date.now() + 61_000);
    assert.equal(turn.credential, createHmac('sha1', 'hidden').update(turn.username).digest('base64'));
    const other = second.iceServers?.at(-1) as unknown as TurnServer;
    assert.notEqual(turn.username, other.username, 'a TURN server counts by name');

    await client.join('r');
    const full = await (await connect()).request({ type: 'join', room: 'r', instance: 'x' });
    assert.equal(full.error?.code, 'room-full');
    // A member may ask, too, also where the room is full.
    assert.equal((await client.request({ type: 'check', room: 'r' })).type, 'checking');
    await assert.rejects(member('r'), /room-full/);
  });

  it('needs the token of a join, and does not tell why it is refused', async (t) => {
    const lines: string[] = [];
    const { connect } = await startServer(t, {
      ...TURN,
      tokenSecret: SECRET,
      logger: (...event) => lines.push(JSON.stringify(event)),
    });
    const client = await connect();
    const sign = (room: string, secret = SECRET): string =>
      signToken({ room, sub: 'ann', exp: secondsFromNow(60) }, secret);
    for (const token of [
      undefined,
      'nonsense',
      sign('another'),
      sign('r', 'another secret of this length'),
    ]) {
      const reply = await client.request({ type: 'check', room: 'r', token });
      assert.deepEqual(reply, {
        type: 'error',
        re: reply.re,
        error: { code: 'unauthorized', message: 'you may not join this room', retryable: false },
      });
    }
    const { iceServers } = await client.request({ type: 'check', room: 'r', token: sign('r') });
    assert.equal(iceServers?.length, 2);
    assert.ok(!lines.join().includes((iceServers[1] as unknown as TurnServer).credential));
    assert.ok(lines.join().includes('no token'));
  });

  it('calls authorize', async (t) => {
    const asked: unknown[] = [];
    const { connect } = await startServer(t, {
      authorize: (_request, join) => {
        asked.push(join);
        return join.room === 'mine';
      },
    });
    const client = await connect();
    assert.equal((await client.request({ type: 'check', room: 'mine' })).type, 'checking');
    assert.equal((await client.request({ type: 'check', room: 'r' })).error?.code, 'unauthorized');
    const attempt = {
      name: undefined,
      token: undefined,
      identity: undefined,
      resuming: false,
      checking: true,
    };
    assert.deepEqual(asked, [
      { room: 'mine', ...attempt },
      { room: 'r', ...attempt },
    ]);
  });

  it('counts as a join', async (t) => {
    const { connect } = await startServer(t, { joinsPerSecond: 1 });
    const client = await connect();
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => client.request({ type: 'check', room: 'r' })),
    );
    assert.equal(replies[0]?.type, 'checking');
    assert.ok(replies.some(({ error }) => error?.code === 'rate-limited'));
  });

  it('does not join', async (t) => {
    const { connect } = await startServer(t, { joinTimeoutMs: 5000 });
    const client = await connect();
    assert.equal((await client.request({ type: 'check', room: 'r' })).type, 'checking');
    assert.equal((await client.closed).code, 4002);
  });

  it('is refused if it is malformed', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect();
    for (const wrong of [
      {},
      { room: '' },
      { room: 'x'.repeat(129) },
      { room: 'r', token: '' },
      { room: 7 },
    ]) {
      const { error } = await client.request({ type: 'check', ...wrong });
      assert.equal(error?.code, 'bad-message', JSON.stringify(wrong));
    }
  });
});

describe('a socket', () => {
  it('has its join timeout again after each check, until it has joined', async (t) => {
    const { connect } = await startServer(t);
    const client = await connect();
    const expectJoin = t.mock.method(Client.prototype, 'expectJoin');
    for (const expected of [1, 2]) {
      await client.request({ type: 'check', room: 'r' });
      assert.equal(expectJoin.mock.callCount(), expected);
    }
    await client.join('r');
    await client.request({ type: 'check', room: 'r' });
    assert.equal(expectJoin.mock.callCount(), 2);
  });
});
