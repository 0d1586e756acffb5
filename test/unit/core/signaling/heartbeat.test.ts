import { expect } from '@open-wc/testing';
import { Heartbeat } from '../../../../src/core/signaling/heartbeat.js';

/** Time that only passes when a test lets it. */
class Clock {
  now = 1000;
  readonly #timers = new Map<number, { at: number; every: number | undefined; handle: () => void }>();
  readonly #real = { setTimeout, clearTimeout, setInterval, clearInterval };
  #ids = 0;

  constructor() {
    const set = (handle: () => void, ms: number, every?: number): number => {
      this.#timers.set((this.#ids += 1), { at: this.now + Math.max(0, ms), every, handle });
      return this.#ids;
    };
    const clear = (id: number): void => void this.#timers.delete(id);
    Object.assign(globalThis, {
      setTimeout: (handle: () => void, ms = 0) => set(handle, ms),
      setInterval: (handle: () => void, ms = 0) => set(handle, ms, ms),
      clearTimeout: clear,
      clearInterval: clear,
    });
    Object.defineProperty(performance, 'now', { configurable: true, value: () => this.now });
  }

  /** @param asleep - The page sleeps meanwhile: timers are late. */
  pass(ms: number, asleep = false): void {
    const end = this.now + ms;
    if (asleep) this.now = end;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      const [id, timer] = due;
      this.now = Math.max(this.now, timer.at);
      if (timer.every === undefined) this.#timers.delete(id);
      else timer.at = this.now + timer.every;
      timer.handle();
    }
    this.now = end;
  }

  stop(): void {
    Object.assign(globalThis, this.#real);
    Reflect.deleteProperty(performance, 'now');
  }
}

describe('Heartbeat', () => {
  let clock: Clock;
  let heartbeat: Heartbeat;
  let pings: number;
  /** Time at which the connection was given up. */
  let lostAt: number | undefined;
  let began: number;

  beforeEach(() => {
    clock = new Clock();
    pings = 0;
    lostAt = undefined;
    began = clock.now;
    heartbeat = new Heartbeat({
      ping: () => (pings += 1),
      lost: () => {
        lostAt ??= clock.now - began;
        heartbeat.stop();
      },
    });
  });

  afterEach(() => {
    heartbeat.stop();
    clock.stop();
  });

  it('gives up a silent server within 20 s, whatever interval it has asked for', () => {
    for (const interval of [1000, 5000, 15_000, 3_600_000]) {
      heartbeat.start(interval);
      began = clock.now;
      lostAt = undefined;
      clock.pass(60_000);
      expect(lostAt, String(interval)).to.be.at.most(20_000);
    }
  });

  it('gives it up within 10 s where there is doubt, and where something was said', () => {
    for (const act of [() => heartbeat.check(), () => heartbeat.checkSoon()]) {
      // The doubt may come at any time of the interval.
      for (const before of [0, 3000, 9999]) {
        heartbeat.start(15_000);
        clock.pass(before);
        began = clock.now;
        lostAt = undefined;
        act();
        clock.pass(30_000);
        expect(lostAt).to.be.at.most(10_000);
      }
    }
  });

  it('goes on as long as pings are answered, also late and all together', () => {
    heartbeat.start(15_000);
    let answered = 0;
    let oldest: number | undefined;
    for (let n = 0; n < 200; n += 1) {
      if (n % 7 === 0) heartbeat.check();
      if (n % 5 === 0) heartbeat.checkSoon();
      clock.pass(500);
      if (pings > answered) oldest ??= clock.now;
      if (oldest === undefined || clock.now - oldest < 3000) continue;
      oldest = undefined;
      answered = pings;
      expect(heartbeat.answered(pings)).to.equal(true);
    }
    expect(lostAt).to.equal(undefined);
    expect(answered).to.be.above(20);
  });

  it('takes an answer to the first of two pings for no answer to the second one', () => {
    heartbeat.start(15_000);
    clock.pass(10_000);
    const first = pings;
    clock.pass(3000);
    heartbeat.check();
    expect(pings).to.equal(first + 1);
    heartbeat.answered(first);
    clock.pass(3999);
    expect(lostAt).to.equal(undefined);
    clock.pass(1);
    expect(lostAt).to.equal(17_000);
  });

  it('asks once, however much is said and however often it is doubted', () => {
    heartbeat.start(0);
    for (let n = 0; n < 50; n += 1) {
      heartbeat.checkSoon();
      heartbeat.check();
    }
    clock.pass(2500);
    expect(pings).to.equal(1);
  });

  it('hears the answer that waits while the page slept', () => {
    heartbeat.start(15_000);
    clock.pass(10_000);
    clock.pass(3_600_000, true);
    expect(lostAt).to.equal(undefined);
    heartbeat.answered(pings);
    clock.pass(9000);
    expect(lostAt).to.equal(undefined);
  });
});
