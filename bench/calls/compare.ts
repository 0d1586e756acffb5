import { median, ratio, spread } from '../lib/arithmetic.js';
import type { CallSite } from '../lib/call-site.js';
import { inTurns } from '../lib/series.js';
import { percent, times } from '../lib/table.js';
import { BARE_MESH, type Library } from '../libraries.js';
import type { Meetings } from '../part.js';
import type { Flow } from './flow.js';
import { holdCall, type Held } from './hold-call.js';
import type { Setting, WindowSize } from './people.js';

/** Of a person who has the call beside other things. */
export const WINDOW: WindowSize = { width: 900, height: 640 };
export const SMALL_WINDOW: WindowSize = { width: 420, height: 320 };

/** A library in calls of one kind. */
export interface Contest {
  readonly library: Library;
  readonly setting: Setting;
}

/** The calls of a library, one for each repetition. */
export class Calls {
  readonly library: Library;
  readonly people: number;
  readonly #held: readonly Held[];

  constructor({ library, setting }: Contest, held: readonly Held[]) {
    this.library = library;
    this.people = setting.people;
    this.#held = held;
  }

  get name(): string {
    return `${this.people} people, ${this.library.name}`;
  }

  get cores(): number {
    return median(this.#cores());
  }

  /** The median of what came in for those who look. */
  seen(key: keyof Flow): number {
    return median(this.#held.map(({ seen }) => seen[key]));
  }

  /** The same for those who do not look. */
  unseen(key: keyof Flow): number {
    return median(this.#held.map(({ unseen }) => unseen[key]));
  }

  get picture(): string {
    return `${this.seen('width')}×${this.seen('height')}`;
  }

  cpuTo(base: Calls): number {
    return ratio(this.#cores(), base.#cores());
  }

  /** Cells that say what the processor did for each person. */
  cpuCells(all: readonly Calls[]): string[] {
    const base = find(all, BARE_MESH);
    return [share(this.cores / this.people), percent(spread(this.#cores())), times(this.cpuTo(base))];
  }

  #cores(): number[] {
    return this.#held.map(({ cores }) => cores);
  }
}

export const CPU_HEAD: readonly string[] = ['CPU for each', 'spread', 'to hand-written'];

/** Holds the calls of all libraries in turns. */
export async function compare(
  site: CallSite,
  contests: readonly Contest[],
  meetings: Meetings,
): Promise<readonly Calls[]> {
  const held = new Map<Contest, Held[]>(contests.map((contest) => [contest, []]));
  await inTurns(contests, meetings.repetitions, async (contest) => {
    held.get(contest)?.push(await holdCall(site, contest.library, contest.setting, meetings));
  });
  return contests.map((contest) => new Calls(contest, held.get(contest) ?? []));
}

export function find(all: readonly Calls[], library: Library): Calls {
  const found = all.find((calls) => calls.library === library);
  if (!found) throw new Error(`there were no calls of ${library.name}`);
  return found;
}

/** A part of one core. */
export const share = (cores: number): string => `${Math.round(cores * 100)} %`;

export const rate = (perSecond: number): string => perSecond.toFixed(1);

export const whole = (value: number): string => Math.round(value).toLocaleString('en');
