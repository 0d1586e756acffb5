import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import type {
  Admission,
  EngineFactory,
  EngineSettings,
  JoinRequest,
  RoomEngine,
} from '../../../server/index.js';
import { createId, createSecret } from '../../../server/rooms/ids.js';
import { formatToken, parseToken } from '../../../server/rooms/resume-token.js';
import { until } from '../support/fixture.js';
import { Listener } from './listener.js';

interface Member extends Admission {
  readonly link: Listener;
}

/** The same token as if it had been given out before the engine was started again. */
function fromAnotherLife(token: string): string {
  const parsed = parseToken(token);
  assert.ok(parsed);
  return formatToken({ ...parsed, life: createId() });
}

/** Tests that every engine must pass. To be called in the test file of each. */
export function describeEngineContract(name: string, createEngine: EngineFactory): void {
  const start = async (t: TestContext, settings: Partial<EngineSettings> = {}): Promise<RoomEngine> => {
    const engine = await createEngine({
      maxParticipants: 8,
      graceMs: 20_000,
      maxRooms: 100,
      maxMembers: 100,
      log: () => {},
      ...settings,
    });
    t.after(() => engine.close());
    return engine;
  };

  const join = async (engine: RoomEngine, request: Partial<JoinRequest> = {}): Promise<Member> => {
    const admission = await engine.join({ room: 'r', instance: 'page', name: 'Ann', ...request });
    if ('refused' in admission) throw new Error(admission.refused);
    const link = new Listener();
    engine.open(admission.membership, link);
    return { ...admission, link };
  };

  describe(`room engine contract: ${name}`, () => {
    it('admits a member, and lists the others', async (t) => {
      const engine = await start(t);
      const ann = await join(engine);
      const ben = await join(engine, { name: 'Ben' });
      assert.deepEqual(ann.participants, []);
      assert.deepEqual(
        ben.participants.map(({ id, name: shown }) => [id, shown]),
        [[ann.membership.id, 'Ann']],
      );
      assert.equal(ben.membership.room, 'r');
      const { participant, seq } = await ann.link.last('participant-joined');
      assert.equal(participant?.id, ben.membership.id);
      assert.equal(seq, 1);
    });

    it('keeps the pushes between join and open', async (t) => {
      const engine = await start(t);
      const ann = await join(engine);
      const admission = await engine.join({ room: 'r', instance: 'x' });
      assert.ok(!('refused' in admission));
      await engine.signal(ann.membership, admission.membership.id, '1');
      await engine.signal(ann.membership, admission.membership.id, '2');
      const link = new Listener();
      engine.open(admission.membership, link);
      await until(() => link.heard.length === 2, 'both signals');
      assert.deepEqual(
        link.heard.map(({ seq, payload }) => [seq, payload]),
        [
          [1, 1],
          [2, 2],
        ],
      );
    });

    it('never admits more members than a room may have', async (t) => {
      const engine = await start(t, { maxParticipants: 3 });
      const results = await Promise.all(
        Array.from({ length: 20 }, async () => engine.join({ room: 'r', instance: 'x' })),
      );
      assert.equal(results.filter((result) => 'refused' in result).length, 17);
    });

    it('has no more rooms and members than its limits, members who are away included', async (t) => {
      const engine = await start(t, { maxRooms: 2, maxMembers: 3 });
      const ann = await join(engine, { room: 'one' });
      const ben = await join(engine, { room: 'two' });
      const refusal = async (room: string) => {
        const answer = await engine.join({ room, instance: 'x' });
        return 'refused' in answer ? answer.refused : undefined;
      };
      assert.equal(await refusal('three'), 'server-busy');
      const cem = await join(engine, { room: 'two' });
      await engine.disconnect(cem.membership);
      assert.equal(await refusal('two'), 'server-busy');

      // A member who comes back takes no other place.
      assert.deepEqual(engine.count(), { rooms: 2, members: 3 });
      const back = await join(engine, { room: 'two', resume: { token: cem.resumeToken, lastSeq: 0 } });
      assert.equal(back.membership.id, cem.membership.id);
      await engine.leave(ann.membership);
      await engine.leave(ann.membership);
      await join(engine, { room: 'three' });
      assert.equal(await refusal('three'), 'server-busy');
      await engine.leave(ben.membership);
      await join(engine, { room: 'two' });
    });

    it('passes signals on verbatim, in order, to one member', async (t) => {
      const engine = await start(t);
      const [ann, ben, cem] = [await join(engine), await join(engine), await join(engine)];
      const sent = Array.from({ length: 100 }, (_, index) => ({ index, text: 'é"\\\u2028' }));
      const results = await Promise.all(
        sent.map(async (payload) =>
          engine.signal(ann.membership, ben.membership.id, JSON.stringify(payload)),
        ),
      );
      assert.ok(results.every(Boolean));
      await until(() => ben.link.heard.length === 101, 'all signals');
      const signals = ben.link.heard.slice(1);
      assert.deepEqual(
        signals.map(({ payload }) => payload),
        sent,
      );
      assert.ok(signals.every(({ from }) => from === ann.membership.id));
      assert.ok(cem.link.heard.every(({ type }) => type !== 'signal'));
    });

    it('delivers no signal to another room, nor to its sender', async (t) => {
      const engine = await start(t);
      const [ann, ben] = [await join(engine), await join(engine, { room: 'other' })];
      assert.equal(await engine.signal(ann.membership, ben.membership.id, '1'), false);
      assert.equal(await engine.signal(ann.membership, ann.membership.id, '1'), false);
      assert.equal(await engine.signal(ann.membership, 'nobody', '1'), false);
    });

    it('shows updates to the others', async (t) => {
      const engine = await start(t);
      const [ann, ben] = [await join(engine), await join(engine)];
      await engine.update(ben.membership, { name: 'Benno' });
      assert.equal((await ann.link.last('participant-updated')).participant?.name, 'Benno');
    });

    it('ends the membership', async (t) => {
      const engine = await start(t);
      const [ann, ben] = [await join(engine), await join(engine)];
      await engine.leave(ben.membership);
      const { id, reason } = await ann.link.last('participant-left');
      assert.deepEqual([id, reason], [ben.membership.id, 'left']);
      assert.equal(await engine.signal(ben.membership, ann.membership.id, '1'), false);
      await engine.leave(ben.membership);
      await engine.disconnect(ben.membership);
      await engine.update(ben.membership, { name: 'ghost' });
      assert.equal(ann.link.heard.length, 2);
    });

    it('holds the place of a lost member, and keeps its pushes', async (t) => {
      const engine = await start(t);
      const [ann, ben] = [await join(engine), await join(engine)];
      await engine.disconnect(ben.membership);
      assert.equal((await ann.link.last('participant-away')).id, ben.membership.id);
      assert.equal(await engine.signal(ann.membership, ben.membership.id, '"kept"'), true);

      const back = await join(engine, { resume: { token: ben.resumeToken, lastSeq: 0 } });
      assert.deepEqual([back.membership.id, back.resumed, back.seq], [ben.membership.id, true, 0]);
      assert.notEqual(back.resumeToken, ben.resumeToken);
      assert.equal((await back.link.last('signal')).payload, 'kept');
      const { participant } = await ann.link.last('participant-updated');
      assert.equal(participant?.away, undefined);
      assert.deepEqual(ben.link.heard, []);
    });

    it('lets the newest resume win, and makes the older membership void', async (t) => {
      const engine = await start(t);
      const [ann, ben] = [await join(engine), await join(engine)];
      const back = await join(engine, { resume: { token: ben.resumeToken, lastSeq: 0 } });
      await until(() => ben.link.isReplaced, 'the older one is told');
      await engine.disconnect(ben.membership);
      await engine.leave(ben.membership);
      assert.equal(await engine.signal(ben.membership, ann.membership.id, '1'), false);
      assert.equal(await engine.signal(back.membership, ann.membership.id, '2'), true);
      assert.equal((await ann.link.last('signal')).payload, 2);
      assert.ok(
        ann.link.heard.every(({ type }) => type !== 'participant-away' && type !== 'participant-left'),
      );
    });

    it('gives a place back to the same identity only', async (t) => {
      const engine = await start(t);
      const ben = await join(engine, { identity: 'ben' });
      await engine.disconnect(ben.membership);
      const resume = { token: ben.resumeToken, lastSeq: 0 };
      for (const identity of ['eve', undefined]) {
        const other = await join(engine, { identity, resume });
        assert.notEqual(other.membership.id, ben.membership.id);
      }
      const back = await join(engine, { identity: 'ben', resume });
      assert.deepEqual([back.membership.id, back.resumed], [ben.membership.id, true]);
    });

    it('answers resumed: false with a snapshot when it cannot resume', async (t) => {
      const engine = await start(t);
      const [ann, ben] = [await join(engine), await join(engine)];
      await engine.disconnect(ben.membership);
      for (let number = 0; number < 300; number += 1) {
        await engine.signal(ann.membership, ben.membership.id, String(number));
      }
      const back = await join(engine, { resume: { token: ben.resumeToken, lastSeq: 0 } });
      assert.deepEqual([back.membership.id, back.resumed, back.seq], [ben.membership.id, false, 300]);
      assert.deepEqual(
        back.participants.map(({ id }) => id),
        [ann.membership.id],
      );
      await engine.signal(ann.membership, back.membership.id, '"next"');
      assert.equal((await back.link.last('signal')).seq, 301);
      assert.equal(back.link.heard.length, 1);

      const reloaded = await join(engine, {
        instance: 'new',
        resume: { token: back.resumeToken, lastSeq: 301 },
      });
      assert.deepEqual([reloaded.membership.id, reloaded.resumed], [ben.membership.id, false]);
    });

    describe('where the rings of all members are full', () => {
      const limit = 1024 * 1024;
      const payload = JSON.stringify('x'.repeat(10_000));

      /** Ann away, with something to hear, and twenty others who are told more than can be kept. */
      async function crowd(t: TestContext) {
        const engine = await start(t, { maxParticipants: 30, maxReplayBytes: limit });
        const ann = await join(engine);
        const speaker = await join(engine);
        const others = await Promise.all(Array.from({ length: 20 }, () => join(engine)));
        const lastSeq = ann.link.heard.length;
        await engine.disconnect(ann.membership);
        await engine.signal(speaker.membership, ann.membership.id, '"for Ann"');
        for (let round = 0; round < 20; round += 1) {
          for (const { membership } of others)
            await engine.signal(speaker.membership, membership.id, payload);
        }
        return { engine, ann, lastSeq, speaker, others };
      }

      it('delivers everything to connected members', async (t) => {
        const { others } = await crowd(t);
        for (const { link } of others) {
          const signals = (): unknown[] => link.heard.filter(({ type }) => type === 'signal');
          await until(() => signals().length === 20, 'all of it');
        }
      });

      it('keeps the limit, at the cost of connected members', async (t) => {
        const { engine, ann, lastSeq, others } = await crowd(t);
        const answers = [];
        for (const { membership, resumeToken, link } of others) {
          await engine.disconnect(membership);
          const seq = link.heard.findIndex(({ type }) => type === 'signal');
          answers.push(
            await engine.join({ room: 'r', instance: 'page', resume: { token: resumeToken, lastSeq: seq } }),
          );
        }
        const whole = answers.filter((answer) => 'resumed' in answer && answer.resumed).length;
        assert.ok(whole * 20 * payload.length <= limit, `${whole} of them`);
        const back = await join(engine, { resume: { token: ann.resumeToken, lastSeq } });
        assert.equal(back.resumed, true);
        await until(() => back.link.heard.some((push) => push.payload === 'for Ann'), 'what was said to her');
      });

      it('has room again for later pushes', async (t) => {
        const { engine, speaker, others } = await crowd(t);
        for (const { membership } of others) await engine.leave(membership);
        const ben = await join(engine);
        await engine.disconnect(ben.membership);
        for (let n = 0; n < 20; n += 1) await engine.signal(speaker.membership, ben.membership.id, payload);
        const back = await join(engine, { resume: { token: ben.resumeToken, lastSeq: 0 } });
        assert.equal(back.resumed, true);
        await until(() => back.link.heard.length === 20, 'all of it');
      });

      it('gives a snapshot to members whose pushes were dropped', async (t) => {
        const engine = await start(t, { maxParticipants: 30, maxReplayBytes: limit });
        const speaker = await join(engine);
        const all = await Promise.all(Array.from({ length: 20 }, () => join(engine)));
        for (const { membership } of all) await engine.disconnect(membership);
        for (const { membership } of all) {
          for (let n = 0; n < 20; n += 1) await engine.signal(speaker.membership, membership.id, payload);
        }
        const results = [];
        for (const { resumeToken, link } of all) {
          const lastSeq = link.heard.at(-1)?.seq ?? 0;
          results.push((await join(engine, { resume: { token: resumeToken, lastSeq } })).resumed);
        }
        assert.ok(results.includes(false) && results.includes(true), String(results));
      });
    });

    it('takes a token once, in its own room, within the grace period', async (t) => {
      const engine = await start(t, { graceMs: 50 });
      const [ann, ben] = [await join(engine), await join(engine)];
      const resume = { token: ben.resumeToken, lastSeq: 0 };
      const foreign = await join(engine, { room: 'other', resume });
      assert.notEqual(foreign.membership.id, ben.membership.id);
      const back = await join(engine, { resume });
      assert.equal(back.membership.id, ben.membership.id);
      const again = await join(engine, { resume });
      assert.notEqual(again.membership.id, ben.membership.id);

      await engine.disconnect(back.membership);
      const { reason } = await ann.link.last('participant-left');
      assert.equal(reason, 'timeout');
      const late = await join(engine, { resume: { token: back.resumeToken, lastSeq: 0 } });
      assert.notEqual(late.membership.id, ben.membership.id);
    });

    it('takes the previous token after the socket with the new one broke silently', async (t) => {
      const engine = await start(t);
      const ben = await join(engine);
      const resume = { token: ben.resumeToken, lastSeq: 0 };
      // Twice in a row, the answer is lost.
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const lost = await join(engine, { resume });
        assert.equal(lost.membership.id, ben.membership.id);
        await engine.disconnect(lost.membership);
      }
      const back = await join(engine, { resume });
      assert.equal(back.membership.id, ben.membership.id);
      engine.confirm(back.membership);
      await engine.disconnect(back.membership);
      const other = await join(engine, { resume });
      assert.notEqual(other.membership.id, ben.membership.id);
    });

    it('takes the previous token as long as no client listens with the new one', async (t) => {
      const engine = await start(t);
      const ann = await join(engine);
      const ben = await join(engine);
      const resume = { token: ben.resumeToken, lastSeq: 0 };
      for (let attempt = 0; attempt < 2; attempt += 1) {
        const lost = await engine.join({ room: 'r', instance: 'page', resume });
        assert.ok(!('refused' in lost));
        assert.equal(lost.membership.id, ben.membership.id);
        await engine.signal(ann.membership, ben.membership.id, String(attempt));
      }
      const back = await join(engine, { resume });
      assert.deepEqual([back.membership.id, back.resumed], [ben.membership.id, true]);
      await until(() => back.link.heard.length === 2, 'what was said meanwhile');
      assert.notEqual((await join(engine, { resume })).membership.id, ben.membership.id);
    });

    it('keeps a limited number of pushes until it is opened, and else calls lost()', async (t) => {
      const engine = await start(t);
      const ann = await join(engine);
      const ben = await engine.join({ room: 'r', instance: 'page' });
      assert.ok(!('refused' in ben));
      for (let number = 0; number < 300; number += 1) {
        await engine.signal(ann.membership, ben.membership.id, String(number));
      }
      const link = new Listener();
      engine.open(ben.membership, link);
      await until(() => link.isLost, 'it is told');
      assert.deepEqual(link.heard, []);
      const back = await join(engine, { resume: { token: ben.resumeToken, lastSeq: 0 } });
      assert.deepEqual([back.membership.id, back.resumed, back.seq], [ben.membership.id, false, 300]);
    });

    it('takes the newest token that arrived, even if none was confirmed in between', async (t) => {
      const engine = await start(t);
      const first = await join(engine);
      const second = await join(engine, { resume: { token: first.resumeToken, lastSeq: 0 } });
      await engine.disconnect(second.membership);
      // The answer to this one is lost, so the client has the token of the second.
      const lost = await join(engine, { resume: { token: second.resumeToken, lastSeq: 0 } });
      await engine.disconnect(lost.membership);
      const back = await join(engine, { resume: { token: second.resumeToken, lastSeq: 0 } });
      assert.equal(back.membership.id, first.membership.id);
      // To have the second one is to have no need of the first.
      const other = await join(engine, { resume: { token: first.resumeToken, lastSeq: 0 } });
      assert.notEqual(other.membership.id, first.membership.id);
    });

    it('tells whether a member came back', async (t) => {
      const engine = await start(t);
      const ben = await join(engine);
      const made = formatToken({ key: createSecret(), life: createId(), secret: createSecret() });
      const resume = { token: ben.resumeToken, lastSeq: 0 };
      assert.equal(ben.returned, false);
      assert.equal((await join(engine, { resume })).returned, true);
      assert.equal((await join(engine, { resume: { token: 'x', lastSeq: 0 } })).returned, false);
      assert.equal((await join(engine, { resume: { token: made, lastSeq: 0 } })).returned, true);
    });

    it('calls replaced() on a membership that was replaced before it was opened', async (t) => {
      const engine = await start(t);
      const ben = await join(engine);
      const resume = { token: ben.resumeToken, lastSeq: 0 };
      const older = await engine.join({ room: 'r', instance: 'page', resume });
      assert.ok(!('refused' in older));
      await join(engine, { resume });
      const link = new Listener();
      engine.open(older.membership, link);
      await until(() => link.isReplaced, 'it is told');
    });

    describe('after a restart', () => {
      /** Ann as she was before, and an engine that has never heard of her. */
      const restarted = async (t: TestContext, request: Partial<JoinRequest> = {}) => {
        const ann = await join(await start(t), request);
        return {
          id: ann.membership.id,
          resume: { token: fromAnotherLife(ann.resumeToken), lastSeq: 7 },
          engine: await start(t),
        };
      };

      it('gives a member of before the same id, in a new place', async (t) => {
        const { id, resume, engine } = await restarted(t);
        const back = await join(engine, { resume });
        assert.deepEqual([back.membership.id, back.resumed, back.seq], [id, false, 0]);
        const again = await join(engine, { resume: { token: back.resumeToken, lastSeq: 0 } });
        assert.deepEqual([again.membership.id, again.resumed], [id, true]);
      });

      it('gives the id for no made-up token', async (t) => {
        const { id, resume, engine } = await restarted(t);
        const own = parseToken((await join(engine, { name: 'Eve' })).resumeToken);
        assert.ok(own);
        const life = createId();
        for (const token of [
          `${id}.${life}.${createSecret()}`,
          `${id}.${own.life}.${own.secret}`,
          formatToken({ key: id.padEnd(32, 'A'), life, secret: createSecret() }),
          formatToken({ ...own, life }),
          formatToken({ key: createSecret(), life, secret: createSecret() }),
        ]) {
          const eve = await join(engine, { resume: { token, lastSeq: 0 } });
          assert.notEqual(eve.membership.id, id);
          await engine.leave(eve.membership);
        }
        assert.equal((await join(engine, { resume })).membership.id, id);
      });

      it('gives the id in its own room only, and to the same identity', async (t) => {
        const { id, resume, engine } = await restarted(t, { identity: 'ann' });
        for (const request of [
          { resume, room: 'other', identity: 'ann' },
          { resume, identity: 'eve' },
          { resume },
        ]) {
          assert.notEqual((await join(engine, request)).membership.id, id);
        }
        assert.equal((await join(engine, { resume, identity: 'ann' })).membership.id, id);
      });

      it('gives the id again after the answer was lost, and then for the newer token only', async (t) => {
        const { id, resume, engine } = await restarted(t);
        assert.ok(!('refused' in (await engine.join({ room: 'r', instance: 'page', resume }))));
        await join(engine, { name: 'Ben' });
        // Numbers of the former life mean nothing in this one.
        const back = await join(engine, { resume: { ...resume, lastSeq: 0 } });
        assert.deepEqual([back.membership.id, back.resumed, back.seq], [id, false, 1]);
        assert.notEqual((await join(engine, { name: 'Eve', resume })).membership.id, id);
        await engine.disconnect(back.membership);
        const again = await join(engine, { resume });
        assert.equal(again.membership.id, id);
        engine.confirm(again.membership);
        await engine.disconnect(again.membership);
        assert.notEqual((await join(engine, { resume })).membership.id, id);
      });
    });

    it('gives no id that was given up, for a token of this life', async (t) => {
      const engine = await start(t);
      const ann = await join(engine);
      await engine.leave(ann.membership);
      const back = await join(engine, { resume: { token: ann.resumeToken, lastSeq: 0 } });
      assert.deepEqual([back.membership.id === ann.membership.id, back.returned], [false, false]);
    });

    it('calls no link after close', async (t) => {
      const engine = await start(t, { graceMs: 5000 });
      const [ann, ben] = [await join(engine), await join(engine)];
      await engine.disconnect(ben.membership);
      await ann.link.last('participant-away');
      await engine.close();
      await engine.disconnect(ann.membership);
      assert.equal(await engine.signal(ann.membership, ben.membership.id, '1'), false);
      assert.equal(ann.link.heard.at(-1)?.type, 'participant-away');
    });
  });
}
