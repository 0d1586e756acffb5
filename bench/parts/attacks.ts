import { OURS, rtcSignal, type Contender } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, ratio } from '../lib/arithmetic.js';
import { startAttacker } from '../lib/children.js';
import { inTurns } from '../lib/series.js';
import { times } from '../lib/table.js';
import type { Attack } from '../load/attacks.js';
import type { Latency } from '../load/relay.js';
import type { Bar, Part } from '../part.js';

const NAMES: Readonly<Record<Attack, string>> = {
  flood: 'one member sends as much as it can, again and again',
  slowReader: 'a member reads nothing, another one writes to it',
  halfOpen: '1,000 members of whom nothing is heard',
  slowHeaders: '1,000 requests whose headers never end',
};
const ALL = Object.keys(NAMES) as Attack[];

const ROOMS = 20;
/** What the others say to each other: far below the limits, which are those of production. */
const STREAM = { bytes: 300, perSecond: 1000 } as const;
const MOST = 2;

/** All attacks come from the address of everybody else; so only the limit of messages counts. */
const PROTECTED: Contender = {
  ...OURS,
  command: (port) => rtcSignal(port, '--messages-per-second', '100'),
};

interface Pair {
  readonly quiet: Latency[];
  readonly attacked: Latency[];
}

async function measure(attack: Attack, seconds: number, { quiet, attacked }: Pair): Promise<void> {
  const arena = await Arena.open(PROTECTED);
  const attacker = startAttacker();
  try {
    await arena.enter(ROOMS, 2);
    const listen = (): Promise<Latency> => arena.load.remote.ask('stream', { ...STREAM, seconds });
    // Until the compiler has seen what is hot.
    await listen();
    quiet.push(await listen());
    await attacker.remote.ask('begin', { attack, target: { port: arena.port, url: arena.url } });
    attacked.push(await listen());
  } finally {
    await Promise.all([arena.close(), attacker.kill()]);
  }
}

/** What the others notice while somebody does harm. */
export const attacks: Part = {
  name: 'attacks',
  title: 'Latency of the others under attack',
  async run({ repetitions, seconds }) {
    const results = new Map<Attack, Pair>(ALL.map((attack) => [attack, { quiet: [], attacked: [] }]));
    await inTurns(ALL, repetitions, async (attack) => {
      const pair = results.get(attack);
      if (pair) await measure(attack, seconds, pair);
    });
    const bars: Bar[] = [];
    const rows = [...results].map(([attack, { quiet, attacked }]) => {
      const [before, during] = [quiet, attacked].map((all) => all.map(({ p99 }) => p99)) as [
        number[],
        number[],
      ];
      const more = ratio(during, before);
      const what = `p99 of the others: ${NAMES[attack]}`;
      bars.push({ what, measured: times(more), bar: `≤ ${MOST} × quiet`, holds: more <= MOST });
      const ms = (values: readonly number[]): string => `${median(values).toFixed(2)} ms`;
      const p50 = (all: readonly Latency[]): string => ms(all.map((latency) => latency.p50));
      return [NAMES[attack], p50(quiet), p50(attacked), ms(before), ms(during), times(more)];
    });
    const head = ['attack', 'p50 quiet', 'attacked', 'p99 quiet', 'attacked', 'p99 to quiet'];
    return { table: [head, ...rows], bars };
  },
};
