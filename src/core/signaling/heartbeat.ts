/** Longest time between two pings, in ms, whatever the server asks for. */
const MAX_INTERVAL = 10_000;

/** Shortest interval that a server can ask for, in ms. */
const MIN_INTERVAL = 1000;

/** Time limit of an answer, in ms: usually, and where there is a reason to doubt. */
const PATIENCE = 8000;
const DOUBT = 4000;

/** Delay after something was sent until an answer is asked for, in ms: more may follow. */
const SOON = 2000;

/** Most pings without an answer when it is time for the next one: a server may want them often. */
const MAX_UNANSWERED = 2;

/** By so much a timer may be late on a busy machine, in ms; if by more, the page was asleep, and the answer may wait to be read. */
const LATE = 1000;

interface Ping {
  readonly id: number;
  /** On the clock of `performance.now()`. */
  readonly dueAt: number;
}

export interface HeartbeatActions {
  /** Sends a ping and returns its number. */
  readonly ping: () => number;
  readonly lost: () => void;
}

/**
 * Notices that a server no longer answers: within 20 s, and within 10 s where there is a reason to doubt.
 * Only answers to its pings count: other messages may have been on their way for long, or be of a proxy.
 */
export class Heartbeat {
  readonly #actions: HeartbeatActions;
  #interval: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  /** Pings that were not answered yet. */
  #pings: Ping[] = [];

  constructor(actions: HeartbeatActions) {
    this.#actions = actions;
  }

  /** @param interval - Time between two pings in ms, as the server wants it; 0 for none. */
  start(interval: number): void {
    this.stop();
    if (interval === 0) return;
    this.#interval = setInterval(
      () => {
        if (this.#pings.length >= MAX_UNANSWERED) this.#actions.lost();
        else this.#ask(PATIENCE);
      },
      Math.min(Math.max(interval, MIN_INTERVAL), MAX_INTERVAL),
    );
  }

  stop(): void {
    clearInterval(this.#interval);
    clearTimeout(this.#deadline);
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#pings = [];
  }

  /** Asks for an answer now: the network or the machine was away, or something else has fallen silent. */
  check(): void {
    // Asked again and again, the answer would never be too late.
    if (this.#dueAt - performance.now() > DOUBT) this.#ask(DOUBT);
  }

  /** Asks for an answer soon: something was sent, and has to arrive. */
  checkSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.check();
    }, SOON);
  }

  /**
   * Something was answered.
   *
   * @param re - Number of the request.
   * @returns Whether it was a ping.
   */
  answered(re: number | undefined): boolean {
    const index = this.#pings.findIndex(({ id }) => id === re);
    if (index < 0) return false;
    // Answers come in order.
    this.#pings.splice(0, index + 1);
    this.#expect(this.#dueAt);
    return true;
  }

  /** Time at which the first answer is due. */
  get #dueAt(): number {
    return Math.min(...this.#pings.map(({ dueAt }) => dueAt));
  }

  #ask(patience: number): void {
    this.#pings.push({ id: this.#actions.ping(), dueAt: performance.now() + patience });
    this.#expect(this.#dueAt);
  }

  #expect(dueAt: number): void {
    clearTimeout(this.#deadline);
    if (dueAt === Infinity) return;
    this.#deadline = setTimeout(() => {
      if (performance.now() - dueAt > LATE) this.#expect(performance.now() + SOON);
      else this.#actions.lost();
    }, dueAt - performance.now());
  }
}
