import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { EngineFactory, RoomEngine } from '../../../server/index.js';
import { MAX_LATE_BYTES } from '../../../server/limits/fixed-limits.js';
import { LATE, LateAnswers, within } from '../../../server/limits/late-answers.js';
import { MemoryEngine } from '../../../server/rooms/memory.js';
import { startServer, until } from '../support/fixture.js';

const never = new Promise<never>(() => {});
const fail = (): never => assert.fail('nothing went wrong');

// Nothing that waits here keeps a process from ending.
let alive: NodeJS.Timeout;
before(() => (alive = setInterval(() => {}, 1000)));
after(() => clearInterval(alive));

describe('within', () => {
  it('resolves as the task does, or with LATE after the time', async () => {
    assert.equal(await within(10_000, Promise.resolve(1)), 1);
    await assert.rejects(within(10_000, Promise.reject(new Error('broken'))), /broken/);
    assert.equal(await within(1, never), LATE);
    assert.equal(await within(0, never), LATE);
  });
});

describe('LateAnswers', () => {
  it('waits for no other answer while one is late, and again once it has come', async () => {
    const answers = new LateAnswers();
    let answer = (_value: number): void => {};
    const late = new Promise<number>((resolve) => (answer = resolve));
    assert.equal(await answers.wait(late, 1, fail), LATE);
    // Waiting for each of them in turn would take a client with a long queue forever.
    for (let n = 0; n < 100; n += 1) assert.equal(await answers.wait(never, 0, fail), LATE);
    answer(1);
    await until(() => !answers.isWaiting, 'answers are waited for again');
    assert.equal(await answers.wait(Promise.resolve(2), 1, fail), 2);
  });

  it('is full when requests without an answer hold too many bytes, and reports late errors', async () => {
    const answers = new LateAnswers();
    let refuse = (_reason: Error): void => {};
    const refused = new Promise<never>((_resolve, reject) => (refuse = reject));
    const reports: unknown[] = [];
    assert.equal(await answers.wait(refused, MAX_LATE_BYTES + 1, (error) => reports.push(error)), LATE);
    assert.equal(answers.isFull, true);
    refuse(new Error('refused'));
    await until(() => !answers.isFull, 'requests may be made again');
    assert.match(String(reports[0]), /refused/);
  });
});

describe('while the engine does not answer', { concurrency: true }, () => {
  /** The memory engine, silent from the first word of somebody called Mute on. */
  const muting: EngineFactory = (settings) => {
    const memory = new MemoryEngine(settings);
    let isMute = false;
    const later = <T>(act: () => T): T | Promise<T> => (isMute ? never : act());
    const engine: RoomEngine = {
      available: true,
      join: (request) => {
        if (request.name === 'Mute') isMute = true;
        return later(() => memory.join(request));
      },
      open: (membership, link) => memory.open(membership, link),
      confirm: (membership) => memory.confirm(membership),
      signal: (membership, to, payload) => later(() => memory.signal(membership, to, payload)),
      update: (membership, change) => later(() => memory.update(membership, change)),
      leave: (membership) => later(() => memory.leave(membership)),
      disconnect: (membership) => later(() => memory.disconnect(membership)),
      count: () => memory.count(),
      close: () => memory.close(),
    };
    return engine;
  };

  it('a join is answered with server-busy, once', async (t) => {
    const { connect } = await startServer(t, { engine: muting, joinTimeoutMs: 600_000 });
    const client = await connect();
    const { error } = await client.request({ type: 'join', room: 'r', instance: 'x', name: 'Mute' });
    assert.deepEqual([error?.code, error?.retryable], ['server-busy', true]);
    await client.settle();
    assert.equal(client.received.length, 2);
  });

  it('a join is answered with server-busy while authorize does not decide, and is not done later', async (t) => {
    let decide = (_yes: boolean): void => {};
    const decision = new Promise<boolean>((resolve) => (decide = resolve));
    const { connect, member } = await startServer(t, {
      authorize: (_request, { name }) => name !== 'Slow' || decision,
    });
    const ann = await member('r');
    const client = await connect();
    const { error } = await client.request({ type: 'join', room: 'r', instance: 'x', name: 'Slow' });
    assert.equal(error?.code, 'server-busy');
    decide(true);
    await client.join('s');
    await ann.client.settle();
    assert.deepEqual(ann.client.pushes, []);
  });

  it('signal, update, leave and ping are answered', async (t) => {
    const { connect, member } = await startServer(t, { engine: muting, messagesPerSecond: 10_000 });
    const [ann, ben] = [await member('r'), await member('r')];
    (await connect()).send({ type: 'join', id: 1, room: 'r', instance: 'x', name: 'Mute' });
    const late = async (message: Record<string, unknown>): Promise<void> => {
      const { error } = await ann.client.request(message);
      assert.deepEqual([error?.code, error?.retryable], ['server-busy', true]);
    };
    await ann.client.settle();
    await late({ type: 'signal', to: ben.joined.self, payload: 1 });
    await late({ type: 'update', name: 'Anna' });
    await ann.client.settle();
    // Requests without an id get no answer until they hold too many bytes.
    const before = ann.client.received.length;
    const payload = 'x'.repeat(10_000);
    for (let n = 0; n < 10; n += 1) ann.client.send({ type: 'signal', to: ben.joined.self, payload });
    await ann.client.settle();
    assert.equal(ann.client.received.length, before + 1);
    for (let n = 0; n < 5; n += 1) ann.client.send({ type: 'signal', to: ben.joined.self, payload });
    assert.equal((await ann.client.next('error')).error?.code, 'server-busy');
    assert.equal((await ann.client.request({ type: 'leave' })).type, 'left');
  });
});
