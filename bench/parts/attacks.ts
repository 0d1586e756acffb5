import { PROTECTED } from '../contenders.js';
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
/** Milliseconds. A process that only takes the processor now and then makes this much: it says nothing of the server. */
const UNNOTICED = 2;

const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** What is done meanwhile. */
const STATES = ['quiet', 'elsewhere', 'attacked'] as const;
type Measured = Readonly<Record<(typeof STATES)[number], Latency[]>>;

async function measure(
  attack: Attack,
  seconds: number,
  { quiet, elsewhere, attacked }: Measured,
): Promise<void> {
  const [arena, other] = [await Arena.open(PROTECTED), await Arena.open(PROTECTED)];
  const listen = (): Promise<Latency> => arena.load.remote.ask('stream', { ...STREAM, seconds });
  const during = async ({ port, url }: Arena): Promise<Latency> => {
    const attacker = startAttacker();
    try {
      await attacker.remote.ask('begin', { attack, target: { port, url } });
      return await listen();
    } finally {
      await attacker.kill();
    }
  };
  try {
    await arena.enter(ROOMS, 2);
    // Until the compiler has seen what is hot.
    for (let warm = 0; warm < 2; warm += 1) await listen();
    quiet.push(await listen());
    elsewhere.push(await during(other));
    attacked.push(await during(arena));
  } finally {
    await Promise.all([arena.close(), other.close()]);
  }
}

/**
 * What the others notice while somebody does harm. Harm takes from the machine, too: what that alone does is seen while it
 * is done to another server of the same kind.
 */
export const attacks: Part = {
  name: 'attacks',
  title: 'Latency of the others under attack',
  async run({ repetitions, seconds }) {
    const results = new Map<Attack, Measured>(
      ALL.map((attack) => [attack, { quiet: [], elsewhere: [], attacked: [] }]),
    );
    await inTurns(ALL, repetitions, async (attack) => {
      const measured = results.get(attack);
      if (measured) await measure(attack, 2 * seconds, measured);
    });
    const bars: Bar[] = [];
    const rows = [...results].map(([attack, measured]) => {
      const p99 = (state: keyof Measured): number[] => measured[state].map((latency) => latency.p99);
      const [there, here] = [median(p99('elsewhere')), median(p99('attacked'))];
      const most = Math.max(MOST * there, UNNOTICED);
      const what = `p99 of the others: ${NAMES[attack]}`;
      bars.push({ what, measured: ms(here), bar: `≤ ${ms(most)}`, holds: here <= most });
      const p50 = (state: keyof Measured): string =>
        ms(median(measured[state].map((latency) => latency.p50)));
      return [
        NAMES[attack],
        ...[p50('quiet'), p50('attacked')],
        ...STATES.map((state) => ms(median(p99(state)))),
        ...[times(ratio(p99('attacked'), p99('quiet'))), times(ratio(p99('attacked'), p99('elsewhere')))],
      ];
    });
    const head = [
      ...['attack', 'p50 quiet', 'attacked', 'p99 quiet', 'elsewhere', 'attacked'],
      ...['to quiet', 'to elsewhere'],
    ];
    return { table: [head, ...rows], bars };
  },
};
