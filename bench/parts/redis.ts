import { findProgram } from '../../scripts/programs.mjs';
import { RedisServer } from '../../test/support/redis.js';
import { OURS, rtcSignal } from '../contenders.js';
import { BURST } from '../lib/arena.js';
import { median, ratio } from '../lib/arithmetic.js';
import { freePort, startLoad, startServer, type RunningLoad, type RunningServer } from '../lib/children.js';
import { redisCpu } from '../lib/redis.js';
import { inTurns } from '../lib/series.js';
import { count, times } from '../lib/table.js';
import type { Part } from '../part.js';

/** Servers, the place of the rooms, and whether the two members of a room are on different servers. */
interface Scenario {
  readonly name: string;
  readonly servers: number;
  readonly redis: boolean;
  readonly apart: boolean;
}

const ALONE: Scenario = { name: 'one server, in memory', servers: 1, redis: false, apart: false };
const SCENARIOS: readonly Scenario[] = [
  ALONE,
  { name: 'one server on Redis', servers: 1, redis: true, apart: false },
  { name: 'two on Redis, a room on one', servers: 2, redis: true, apart: false },
  { name: 'two on Redis, a room on both', servers: 2, redis: true, apart: true },
];

const ROOMS = 50;
const BYTES = 300;
/** The latency is that of so many signals per second, in each scenario. */
const RATE = 2000;

/** The servers of one scenario, their Redis, and their clients. */
class Fleet {
  readonly scenario: Scenario;
  readonly load: RunningLoad = startLoad();
  readonly #servers: RunningServer[] = [];
  readonly #urls: string[] = [];
  readonly #redis: RedisServer | undefined;

  private constructor(scenario: Scenario, redis: RedisServer | undefined) {
    this.scenario = scenario;
    this.#redis = redis;
  }

  static async open(scenario: Scenario, program: string): Promise<Fleet> {
    const redis = scenario.redis ? await RedisServer.start(program, '--appendonly', 'no') : undefined;
    const fleet = new Fleet(scenario, redis);
    for (let i = 0; i < scenario.servers; i += 1) await fleet.#addServer();
    await fleet.#settle();
    return fleet;
  }

  async cpu(): Promise<number> {
    const used = await Promise.all(this.#servers.map(({ remote }) => remote.ask('cpu')));
    const redis = this.#redis ? await redisCpu(this.#redis.port) : 0;
    return used.reduce((sum, each) => sum + each, redis) / 1e6;
  }

  async close(): Promise<void> {
    await this.load.kill();
    await Promise.all(this.#servers.map((server) => server.kill()));
    await this.#redis?.remove();
  }

  async #addServer(): Promise<void> {
    const port = await freePort();
    const flags = this.#redis ? ['--redis', this.#redis.url] : [];
    this.#servers.push(await startServer(rtcSignal(port, ...flags), port));
    this.#urls.push(`ws://127.0.0.1:${port}${OURS.path}`);
  }

  /** Each room is on all servers, or each server has a share of the rooms. */
  async #settle(): Promise<void> {
    const groups = this.scenario.apart ? [this.#urls] : this.#urls.map((url) => [url]);
    for (const urls of groups) {
      const rooms = ROOMS / groups.length;
      await this.load.remote.ask('connect', { dialect: OURS.dialect, urls, rooms, perRoom: 2 });
    }
    await this.load.remote.ask('join');
  }
}

interface Measured {
  readonly perSecond: number[];
  readonly perCpuSecond: number[];
  readonly p50: number[];
  readonly p99: number[];
}

async function measure(fleet: Fleet, seconds: number, measured: Measured): Promise<void> {
  const { load } = fleet;
  const before = await fleet.cpu();
  const relayed = await load.remote.ask('saturate', { bytes: BYTES, seconds, burst: BURST });
  const cpu = (await fleet.cpu()) - before;
  const latency = await load.remote.ask('stream', { bytes: BYTES, seconds, perSecond: RATE });
  measured.perSecond.push(relayed.messages / relayed.seconds);
  measured.perCpuSecond.push(relayed.messages / cpu);
  measured.p50.push(latency.p50);
  measured.p99.push(latency.p99);
}

export const redis: Part = {
  name: 'redis',
  title: 'Several servers on Redis',
  async run({ repetitions, seconds }) {
    const program = findProgram('redis');
    if (program === undefined) return { table: [['not measured: there is no redis-server']] };
    const fleets: Fleet[] = [];
    const results = new Map<Scenario, Measured>(
      SCENARIOS.map((scenario) => [scenario, { perSecond: [], perCpuSecond: [], p50: [], p99: [] }]),
    );
    try {
      for (const scenario of SCENARIOS) fleets.push(await Fleet.open(scenario, program));
      for (const { load } of fleets)
        await load.remote.ask('saturate', { bytes: BYTES, seconds, burst: BURST });
      await inTurns(fleets, repetitions, async (fleet) => {
        const measured = results.get(fleet.scenario);
        if (measured) await measure(fleet, seconds, measured);
      });
    } finally {
      await Promise.all(fleets.map((fleet) => fleet.close()));
    }
    const alone = results.get(ALONE);
    const rows = [...results].map(([{ name }, { perSecond, perCpuSecond, p50, p99 }]) => [
      name,
      count(median(perSecond)),
      count(median(perCpuSecond)),
      times(ratio(perCpuSecond, alone?.perCpuSecond ?? [])),
      `${median(p50).toFixed(2)} ms`,
      `${(median(p50) - median(alone?.p50 ?? [])).toFixed(2)} ms`,
      `${median(p99).toFixed(2)} ms`,
    ]);
    const head = ['servers', 'per second', 'per CPU-second', 'to memory', 'p50', 'added', 'p99'];
    return { table: [head, ...rows] };
  },
};
