import { ANSWER_MS, MAX_LATE_BYTES } from './limits.js';

/** Instead of what did not come in time. */
export const LATE = Symbol('late');

/** What comes of it, or `LATE` after so many milliseconds. */
export async function within<T>(ms: number, task: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    if (ms === 0) resolve(LATE);
    else timer = setTimeout(resolve, ms, LATE).unref();
  });
  try {
    return await Promise.race([task, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * How long one client's requests wait for an engine that may be silent. The engine still does what it was asked for,
 * in order; so once an answer is late, no other one is waited for until it has come, and at some point nothing more is
 * asked.
 */
export class Patience {
  #lateBytes = 0;

  /** Whether an answer is late. */
  get isWaiting(): boolean {
    return this.#lateBytes > 0;
  }

  /** Whether so much is late that nothing more may be asked. */
  get isExhausted(): boolean {
    return this.#lateBytes > MAX_LATE_BYTES;
  }

  /**
   * @param bytes - What is held in memory until there is an answer.
   * @param report - Is told what goes wrong with a request whose answer is late.
   */
  async wait<T>(task: Promise<T>, bytes: number, report: (error: unknown) => void): Promise<T | typeof LATE> {
    const result = await within(this.isWaiting ? 0 : ANSWER_MS, task);
    if (result === LATE) {
      this.#lateBytes += bytes;
      void task.catch(report).then(() => (this.#lateBytes -= bytes));
    }
    return result;
  }
}
