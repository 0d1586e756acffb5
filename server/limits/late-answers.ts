import { ANSWER_MS, MAX_LATE_BYTES } from './fixed-limits.js';

/** The result of a wait that took too long. */
export const LATE = Symbol('late');

/** Resolves as the task does, or with `LATE` after this time. */
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
 * The answers of the engine that one client no longer waits for. The engine may be silent for long and still does what
 * it was asked for, in order. So while an answer is late no other one is waited for, and when too many bytes are held in
 * requests without an answer, no more requests may be made.
 */
export class LateAnswers {
  #bytes = 0;

  /** Whether an answer is late. */
  get isWaiting(): boolean {
    return this.#bytes > 0;
  }

  /** Whether so much is late that no more requests may be made. */
  get isFull(): boolean {
    return this.#bytes > MAX_LATE_BYTES;
  }

  /**
   * Waits for an answer, for a bounded time.
   *
   * @param bytes - Memory that the request holds until it is answered.
   * @param report - Called with the error of a request whose answer is late.
   */
  async wait<T>(task: Promise<T>, bytes: number, report: (error: unknown) => void): Promise<T | typeof LATE> {
    const result = await within(this.isWaiting ? 0 : ANSWER_MS, task);
    if (result === LATE) {
      this.#bytes += bytes;
      void task.catch(report).then(() => (this.#bytes -= bytes));
    }
    return result;
  }
}
