import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { findProgram } from '../../../scripts/programs.mjs';
import type { Admission, EngineSettings, JoinRequest } from '../../../server/index.js';
import { limitLog } from '../../../server/log/log-limit.js';
import { RedisEngine } from '../../../server/rooms/redis/redis-engine.js';
import type { RedisEngineOptions } from '../../../server/rooms/redis/redis-engine.js';
import { RedisLink } from '../../../server/rooms/redis/redis-link.js';
import { RedisServer } from '../../support/redis.js';
import { TcpGate } from '../../support/tcp-gate.js';
import { until } from '../support/fixture.js';
import { describeEngineContract } from './engine-contract.js';
import { Listener } from './listener.js';

interface Member extends Admission {
  readonly link: Listener;
}

const SETTINGS: EngineSettings = {
  maxParticipants: 8,
  graceMs: 20_000,
  maxRooms: 100,
  maxMembers: 100,
  log: () => {},
};

async function join(engine: RedisEngine, request: Partial<JoinRequest> = {}): Promise<Member> {
  const admission = await engine.join({ room: 'r', instance: 'page', name: 'Ann', ...request });
  if ('refused' in admission) throw new Error(admission.refused);
  const link = new Listener();
  engine.open(admission.membership, link);
  return { ...admission, link };
}

const resumeOf = ({ resumeToken, link }: Member): JoinRequest['resume'] => ({
  token: resumeToken,
  lastSeq: link.heard.at(-1)?.seq ?? 0,
});

const payloads = ({ link }: Member): unknown[] =>
  link.heard.filter(({ type }) => type === 'signal').map(({ payload }) => payload);

const program = findProgram('redis');

if (program !== undefined) {
  describe('RedisEngine', () => {
    let redis: RedisServer;
    const running: RedisServer[] = [];

    async function startRedis(...flags: string[]): Promise<RedisServer> {
      const started = await RedisServer.start(program ?? '', ...flags);
      running.push(started);
      return started;
    }

    before(async () => {
      redis = await startRedis();
    });

    // After the engines are closed that are still at it.
    after(() => Promise.all(running.map((one) => one.remove())));

    describeEngineContract('redis', (settings) =>
      RedisEngine.create(settings, { url: redis.url, prefix: randomUUID() }),
    );

    /** Servers that act as one. */
    function servers(t: TestContext, settings: Partial<EngineSettings> = {}) {
      const prefix = randomUUID();
      return async (options: Partial<RedisEngineOptions> = {}): Promise<RedisEngine> => {
        const engine = await RedisEngine.create(
          { ...SETTINGS, ...settings },
          { url: redis.url, prefix, ...options },
        );
        t.after(() => engine.close());
        return engine;
      };
    }

    /** A server whose way to Redis can be shut. */
    async function behindGate(
      t: TestContext,
      start: ReturnType<typeof servers>,
      options: Partial<RedisEngineOptions> = {},
    ) {
      const gate = await TcpGate.start(redis.port);
      t.after(() => gate.stop());
      const engine = await start({ url: `redis://127.0.0.1:${gate.port}`, ...options });
      return { gate, engine };
    }

    describe('on two servers', () => {
      it('has one room for the members of both', async (t) => {
        const start = servers(t);
        const [one, two] = [await start(), await start()];
        const [ann, ben] = [await join(one), await join(two, { name: 'Ben' })];
        assert.equal((await ann.link.last('participant-joined')).participant?.name, 'Ben');
        assert.deepEqual(
          ben.participants.map(({ id }) => id),
          [ann.membership.id],
        );
        const sent = Array.from({ length: 50 }, (_, index) => index);
        await Promise.all([
          ...sent.map((n) => one.signal(ann.membership, ben.membership.id, `\n${n}\n`)),
          ...sent.map((n) => two.signal(ben.membership, ann.membership.id, String(n))),
        ]);
        await until(() => payloads(ann).length === 50 && payloads(ben).length === 50, 'all of it');
        assert.deepEqual([payloads(ann), payloads(ben)], [sent, sent]);
        await until(() => two.count().members === 2 && one.count().members === 2, 'both count both');
      });

      it('gives a place back on the other one, with the missed pushes', async (t) => {
        const start = servers(t);
        const [one, two] = [await start(), await start()];
        const [ann, ben] = [await join(one), await join(one)];
        await one.signal(ann.membership, ben.membership.id, '"before"');
        await ben.link.last('signal');
        await one.disconnect(ben.membership);
        await one.signal(ann.membership, ben.membership.id, '"meanwhile"');
        const back = await join(two, { resume: resumeOf(ben) });
        assert.deepEqual([back.membership.id, back.resumed], [ben.membership.id, true]);
        assert.deepEqual(payloads(back), ['meanwhile']);
        assert.equal(await two.signal(back.membership, ann.membership.id, '"here"'), true);
        assert.equal((await ann.link.last('signal')).payload, 'here');
      });

      it('takes a place from a server that still holds it', async (t) => {
        const start = servers(t);
        const [one, two] = [await start(), await start()];
        const ben = await join(one);
        const back = await join(two, { resume: resumeOf(ben) });
        assert.equal(back.membership.id, ben.membership.id);
        await until(() => ben.link.isReplaced, 'the older one is told');
      });

      it('never admits more members than a room may have', async (t) => {
        const start = servers(t, { maxParticipants: 3, maxMembers: 100_000, maxRooms: 100_000 });
        const engines = [await start(), await start()] as const;
        for (let round = 0; round < 200; round += 1) {
          const room = `room ${round}`;
          const answers = await Promise.all(
            Array.from({ length: 6 }, (_, index) => engines[index % 2 ? 0 : 1].join({ room, instance: 'x' })),
          );
          assert.equal(answers.filter((answer) => 'refused' in answer).length, 3);
        }
      });
    });

    describe('when a server is lost', () => {
      it('shows its members as away when their lease expires, and then ends their places', async (t) => {
        const start = servers(t, { graceMs: 300 });
        const lost = await behindGate(t, start, { leaseMs: 600 });
        const one = await start();
        const [ann, ben] = [await join(one), await join(lost.engine)];
        lost.gate.shut();
        assert.equal((await ann.link.last('participant-away')).id, ben.membership.id);
        const { id, reason } = await ann.link.last('participant-left');
        assert.deepEqual([id, reason], [ben.membership.id, 'timeout']);
        await until(() => one.count().members === 1, 'the place is free');
      });

      it('gives their places back on another server, with all missed pushes', async (t) => {
        const start = servers(t);
        const lost = await behindGate(t, start, { leaseMs: 600 });
        const one = await start();
        const [ann, ben] = [await join(one), await join(lost.engine)];
        lost.gate.shut();
        await one.signal(ann.membership, ben.membership.id, '"to nobody yet"');
        const back = await join(one, { resume: resumeOf(ben) });
        assert.deepEqual([back.membership.id, back.resumed], [ben.membership.id, true]);
        assert.deepEqual(payloads(back), ['to nobody yet']);
        // The previous server recovers, and no longer holds the place.
        lost.gate.open();
        await until(() => ben.link.isLost, 'the older hold is void');
        assert.equal(await lost.engine.signal(ben.membership, ann.membership.id, '1'), false);
        assert.equal(await one.signal(back.membership, ann.membership.id, '2'), true);
      });

      it('shows them as connected again if it was only slow', async (t) => {
        const start = servers(t);
        const slow = await behindGate(t, start, { leaseMs: 600 });
        const one = await start();
        const [ann, ben] = [await join(one), await join(slow.engine)];
        slow.gate.shut();
        assert.equal((await ann.link.last('participant-away')).id, ben.membership.id);
        slow.gate.open();
        const { participant } = await ann.link.last('participant-updated');
        assert.deepEqual([participant?.id, participant?.away], [ben.membership.id, undefined]);
        await one.signal(ann.membership, ben.membership.id, '"hello"');
        assert.equal((await ben.link.last('signal')).payload, 'hello');
      });
    });

    describe('when the connection with Redis breaks', () => {
      /** Ann and Ben on two servers, of which Ben's hears nothing of Redis. */
      async function apart(t: TestContext) {
        const start = servers(t);
        const { gate, engine } = await behindGate(t, start);
        const one = await start();
        const [ann, ben] = [await join(one), await join(engine)];
        gate.shut();
        await until(() => !engine.available, 'the connection is lost');
        return { gate, one, ann, ben };
      }

      it('runs the scripts of the meantime once, and in order', async (t) => {
        const start = servers(t);
        const { gate, engine } = await behindGate(t, start);
        const one = await start();
        const [ann, ben] = [await join(engine), await join(one)];
        const sent = Array.from({ length: 200 }, (_, index) => index);
        const found = sent.map((n) => {
          // In the middle of it, and with answers on their way.
          if (n === 50) setImmediate(() => gate.shut());
          return engine.signal(ann.membership, ben.membership.id, String(n));
        });
        await until(() => !engine.available, 'the connection is lost');
        found.push(engine.signal(ann.membership, ben.membership.id, '200'));
        gate.open();
        assert.ok((await Promise.all(found)).every(Boolean));
        await until(() => payloads(ben).length === 201, 'all of it');
        assert.deepEqual(payloads(ben), [...sent, 200]);
      });

      it('has no effect twice of a script that Redis had got before', async (t) => {
        const own = await startRedis();
        const engine = await servers(t)({ url: own.url });
        const [ann, ben] = [await join(engine), await join(engine)];
        own.freeze(true);
        const found = [1, 2, 3].map((n) => engine.signal(ann.membership, ben.membership.id, String(n)));
        await until(() => !engine.available, 'it does not answer');
        own.freeze(false);
        assert.deepEqual(await Promise.all(found), [true, true, true]);
        await engine.signal(ann.membership, ben.membership.id, '4');
        await until(() => payloads(ben).includes(4), 'all of it');
        assert.deepEqual(payloads(ben), [1, 2, 3, 4]);
      });

      it('goes on when Redis has lost the scripts', async (t) => {
        const own = await startRedis();
        const engine = await servers(t)({ url: own.url });
        const [ann, ben] = [await join(engine), await join(engine)];
        const { Redis } = await import('ioredis');
        const operator = new Redis(own.url);
        t.after(() => operator.disconnect());
        await operator.script('FLUSH');
        assert.equal(await engine.signal(ann.membership, ben.membership.id, '1'), true);
        await until(() => payloads(ben).length === 1, 'it arrives');
      });

      it('delivers the pushes of the meantime', async (t) => {
        const { gate, one, ann, ben } = await apart(t);
        for (let n = 0; n < 10; n += 1) await one.signal(ann.membership, ben.membership.id, String(n));
        gate.open();
        await until(() => payloads(ben).length === 10, 'all of it');
        assert.deepEqual(payloads(ben), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      });

      it('gives a snapshot after more pushes than are kept', async (t) => {
        const { gate, one, ann, ben } = await apart(t);
        for (let n = 0; n < 300; n += 1) await one.signal(ann.membership, ben.membership.id, String(n));
        gate.open();
        await until(() => ben.link.isLost, 'the place is lost');
        const back = await join(one, { resume: resumeOf(ben) });
        assert.deepEqual([back.membership.id, back.resumed, back.seq], [ben.membership.id, false, 300]);
      });

      it('lets joins wait for a bounded time', async (t) => {
        const start = servers(t);
        const { gate, engine } = await behindGate(t, start);
        gate.shut();
        await until(() => !engine.available, 'the connection is lost');
        const early = engine.join({ room: 'r', instance: 'x' });
        gate.open();
        assert.ok(!('refused' in (await early)));
        gate.shut();
        await until(() => !engine.available, 'the connection is lost');
        assert.deepEqual(await engine.join({ room: 'r', instance: 'x' }), { refused: 'server-busy' });
      });
    });

    describe('when Redis is full', () => {
      /** Two servers on a Redis of their own, and the operator who can make it full, and look into it. */
      async function small(t: TestContext, settings: Partial<EngineSettings> = {}, leaseMs = 60_000) {
        const own = await startRedis('--maxmemory-policy', 'noeviction');
        const start = servers(t, settings);
        const options = { url: own.url, leaseMs };
        const [one, two] = [await start(options), await start(options)];
        const { Redis } = await import('ioredis');
        const operator = new Redis(own.url);
        t.after(() => operator.disconnect());
        const setFull = (full: boolean) => operator.config('SET', 'maxmemory', full ? '1' : '0');
        const kept = async (): Promise<number> => {
          const [counts = ''] = await operator.keys('*:counts');
          return Number(await operator.hget(counts, 'kept'));
        };
        return { own, start, one, two, operator, setFull, kept };
      }

      it('keeps connected members, and ends expired ones', async (t) => {
        const { own, start, one, two, setFull } = await small(t, { graceMs: 700 }, 3000);
        const gate = await TcpGate.start(own.port);
        t.after(() => gate.stop());
        // Its lease lasts longer than those of the others, so all of them are over when its member is gone.
        const three = await start({ url: `redis://127.0.0.1:${gate.port}`, leaseMs: 4000 });
        const [ann, ben] = [await join(one), await join(two)];
        const lost = await join(three);
        await setFull(true);
        gate.shut();
        await until(() => ann.link.heard.some(({ type }) => type === 'participant-left'), 'somebody is gone');
        await one.signal(ann.membership, ben.membership.id, '"still here"');
        assert.equal((await ben.link.last('signal')).payload, 'still here');
        for (const { link } of [ann, ben]) {
          const ends = link.heard.filter(({ type }) => /away|left/.test(type));
          assert.deepEqual(
            ends.map(({ type, id }) => [type, id]),
            [
              ['participant-away', lost.membership.id],
              ['participant-left', lost.membership.id],
            ],
          );
        }
      });

      it('relays signals and updates, and lets members come back and leave', async (t) => {
        const { one, two, setFull } = await small(t);
        const [ann, ben, cem] = [await join(one), await join(two), await join(two)];
        await setFull(true);
        const sent = Array.from({ length: 300 }, (_, index) => index);
        for (const n of sent)
          assert.equal(await one.signal(ann.membership, ben.membership.id, String(n)), true);
        await until(() => payloads(ben).length === sent.length, 'all of it');
        assert.deepEqual(payloads(ben), sent);
        await one.update(ann.membership, { name: 'A much longer name than the one before' });
        assert.match((await ben.link.last('participant-updated')).participant?.name ?? '', /^A much/);

        await two.disconnect(ben.membership);
        const back = await join(one, { resume: resumeOf(ben) });
        assert.equal(back.membership.id, ben.membership.id);
        one.confirm(back.membership);
        await one.signal(ann.membership, back.membership.id, '"you again"');
        assert.equal((await back.link.last('signal')).payload, 'you again');
        const reloaded = await join(two, { instance: 'new', resume: resumeOf(back) });
        assert.equal(reloaded.membership.id, ben.membership.id);
        await until(() => back.link.isReplaced, 'the older one is told');
        await two.leave(cem.membership);
        assert.equal((await ann.link.last('participant-left')).id, cem.membership.id);
      });

      it('refuses new members with a line in the log, until there is room', async (t) => {
        const logged: unknown[][] = [];
        const log = limitLog((...event) => logged.push(event));
        const { one, setFull } = await small(t, { log });
        await join(one);
        await setFull(true);
        for (let n = 0; n < 3; n += 1) {
          assert.deepEqual(await one.join({ room: 'r', instance: 'x' }), { refused: 'server-busy' });
          assert.deepEqual(await one.join({ room: 's', instance: 'x' }), { refused: 'server-busy' });
        }
        assert.deepEqual(
          logged.map(([level, event]) => [level, event]),
          [['warn', 'redis full']],
        );
        await setFull(false);
        await join(one);
        assert.deepEqual(one.count(), { rooms: 1, members: 2 });
      });

      it('keeps no more bytes than before, and drops last those of members who are away', async (t) => {
        const { one, two, setFull, kept } = await small(t);
        const [ann, ben] = [await join(one), await join(one)];
        const others = await Promise.all(Array.from({ length: 5 }, () => join(two)));
        const say = async (to: Member, text: string): Promise<void> => {
          await one.signal(ann.membership, to.membership.id, JSON.stringify(text));
        };
        for (const other of others) await say(other, 'x'.repeat(5000));
        await one.disconnect(ben.membership);
        await setFull(true);
        const before = await kept();
        for (let n = 0; n < 20; n += 1) {
          for (const other of others) await say(other, 'y'.repeat(1000));
          await say(ben, `${n}`);
          assert.ok((await kept()) <= before, `${await kept()} bytes after ${before}`);
        }
        for (const other of others)
          await until(() => payloads(other).length === 21, 'everything is delivered');
        const back = await join(one, { resume: resumeOf(ben) });
        assert.equal(back.resumed, true);
        await until(() => payloads(back).length === 20, 'what was said meanwhile');
      });

      it('lets a server reconnect', async (t) => {
        const { own, start, one, setFull } = await small(t);
        const gate = await TcpGate.start(own.port);
        t.after(() => gate.stop());
        const two = await start({ url: `redis://127.0.0.1:${gate.port}`, leaseMs: 60_000 });
        const [ann, ben] = [await join(one), await join(two)];
        await setFull(true);
        gate.shut();
        await until(() => !two.available, 'the connection is lost');
        await one.signal(ann.membership, ben.membership.id, '1');
        gate.open();
        await until(() => payloads(ben).length === 1, 'it arrives');
        assert.equal(ben.link.isLost, false);
      });
    });

    it('handles all other members if one of them cannot be handled', async (t) => {
      const own = await startRedis();
      const events: string[] = [];
      const start = servers(t, { graceMs: 300, log: (_level, event) => events.push(event) });
      const gate = await TcpGate.start(own.port);
      t.after(() => gate.stop());
      const options = { url: own.url, leaseMs: 3000 };
      const [one, two] = [await start(options), await start(options)];
      const three = await start({ url: `redis://127.0.0.1:${gate.port}`, leaseMs: 4000 });
      const [ann, ben, eve] = [await join(one), await join(two), await join(one, { room: 'other' })];
      const lost = await join(three);
      const { Redis } = await import('ioredis');
      const operator = new Redis(own.url);
      t.after(() => operator.disconnect());
      const [key = ''] = await operator.keys(`*:member:${eve.membership.id}`);
      await operator.set(key, 'no hash');
      gate.shut();
      await until(() => ann.link.heard.some(({ type }) => type === 'participant-left'), 'somebody is gone');
      assert.equal(await two.signal(ben.membership, ann.membership.id, '1'), true);
      const ends = ann.link.heard.filter(({ type }) => /away|left/.test(type));
      assert.ok(ends.every(({ id }) => id === lost.membership.id));
      assert.ok(events.includes('redis failed'));
      assert.equal(eve.link.isLost, false);
    });

    it('expires no lease for a time in which none could be renewed', async (t) => {
      const own = await startRedis();
      const start = servers(t, { graceMs: 0 });
      const gate = await TcpGate.start(own.port);
      t.after(() => gate.stop());
      const options = { url: own.url, leaseMs: 3000 };
      const engines = [await start(options), await start(options)] as const;
      const three = await start({ url: `redis://127.0.0.1:${gate.port}`, leaseMs: 4000 });
      const [ann, ben] = [await join(engines[0]), await join(engines[1])];
      const lost = await join(three);
      own.freeze(true);
      await until(() => engines.every(({ available }) => !available), 'it does not answer');
      gate.shut();
      own.freeze(false);
      // Expired members are still found.
      await until(() => ann.link.heard.some(({ type }) => type === 'participant-left'), 'somebody is gone');
      await engines[0].signal(ann.membership, ben.membership.id, '"still here"');
      assert.equal((await ben.link.last('signal')).payload, 'still here');
      for (const { link } of [ann, ben]) {
        const ends = link.heard.filter(({ type }) => /away|left/.test(type));
        assert.ok(ends.every(({ id }) => id === lost.membership.id));
      }
    });

    describe('when Redis is restarted', () => {
      for (const [memory, flags] of [
        ['with nothing in it', []],
        ['with what is on its disk', ['--appendonly', 'yes', '--appendfsync', 'always']],
      ] as const) {
        it(`${memory}, gives everybody a new place with the same id`, async (t) => {
          const own = await startRedis(...flags);
          const start = servers(t);
          const [one, two] = [await start({ url: own.url }), await start({ url: own.url })];
          const [ann, ben] = [await join(one), await join(two, { name: 'Ben' })];
          await one.signal(ann.membership, ben.membership.id, '1');
          await ben.link.last('signal');
          await own.kill();
          await until(() => !one.available && !two.available, 'both notice');
          const late = one.signal(ann.membership, ben.membership.id, '2');
          await own.start();
          await until(() => ann.link.isLost && ben.link.isLost, 'both places are lost');
          assert.equal(await late, false);
          // Each on the server of the other.
          const again = await join(two, { resume: resumeOf(ann) });
          assert.deepEqual(
            [again.membership.id, again.resumed, again.seq, again.participants],
            [ann.membership.id, false, 0, []],
          );
          const other = await join(one, { name: 'Ben', resume: resumeOf(ben) });
          assert.equal(other.membership.id, ben.membership.id);
          assert.equal((await again.link.last('participant-joined')).participant?.id, ben.membership.id);
          assert.deepEqual(one.count(), { rooms: 1, members: 2 });
        });
      }
    });

    it('leaves nothing in Redis when all have left', async (t) => {
      const own = await startRedis();
      const engine = await servers(t)({ url: own.url });
      const [ann, ben] = [await join(engine), await join(engine)];
      await engine.signal(ann.membership, ben.membership.id, '1');
      await engine.leave(ann.membership);
      await engine.leave(ben.membership);
      assert.deepEqual(engine.count(), { rooms: 0, members: 0 });
      const { Redis } = await import('ioredis');
      const look = new Redis(own.url);
      t.after(() => look.disconnect());
      const left = await look.keys('*');
      assert.deepEqual(
        left.map((key) => key.split(':').at(-1)),
        ['counts'],
      );
      const { rooms, members, kept } = await look.hgetall(left[0] ?? '');
      assert.deepEqual([rooms, members, kept], ['0', '0', '0']);
    });

    describe('on the link to Redis', () => {
      async function connect(t: TestContext): Promise<{ own: RedisServer; link: RedisLink }> {
        const own = await startRedis();
        const link = await RedisLink.connect({
          url: own.url,
          prefix: 'p',
          inbox: 'here',
          maxReplayBytes: 1e6,
        });
        t.after(() => link.close());
        return { own, link };
      }

      const join = (link: RedisLink, hold: string): Promise<unknown> =>
        link.run('join', [
          ...['here', hold, 'r', '"page"', '"Ann"', 'secret', '{}', 8, 100, 100, 10_000],
          ...['fresh', '', '', -1, 0],
        ]);

      it('does not do a join that was withdrawn before', async (t) => {
        const { link } = await connect(t);
        await link.run('withdraw', ['late', 20_000, 'fresh', '']);
        assert.equal(await join(link, 'late'), 'server-busy');
        assert.ok(Array.isArray(await join(link, 'another')), 'others can join');
      });

      it('brings back nobody whose socket is gone by a renewal that is run again', async (t) => {
        const { link } = await connect(t);
        const renew = (): Promise<unknown> => link.run('renew', ['here', 10_000, 'fresh', 'hold']);
        await join(link, 'hold');
        assert.deepEqual(await renew(), [0]);
        await link.run('disconnect', ['fresh', 'hold', 1, 20_000]);
        assert.deepEqual(await renew(), [-1]);
      });

      it('knows of a restart even if the connection breaks before it has done what follows from it', async (t) => {
        const { own, link } = await connect(t);
        const { Redis } = await import('ioredis');
        t.mock
          .method(Redis.prototype, 'script')
          .mock.mockImplementationOnce(() => Promise.reject(new Error('it broke')));
        const ready = once(link, 'ready');
        await own.kill();
        await own.start();
        assert.deepEqual(await ready, [true]);
      });
    });

    it('stores no token', async (t) => {
      const own = await startRedis();
      const { resumeToken } = await join(await servers(t)({ url: own.url }));
      const { Redis } = await import('ioredis');
      const look = new Redis(own.url);
      t.after(() => look.disconnect());
      const [key = ''] = await look.keys('*:member:*');
      const stored = JSON.stringify(await look.hgetall(key));
      const [held = '', , secret = ''] = resumeToken.split('.');
      assert.ok(!stored.includes(secret) && !stored.includes(held), stored);
    });

    it('tells what is wrong with a Redis, without its password', async () => {
      const own = await startRedis('--requirepass', 'right');
      const create = (url: string): Promise<RedisEngine> => RedisEngine.create(SETTINGS, { url });
      const place = `127.0.0.1:${own.port}`;
      await assert.rejects(create(`redis://:wrong@${place}`), {
        message: `Redis at ${place} cannot be used: WRONGPASS invalid username-password pair or user is disabled.`,
      });
      await assert.rejects(create(`redis://${place}`), /cannot be used: NOAUTH/);
      await assert.rejects(create('redis://127.0.0.1:9'), {
        message: 'Redis at 127.0.0.1:9 cannot be used: connect ECONNREFUSED 127.0.0.1:9',
      });
      const engine = await create(`redis://:right@${place}`);
      await engine.close();
      const replica = await startRedis('--replicaof', '127.0.0.1', '9');
      await assert.rejects(create(replica.url), /cannot be used: (it is a replica|LOADING)/);
    });
  });
}
