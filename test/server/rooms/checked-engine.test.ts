import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { createSignalingServer } from '../../../server/index.js';
import type { EngineFactory, RoomEngine } from '../../../server/index.js';
import { checkEngine } from '../../../server/rooms/checked-engine.js';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { startServer } from '../support/fixture.js';
import { describeEngineContract } from './engine-contract.js';

describeEngineContract(
  'checked',
  checkEngine((settings) => new MemoryEngine(settings)),
);

/** The memory engine with something else in it. */
const changed =
  (change: (engine: RoomEngine) => object): EngineFactory =>
  (settings) => {
    const engine: RoomEngine = new MemoryEngine(settings);
    return Object.assign(engine, change(engine));
  };

async function start(t: TestContext, change: (engine: RoomEngine) => object) {
  const logged: string[] = [];
  const fixture = await startServer(t, {
    engine: changed(change),
    logger: (_level, event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
  });
  return { ...fixture, logged };
}

describe('an engine of somebody else', () => {
  it('that is none is said before anything is started', async () => {
    const wrong = (engine: unknown): Promise<unknown> =>
      createSignalingServer({ port: 0, engine: (() => engine) as unknown as EngineFactory });
    await assert.rejects(wrong(undefined), { name: 'TypeError', message: /^engine must make a RoomEngine/ });
    await assert.rejects(wrong({ join: () => {} }), { message: /RoomEngine: open is missing$/ });
  });

  it('that admits with nonsense lets nobody in, and says what it was', async (t) => {
    const participant = { id: 'x', name: 'x', instance: 'x', media: {} };
    for (const [answer, reason] of [
      [undefined, ''],
      [null, ''],
      [{ refused: 'because' }, 'refused'],
      [{ seq: -1 }, 'seq'],
      [{ resumed: 'yes' }, 'resumed'],
      [{ resumeToken: '' }, 'resumeToken'],
      [{ resumeToken: 'x'.repeat(5000) }, 'resumeToken'],
      [{ participants: [{ ...participant, name: 'x'.repeat(65) }] }, 'participants'],
      [{ participants: Array(101).fill(participant) }, 'participants'],
      [{ membership: { room: 'r' } }, 'membership'],
    ] as const) {
      const { connect, logged } = await start(t, (engine) => {
        const join = engine.join.bind(engine);
        return {
          join: async (request: never) => {
            const admission = await join(request);
            return answer && !('refused' in answer) ? { ...admission, ...answer } : answer;
          },
        };
      });
      const { error } = await (await connect()).request({ type: 'join', room: 'r', instance: 'x' });
      assert.equal(error?.code, 'internal', JSON.stringify(answer));
      assert.match(logged.join(), new RegExp(`the engine's answer to join: .*${reason}`));
    }
  });

  it('that does not know who returned works as before', async (t) => {
    const { member, connect } = await start(t, (engine) => {
      const join = engine.join.bind(engine);
      return {
        join: async (request: never) => {
          const admission = await join(request);
          return { ...admission, returned: undefined };
        },
      };
    });
    const { client, joined } = await member('r');
    client.terminate();
    const resume = { token: joined.resumeToken, lastSeq: 0 };
    assert.equal((await (await connect()).join('r', { resume })).self, joined.self);
  });

  it('that throws where nobody waits for it ends nothing', async (t) => {
    const { member, connect, logged } = await start(t, () => ({
      confirm: () => {
        throw new Error('broken');
      },
    }));
    const { joined } = await member('r');
    const client = await connect();
    await client.join('r', { resume: { token: joined.resumeToken, lastSeq: 0 } });
    await client.settle();
    await client.settle();
    assert.match(logged.join(), /engine failed .*broken/);
  });
});
