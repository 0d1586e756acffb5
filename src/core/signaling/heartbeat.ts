/** How many pings may go without an answer before the connection counts as lost. */
const MAX_UNANSWERED = 2;

/** Shortest interval that a server can ask for, in ms. */
const MIN_INTERVAL = 1000;

/** How long a server may take to answer when it is asked whether it is still there, in ms. */
const CHECK_TIMEOUT = 5000;

export interface HeartbeatActions {
  /** Sends a ping and returns its number. */
  readonly ping: () => number;
  readonly lost: () => void;
}

/** Notices that a server no longer answers. What else comes in may have been on its way for long, or be of a proxy. */
export class Heartbeat {
  readonly #actions: HeartbeatActions;
  #interval: ReturnType<typeof setInterval> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  /** Numbers of the pings that were not answered yet. */
  #pings: number[] = [];
  /** Number of the ping that has to be answered before the deadline. */
  #check: number | undefined;

  constructor(actions: HeartbeatActions) {
    this.#actions = actions;
  }

  /** @param interval - Time between two pings in ms; 0 for none. */
  start(interval: number): void {
    this.stop();
    if (interval === 0) return;
    this.#interval = setInterval(
      () => {
        // Counted, not timed: in a hidden page timers may run far too late.
        if (this.#pings.length >= MAX_UNANSWERED) this.#actions.lost();
        else this.#ping();
      },
      Math.max(interval, MIN_INTERVAL),
    );
  }

  stop(): void {
    clearInterval(this.#interval);
    clearTimeout(this.#deadline);
    this.#pings = [];
    this.#check = undefined;
  }

  /** Asks for an answer now: the network or the machine was away. */
  check(): void {
    // Asked again and again, the answer would never be too late.
    if (this.#check !== undefined) return;
    this.#check = this.#ping();
    this.#deadline = setTimeout(() => this.#actions.lost(), CHECK_TIMEOUT);
  }

  /**
   * Something was answered.
   *
   * @param re - Number of the request.
   * @returns Whether it was a ping.
   */
  answered(re: number | undefined): boolean {
    const index = re === undefined ? -1 : this.#pings.indexOf(re);
    if (index < 0) return false;
    // Answers come in order.
    this.#pings.splice(0, index + 1);
    if (this.#check !== undefined && !this.#pings.includes(this.#check)) {
      this.#check = undefined;
      clearTimeout(this.#deadline);
    }
    return true;
  }

  #ping(): number {
    const id = this.#actions.ping();
    this.#pings.push(id);
    return id;
  }
}
