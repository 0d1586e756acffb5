import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findProgram } from '../../scripts/programs.mjs';
import { RedisServer } from '../support/redis.js';
import { TcpGate } from '../support/tcp-gate.js';
import { startServer, until } from './support/fixture.js';
import type { Fixture } from './support/fixture.js';
import { rawGet } from './support/raw-http.js';

const program = findProgram('redis');

/** Rounds of the race for the last place. */
const ROUNDS = 1000;

if (program !== undefined) {
  describe('servers on one Redis', () => {
    let redis: RedisServer;

    before(async () => {
      redis = await RedisServer.start(program);
    });

    after(() => redis.remove());

    it('admit one of two members who race for the last place', async (t) => {
      const options = {
        redis: redis.url,
        maxParticipants: 2,
        joinsPerSecond: 1_000_000,
        messagesPerSecond: 1_000_000,
      };
      const [one, two] = [await startServer(t, options), await startServer(t, options)];
      const { client: first } = await one.member('somewhere');
      const racers = [await one.connect(), await two.connect()];
      await first.request({ type: 'leave' });
      for (let round = 0; round < ROUNDS; round += 1) {
        const room = `race ${round}`;
        await first.join(room);
        const answers = await Promise.all(
          racers.map((client) => client.request({ type: 'join', room, instance: 'x' })),
        );
        assert.deepEqual(
          answers.map(({ type, error }) => error?.code ?? type).sort(),
          ['joined', 'room-full'],
          room,
        );
        const inside = racers.filter((_, index) => answers[index]?.type === 'joined');
        await Promise.all([first, ...inside].map((client) => client.request({ type: 'leave' })));
      }
    });

    it('reconnect all members after a restart of Redis', async (t) => {
      const options = { redis: redis.url, messagesPerSecond: 1000 };
      const [one, two] = [await startServer(t, options), await startServer(t, options)];
      const [ann, ben] = [await one.member('r', { name: 'Ann' }), await two.member('r', { name: 'Ben' })];
      await redis.kill();
      const health = async (port: number): Promise<string> => (await rawGet(port, '/healthz')).body;
      let status = '';
      await until(() => {
        void health(one.server.port).then((body) => (status = body));
        return status === '{"status":"unavailable"}';
      }, 'the server says that it cannot work');
      await redis.start();
      for (const { client } of [ann, ben]) {
        assert.ok(Number((await client.next('going-away')).retryAfterMs) > 0);
        assert.equal((await client.closed).code, 4000);
      }
      const back = await one.member('r', {
        name: 'Ann',
        resume: { token: ann.joined.resumeToken, lastSeq: 1 },
      });
      const other = await two.member('r', { resume: { token: ben.joined.resumeToken, lastSeq: 0 } });
      assert.deepEqual([back.joined.self, back.joined.resumed, back.joined.seq], [ann.joined.self, false, 0]);
      assert.deepEqual(
        other.joined.participants.map(({ id, name }) => [id, name]),
        [[ann.joined.self, 'Ann']],
      );
      other.client.send({ type: 'signal', to: back.joined.self, payload: 'again' });
      assert.equal((await back.client.next('signal')).payload, 'again');
      assert.equal(await health(one.server.port), '{"status":"ok"}');
    });

    it('hold signals while Redis is out of reach, and answer pings', async (t) => {
      const gate = await TcpGate.start(redis.port);
      t.after(() => gate.stop());
      const { member } = await startServer(t, { redis: `redis://127.0.0.1:${gate.port}` });
      const [ann, ben] = [await member('held'), await member('held')];
      gate.shut();
      ann.client.send({ type: 'signal', id: 90, to: ben.joined.self, payload: 'held' });
      ann.client.send({ type: 'signal', id: 91, to: ben.joined.self, payload: 'back' });
      await ben.client.settle();
      assert.ok(ben.client.received.every(({ type }) => type !== 'signal'));
      gate.open();
      assert.equal((await ben.client.next('signal')).payload, 'held');
      assert.equal((await ben.client.next('signal')).payload, 'back');
      assert.equal((await ann.client.next(({ re }) => re === 91)).type, 'ok');
    });

    it('go on with a full Redis, and admit members again when there is room', async (t) => {
      const small = await RedisServer.start(
        program,
        '--maxmemory',
        '6mb',
        '--maxmemory-policy',
        'noeviction',
      );
      t.after(() => small.remove());
      const { connect, member } = await startServer(t, {
        redis: small.url,
        maxParticipants: 100,
        joinsPerSecond: 1_000_000,
        messagesPerSecond: 1_000_000,
      });
      const first = await member('full');
      const others = [await member('full')];
      for (let n = 1; n < 30; n += 1) others.push(await member('full'));
      // Five times as much as fits.
      for (let n = 0; n < 1000; n += 1) {
        const other = others[n % others.length];
        const payload = `${n}${'x'.repeat(30_000)}`;
        const reply = await first.client.request({ type: 'signal', to: other?.joined.self, payload });
        assert.equal(reply.type, 'ok');
        await other?.client.next((message) => message.payload === payload);
      }

      // The rest of the memory is somebody else's.
      const { Redis } = await import('ioredis');
      const operator = new Redis(small.url).on('error', () => {});
      t.after(() => operator.disconnect());
      for (const size of [100_000, 10_000, 1000, 100]) {
        let n = 0;
        while ((await operator.set(`junk:${size}:${n}`, 'x'.repeat(size)).catch(() => '')) === 'OK') n += 1;
      }
      let refused: string | undefined;
      while (refused === undefined) {
        const newcomer = await connect();
        refused = (await newcomer.request({ type: 'join', room: 'full', instance: 'x' })).error?.code;
      }
      assert.equal(refused, 'server-busy');

      const [ben, ...rest] = others;
      assert.ok(ben, 'there are others');
      ben.client.terminate();
      const back = await connect();
      const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
      assert.equal((await back.join('full', { resume })).self, ben.joined.self);
      assert.equal((await back.request({ type: 'update', name: 'Benjamin' })).type, 'ok');
      first.client.send({ type: 'signal', to: ben.joined.self, payload: 'and on' });
      assert.equal((await back.next('signal')).payload, 'and on');
      for (const { client } of rest) assert.equal((await client.request({ type: 'leave' })).type, 'left');
      // There may be none: what the members were told can fill it to the last byte.
      await operator.unlink('junk', ...(await operator.keys('junk:*')));
      await member('full');
    });

    it('answer while Redis is silent, and do no join later for which no client waits', async (t) => {
      const own = await RedisServer.start(program);
      t.after(() => own.remove());
      const one = await startServer(t, { redis: own.url });
      const [ann, ben, cem] = [await one.member('r'), await one.member('r'), await one.member('r')];
      const [newcomer, returner] = [await one.connect(), await one.connect()];
      ben.client.terminate();
      await ann.client.next('participant-away');
      own.freeze(true);
      const resume = { token: ben.joined.resumeToken, lastSeq: 0 };
      const to = cem.joined.self;
      const answers = await Promise.all([
        newcomer.request({ type: 'join', room: 'r', instance: 'x', name: 'Newcomer' }),
        returner.request({ type: 'join', room: 'r', instance: 'page-1', resume }),
        ann.client.request({ type: 'signal', to, payload: 'held' }),
        ann.client.request({ type: 'update', name: 'Anna' }),
        ann.client.request({ type: 'ping' }),
        cem.client.request({ type: 'leave' }),
      ]);
      assert.deepEqual(
        answers.map(({ type, error }) => error?.code ?? type),
        ['server-busy', 'server-busy', 'server-busy', 'server-busy', 'pong', 'left'],
      );
      own.freeze(false);
      // Held requests are done by now, or withdrawn.
      const dan = await one.connect();
      let joined = await dan.request({ type: 'join', room: 'r', instance: 'x', name: 'Dan' });
      while (joined.error)
        joined = await dan.request({ type: 'join', room: 'r', instance: 'x', name: 'Dan' });
      assert.deepEqual(
        joined.participants?.map(({ id, name, away }) => [id, name, away]),
        [
          [ann.joined.self, 'Anna', undefined],
          [ben.joined.self, 'Ann', true],
        ],
      );
      const back = await returner.join('r', { resume });
      assert.equal(back.self, ben.joined.self);
    });

    it('leave no member behind who joins while one of them stops', async (t) => {
      const one: Fixture = await startServer(t, {
        redis: redis.url,
        authorize: (_request, { name }) => {
          // The join is on its way to Redis then.
          if (name === 'Hasty') setImmediate(() => void one.server.close());
          return true;
        },
      });
      const two = await startServer(t, { redis: redis.url });
      const hasty = await one.connect();
      hasty.send({ type: 'join', id: 1, room: 'stopping', instance: 'x', name: 'Hasty' });
      await hasty.closed;
      await one.server.close();
      assert.deepEqual((await two.member('stopping')).joined.participants, []);
    });

    it('give a place back when one of them stops', async (t) => {
      const options = { redis: redis.url };
      const [one, two] = [await startServer(t, options), await startServer(t, options)];
      const [ann, ben] = [await one.member('stop'), await two.member('stop')];
      await one.server.close();
      assert.equal((await ben.client.next('participant-away')).id, ann.joined.self);
      ben.client.send({ type: 'signal', to: ann.joined.self, payload: 'meanwhile' });
      await ben.client.settle();
      const back = await two.member('stop', {
        resume: { token: ann.joined.resumeToken, lastSeq: 1 },
      });
      assert.deepEqual([back.joined.self, back.joined.resumed], [ann.joined.self, true]);
      assert.equal((await back.client.next('signal')).payload, 'meanwhile');
    });
  });
}
