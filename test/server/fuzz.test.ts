import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { findProgram } from '../../scripts/programs.mjs';
import type { SignalingServerOptions } from '../../server/index.js';
import { random as randomNumbers } from '../support/random.js';
import { RedisServer } from '../support/redis.js';
import { startServer } from './support/fixture.js';
import type { Fixture } from './support/fixture.js';
import type { RawClient } from './support/raw-client.js';

const SEED = 0x5eed;
/** `npm run test:soak` sends a million. */
const FRAMES = Number(process.env['FUZZ_FRAMES'] ?? 10_000);
/** The limits of the rate are for another test: here everything is to be looked at. */
const NO_RATES = { messagesPerSecond: 1_000_000, joinsPerSecond: 1_000_000 };

/** Between two measurements; one lost room or socket for each hundred messages would be far more in the soak. */
const MOST_GROWTH_MIB = 4;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Mebibytes in use by this process, the server among it. */
function usedMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

const next = randomNumbers(SEED);
const random = (below: number): number => Math.floor(next() * below);
const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;

const KEYS = [
  'type',
  'id',
  'room',
  'name',
  'instance',
  'to',
  'payload',
  'media',
  'resume',
  'token',
  '__proto__',
  'constructor',
  'from',
  'seq',
  '',
];
const TYPES = ['join', 'signal', 'update', 'leave', 'ping', 'joined', 'error', '__proto__', 'toString', ''];
const TEXTS = [
  '',
  'a',
  '\u0000',
  '\ud800',
  '🎥',
  '__proto__',
  '../..',
  'x'.repeat(65),
  'x'.repeat(5000),
  '{"type":"leave"}',
];
const NUMBERS = [0, -0, -1, 1.5, 1e308, 2 ** 53, 2 ** 31];

function value(depth: number): unknown {
  switch (random(depth > 3 ? 5 : 7)) {
    case 0:
      return pick(TEXTS);
    case 1:
      return pick(NUMBERS);
    case 2:
      return random(2) === 0;
    case 3:
      return null;
    case 4:
      return pick(TYPES);
    case 5:
      return Array.from({ length: random(4) }, () => value(depth + 1));
    default:
      return Object.fromEntries(Array.from({ length: random(4) }, () => [pick(KEYS), value(depth + 1)]));
  }
}

/** A message that would do, in most rooms and orders. */
function nearlyValid(): Record<string, unknown> {
  const all = [
    { type: 'join', id: random(9), room: pick(['own', 'own2']), instance: 'x', name: pick(TEXTS) },
    {
      type: 'join',
      id: 1,
      room: 'own',
      instance: 'x',
      resume: { token: pick(TEXTS), lastSeq: pick(NUMBERS) },
    },
    { type: 'signal', id: random(9), to: pick(TEXTS), payload: value(0) },
    { type: 'signal', to: 'someone', payload: value(0) },
    { type: 'update', media: { microphone: true, camera: value(3), screen: false } },
    { type: 'update', id: pick(NUMBERS), name: value(3) },
    { type: 'leave', id: random(9) },
    { type: 'ping', id: pick(NUMBERS) },
  ];
  return pick<Record<string, unknown>>(all);
}

function mutate(text: string): string {
  const at = random(text.length + 1);
  const cut = random(4);
  return (
    text.slice(0, at) +
    pick(['', '"', '{', '}', '[', ',', '\\', '\u0000', 'null', '"__proto__":{}', '\\ud800']) +
    text.slice(at + cut)
  );
}

interface Frame {
  readonly data: string | Buffer;
  readonly binary?: boolean;
  /** Whether `ws` is to send it as it is, for what is not even WebSocket. */
  readonly raw?: boolean;
}

/** Masked with zeros, so that the bytes are what they say. */
function rawTextFrame(bytes: readonly number[]): Buffer {
  return Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0, ...bytes]);
}

function frame(): Frame {
  switch (random(12)) {
    case 0:
    case 1:
      return { data: JSON.stringify(nearlyValid()) };
    case 2:
    case 3:
    case 4:
      return { data: mutate(JSON.stringify(nearlyValid())) };
    case 5: {
      const message = nearlyValid();
      message[pick(KEYS)] = value(0);
      return { data: JSON.stringify(message) };
    }
    case 6: {
      const message = nearlyValid();
      Reflect.deleteProperty(message, pick(Object.keys(message)));
      return { data: JSON.stringify(message) };
    }
    case 7:
      return { data: JSON.stringify(value(0)) };
    case 8:
      return { data: Buffer.from(Array.from({ length: random(200) }, () => random(256))), binary: true };
    case 9:
      return {
        data: `{"type":"join","id":1,"__proto__":{"room":"own"},"instance":${JSON.stringify(pick(TEXTS))}}`,
      };
    case 10:
      return { data: deep() };
    default:
      return random(40) > 0
        ? { data: mutate(mutate(mutate(JSON.stringify(nearlyValid())))) }
        : pick<() => Frame>([
            () => ({ data: 'x'.repeat(65_537) }),
            () => ({ data: rawTextFrame([0xc3, 0x28]), raw: true }),
            () => ({ data: rawTextFrame([0xed, 0xa0, 0x80]), raw: true }),
            () => ({ data: Buffer.from(Array.from({ length: 50 }, () => random(256))), raw: true }),
            () => ({ data: Buffer.from([0xc1, 0x80, 0, 0, 0, 0]), raw: true }),
          ])();
  }
}

function deep(): string {
  const depth = 1 + random(random(10) === 0 ? 10_000 : 50);
  const nested = pick(['[', '{"a":'] as const);
  const closing = nested === '[' ? ']' : '}';
  const text = nested.repeat(depth) + '1' + closing.repeat(depth);
  return random(2) === 0
    ? text.slice(0, 65_000)
    : `{"type":"signal","payload":${text.slice(0, 65_000)},"to":"x"}`;
}

function send(client: RawClient, { data, binary = false, raw = false }: Frame): void {
  if (!raw) return client.sendRaw(data, { binary });
  (client.socket as unknown as { _socket: { write(data: string | Buffer): void } })._socket.write(data);
}

const program = findProgram('redis');

describe(`${FRAMES} malformed messages`, () => {
  it('end at most their own connection, and leave nothing in memory', (t) => attack(t, FRAMES));

  it('do the same where the rooms are in Redis', { skip: program === undefined }, async (t) => {
    const redis = await RedisServer.start(program ?? '');
    t.after(() => redis.remove());
    await attack(t, FRAMES / 5, { redis: redis.url });
  });
});

async function attack(t: TestContext, frames: number, options: SignalingServerOptions = {}): Promise<void> {
  const settings = { graceMs: 50, ...NO_RATES, ...options };
  const { member, connect, server }: Fixture = await startServer(t, settings);
  const [ann, ben] = [await member('others'), await member('others', { name: 'Ben' })];
  let relayed = 0;
  const relay = async (): Promise<void> => {
    relayed += 1;
    ann.client.send({ type: 'signal', to: ben.joined.self, payload: relayed });
    const { payload, from } = await ben.client.next('signal');
    assert.deepEqual([payload, from], [relayed, ann.joined.self]);
    // Nothing leaked into their room. It is forgotten here, so that only what the server keeps is measured.
    for (const { client } of [ann, ben]) {
      const others = client.received.filter(({ type }) => type !== 'joined');
      assert.ok(
        others.every(({ type, from: whom }) => type === 'participant-joined' || whom === ann.joined.self),
      );
      client.forget();
    }
  };

  let attacker = await connect();
  let lost = 0;
  const codes = new Set<string>();
  const note = (client: RawClient): void => {
    for (const { error } of client.received) if (error) codes.add(error.code);
    client.forget();
  };
  let early = 0;
  for (let sent = 0; sent < frames; sent += 1) {
    if (sent === frames / 5) early = usedMemory();
    if (!attacker.isOpen) {
      note(attacker);
      attacker = await connect();
      lost += 1;
    }
    const next = frame();
    send(attacker, next);
    if (sent % 50 === 0) {
      if (sent % 200 === 0) await Promise.race([attacker.settle().catch(() => {}), attacker.closed]);
      note(attacker);
      await relay();
    }
    // A frame that breaks the WebSocket protocol ends its connection. Waits for that, so that all other frames are read.
    if (next.raw || next.data.length > 65_536) {
      await Promise.race([attacker.settle().catch(() => attacker.terminate()), attacker.closed]);
    }
  }
  note(attacker);
  await relay();
  attacker.terminate();
  await attacker.closed;
  const late = usedMemory();
  t.diagnostic(
    `memory after a fifth of them ${early.toFixed(1)} MiB, after all of them ${late.toFixed(1)} MiB`,
  );
  assert.ok(late - early < MOST_GROWTH_MIB, `${(late - early).toFixed(1)} MiB more`);

  assert.ok(lost > 0 && lost < frames / 50, `${lost} connections of the attacker's own`);
  for (const code of ['bad-message', 'not-joined', 'already-joined', 'unknown-participant']) {
    assert.ok(codes.has(code), `${code} among ${[...codes].join()}`);
  }
  assert.ok(!codes.has('internal'), 'nothing took the server by surprise');
  assert.ok(ann.client.isOpen && ben.client.isOpen);
  assert.ok(server.connections >= 2);
}
