const WORKER = (ms: number): string => `setInterval(() => postMessage(0), ${ms})`;

/**
 * Ticks `rate` times a second, also in the background: there a page has no animation frames and slow timers, a worker
 * has its usual ones. Where a Content Security Policy forbids the worker, the page's timer has to do.
 */
export class FrameClock {
  readonly #tick: () => void;
  readonly #ms: number;
  #last = 0;
  #worker: Worker | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(rate: number, tick: () => void) {
    this.#ms = 1000 / rate;
    this.#tick = () => {
      // What piled up while the page was busy would keep it busy.
      if (performance.now() - this.#last < this.#ms / 2) return;
      this.#last = performance.now();
      tick();
    };
    const url = URL.createObjectURL(new Blob([WORKER(this.#ms)], { type: 'text/javascript' }));
    try {
      this.#worker = new Worker(url);
      this.#worker.onmessage = this.#tick;
      this.#worker.onerror = () => this.#fallBack();
    } catch {
      this.#fallBack();
    }
    URL.revokeObjectURL(url);
  }

  stop(): void {
    this.#worker?.terminate();
    clearInterval(this.#timer);
  }

  #fallBack(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#timer ??= setInterval(this.#tick, this.#ms);
  }
}
