import { median, ratio, spread } from '../lib/arithmetic.js';
import { CallSite } from '../lib/call-site.js';
import { Distance } from '../lib/distance.js';
import { inTurns } from '../lib/series.js';
import { launchWithFastCamera, setUpCall } from '../lib/set-up-call.js';
import { percent, times } from '../lib/table.js';
import { CORE, HAND_WRITTEN, LIBRARIES, PEERJS, PEERJS_OWN_ID, type Library } from '../libraries.js';
import type { Bar, Part } from '../part.js';
import type { SetUp } from '../pages/call.js';

/** Each way, of signals and of media. */
const FAR_MS = 50;

/** The calls of a library without a delay and with one, through the same relays. */
export class Calls {
  readonly near: SetUp[] = [];
  readonly far: SetUp[] = [];

  first(at: 'near' | 'far'): number[] {
    return this[at].map(({ first }) => first);
  }

  both(at: 'near' | 'far'): number[] {
    return this[at].map(({ both }) => both);
  }

  /** Round trips that the first frame waits for, to the next half. */
  get roundTrips(): number {
    const longer = median(this.first('far')) - median(this.first('near'));
    return Math.round(longer / FAR_MS) / 2;
  }
}

/** Sets up so many calls with each library. */
export async function measureFarCalls(
  libraries: readonly Library[],
  calls: number,
): Promise<ReadonlyMap<Library, Calls>> {
  const measured = new Map(libraries.map((library) => [library, new Calls()]));
  const site = await CallSite.open(libraries);
  const distances = new Map<Library, Record<'near' | 'far', Distance>>();
  const browser = await launchWithFastCamera();
  try {
    for (const library of libraries) {
      const port = site.port(library);
      distances.set(library, {
        near: await Distance.open(port, 0),
        far: await Distance.open(port, FAR_MS),
      });
    }
    let rooms = 0;
    // The first call of a browser is slow for whoever makes it.
    await inTurns(libraries, calls + 1, async (library) => {
      for (const at of ['near', 'far'] as const) {
        const distance = distances.get(library)?.[at];
        if (!distance) continue;
        rooms += 1;
        const address = site.signaling(library, distance.port);
        const result = await setUpCall(browser, site.page(library), address, `room${rooms}`);
        distance.clear();
        if (rooms > 2 * libraries.length) measured.get(library)?.[at].push(result);
      }
    });
  } finally {
    await browser.close();
    for (const { near, far } of distances.values()) [near, far].forEach((distance) => distance.close());
    await site.close();
  }
  return measured;
}

function bars(of: (library: Library) => Calls): Bar[] {
  const what = `round trips of ${2 * FAR_MS} ms, join to first frame`;
  const ours = of(CORE).roundTrips;
  const measured = String(ours);
  const byHand = of(HAND_WRITTEN).roundTrips;
  const toPeerJs = [PEERJS, PEERJS_OWN_ID].map((library): Bar => {
    const { roundTrips } = of(library);
    return { what, measured, bar: `< ${roundTrips}, ${library.name}`, holds: ours < roundTrips };
  });
  return [{ what, measured, bar: `≤ ${byHand}, hand-written`, holds: ours <= byHand }, ...toPeerJs];
}

/** From joining to the first frame of the other one, where everything takes 50 ms each way. */
export const setupFar: Part = {
  name: 'setup-far',
  title: `Call set-up over a distance of ${FAR_MS} ms`,
  async run({ calls }) {
    const measured = await measureFarCalls(LIBRARIES, calls);
    const of = (library: Library): Calls => measured.get(library) ?? new Calls();
    const rows = LIBRARIES.map((library) => {
      const calls = of(library);
      const far = calls.first('far');
      return [
        library.name,
        `${median(calls.first('near')).toFixed(0)} ms`,
        `${median(far).toFixed(0)} ms`,
        percent(spread(far)),
        times(ratio(far, of(HAND_WRITTEN).first('far'))),
        String(calls.roundTrips),
        `${median(calls.both('far')).toFixed(0)} ms`,
      ];
    });
    const head = [
      'library',
      'first frame near',
      'first frame far',
      'spread',
      'to hand-written',
      'round trips',
    ];
    return {
      table: [[...head, 'both see each other'], ...rows],
      bars: bars(of),
    };
  },
};
