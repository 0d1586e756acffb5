/** The same as the file of the worker, for pages that have the script from another origin, from which browsers start no worker. */
const WORKER = 'onmessage = ({ data }) => setInterval(() => postMessage(0), data);';

const workers: readonly (() => Worker)[] = [
  () => new Worker(new URL('./frame-clock-worker.js', import.meta.url), { type: 'module' }),
  () => {
    const url = URL.createObjectURL(new Blob([WORKER], { type: 'text/javascript' }));
    const worker = new Worker(url);
    URL.revokeObjectURL(url);
    return worker;
  },
];

/**
 * Ticks `rate` times a second, also in the background: there a page has no animation frames and slow timers, a worker
 * has its usual ones. Where there can be no worker, the page's timer has to do.
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
      // Ticks that piled up while the page was busy would keep it busy.
      if (performance.now() - this.#last < this.#ms / 2) return;
      this.#last = performance.now();
      tick();
    };
    this.#start(workers);
  }

  stop(): void {
    this.#worker?.terminate();
    clearInterval(this.#timer);
  }

  /** Starts the first of these that the browser allows. */
  #start([make, ...others]: readonly (() => Worker)[]): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    if (!make) {
      this.#timer ??= setInterval(this.#tick, this.#ms);
      return;
    }
    try {
      const worker = (this.#worker = make());
      worker.onmessage = this.#tick;
      // A Content Security Policy, or a file that is missing, is told late.
      worker.onerror = (event) => {
        event.preventDefault();
        if (worker === this.#worker) this.#start(others);
      };
      worker.postMessage(this.#ms);
    } catch {
      this.#start(others);
    }
  }
}
