import { PROTECTED } from '../contenders.js';
import { Arena } from '../lib/arena.js';
import { median, ratio, rotated } from '../lib/arithmetic.js';
import { startAttacker } from '../lib/children.js';
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
/** Signals between the other members: far below the limits, which are those of production. */
const STREAM = { bytes: 300, perSecond: 1000 } as const;
/** Still below them, and enough for the compilers to see what is hot: while they are at work, they are what is measured. */
const WARM_UP = { bytes: 300, perSecond: 3500, seconds: 4 } as const;
const WARM_UP_SHARE = 0.2;
/** Of `Effort.seconds`: the server has to lose its patience with slow headers meanwhile, which it does after ten seconds. */
const LONGER = 10;
/** Of `Effort.repetitions`. */
const FEWER = 0.6;
const MOST = 2;

const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** The latency is measured without an attack and during one. */
const STATES = ['quiet', 'attacked'] as const;
type State = (typeof STATES)[number];
type Measured = Readonly<Record<State, Latency[]>>;

/** A round is measured after a short one that only warms up. */
async function measure(attack: Attack, round: number, seconds: number, measured: Measured): Promise<void> {
  const arena = await Arena.open(PROTECTED);
  const { port, url, load } = arena;
  let network = 0;
  const listen = async (state: State, duration: number): Promise<Latency> => {
    const stream = { ...STREAM, seconds: duration };
    if (state === 'quiet') return load.remote.ask('stream', stream);
    const attacker = startAttacker();
    network += 1;
    try {
      await attacker.remote.ask('begin', { attack, target: { port, url, network } });
      return await load.remote.ask('stream', stream);
    } finally {
      await attacker.kill();
    }
  };
  try {
    await arena.enter(ROOMS, 2);
    await load.remote.ask('stream', WARM_UP);
    for (const state of STATES) await listen(state, WARM_UP_SHARE * seconds);
    for (const state of rotated(STATES, round)) measured[state].push(await listen(state, seconds));
  } finally {
    await arena.close();
  }
}

export const attacks: Part = {
  name: 'attacks',
  title: 'Latency of the others under attack',
  async run({ repetitions, seconds }) {
    const results = new Map<Attack, Measured>(ALL.map((attack) => [attack, { quiet: [], attacked: [] }]));
    for (let round = 0; round < FEWER * repetitions; round += 1) {
      for (const [attack, measured] of rotated([...results], round)) {
        await measure(attack, round, LONGER * seconds, measured);
      }
    }
    const bars: Bar[] = [];
    const rows = [...results].map(([attack, measured]) => {
      const each = (state: State, value: keyof Latency): number[] =>
        measured[state].map((latency) => latency[value]);
      const toQuiet = ratio(each('attacked', 'p99'), each('quiet', 'p99'));
      const what = `p99 of the others: ${NAMES[attack]}`;
      bars.push({ what, measured: times(toQuiet), bar: `≤ ${MOST} × quiet`, holds: toQuiet <= MOST });
      const both = (value: keyof Latency): string[] => STATES.map((state) => ms(median(each(state, value))));
      return [NAMES[attack], ...both('p50'), ...both('p99'), times(toQuiet)];
    });
    const head = ['attack', 'p50 quiet', 'attacked', 'p99 quiet', 'attacked', 'p99 to quiet'];
    return { table: [head, ...rows], bars };
  },
};
