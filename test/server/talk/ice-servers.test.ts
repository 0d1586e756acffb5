import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { iceServersFor, refreshInterval } from '../../../server/talk/ice-servers.js';
import { startServer, until } from '../support/fixture.js';
import type { Message } from '../support/raw-client.js';

const STUN = { urls: 'stun:stun.example.com' };
const OPTIONS = {
  iceServers: [STUN],
  turnUrls: ['turn:turn.example.com'],
  turnSecret: 'hidden',
  turnTtlMs: 600_000,
};

interface TurnServer {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
}

const turnOf = ({ iceServers }: Message): TurnServer => iceServers?.at(-1) as unknown as TurnServer;

describe('iceServersFor', () => {
  it('adds credentials that end with their time to live', () => {
    assert.deepEqual(iceServersFor('ann', OPTIONS, 1_000_000_000_000), [
      STUN,
      {
        urls: ['turn:turn.example.com'],
        username: '1000000600:ann',
        // printf 1000000600:ann | openssl dgst -sha1 -hmac hidden -binary | base64
        credential: 'ysz4f7S+gGuPgrkhY/r4uWODKC4=',
      },
    ]);
    assert.equal(refreshInterval(OPTIONS), 300_000);
  });

  it('adds nothing without TURN servers', () => {
    const options = { ...OPTIONS, turnUrls: [], turnSecret: undefined };
    assert.deepEqual(iceServersFor('ann', options), [STUN]);
    assert.equal(refreshInterval(options), undefined);
  });
});

describe('TURN credentials', () => {
  it('are sent with joined and repeatedly until the member leaves', async (t) => {
    const { member } = await startServer(t, { ...OPTIONS, turnTtlMs: 1000 });
    const before = Date.now();
    const { client, joined } = await member('r');
    const first = turnOf(joined);
    const [expiry = '', id] = first.username.split(':');
    assert.equal(id, joined.self);
    assert.equal(first.credential, createHmac('sha1', 'hidden').update(first.username).digest('base64'));
    assert.ok(Number(expiry) * 1000 >= before + 1000);

    const push = await client.next('ice-servers');
    assert.deepEqual(push.iceServers?.[0], STUN);
    assert.equal(push.seq, undefined);
    await client.next((message) => {
      if (message.type !== 'ice-servers') return false;
      const [later, same] = turnOf(message).username.split(':');
      return Number(later) > Number(expiry) && same === id;
    });

    await client.request({ type: 'leave' });
    const count = client.received.length;
    const other = await member('r');
    await other.client.next('ice-servers');
    await other.client.next('ice-servers');
    assert.equal(client.received.length, count);
  });

  it('are not logged', async (t) => {
    const lines: string[] = [];
    const { member } = await startServer(t, {
      ...OPTIONS,
      turnTtlMs: 1000,
      logger: (...event) => lines.push(JSON.stringify(event)),
    });
    const { client, joined } = await member('r');
    await client.next('ice-servers');
    await until(() => lines.some((line) => line.includes('joined')), 'a line');
    assert.ok(!lines.join().includes(turnOf(joined).credential) && !lines.join().includes('hidden'));
  });
});
