/**
 * Stops `performance.now`, so that a limit on so many a second gives nothing back however long a busy machine takes.
 */
export class StoppedClock {
  #now = performance.now();

  constructor() {
    performance.now = () => this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  /** The real time again. */
  start(): void {
    Reflect.deleteProperty(performance, 'now');
  }
}
