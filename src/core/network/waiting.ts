/**
 * Waits.
 *
 * @param ms - Length of the pause.
 * @throws The reason of `signal`, as soon as it aborts.
 */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal.addEventListener('abort', abort, { once: true });
  });
}

/** A signal that also aborts after a time; `end` releases the timer. */
export function withLimit(signal: AbortSignal, ms: number): { readonly signal: AbortSignal; end(): void } {
  const limit = new AbortController();
  const pass = (): void => limit.abort(signal.reason);
  if (signal.aborted) pass();
  signal.addEventListener('abort', pass, { once: true });
  const timer = setTimeout(() => limit.abort(new DOMException('It took too long.', 'TimeoutError')), ms);
  return {
    signal: limit.signal,
    end() {
      clearTimeout(timer);
      signal.removeEventListener('abort', pass);
    },
  };
}

/** Asks again and again, every `interval` ms, until the answer is not `undefined` any more; `undefined` after `ms`. */
export async function poll<T>(
  ask: () => T | undefined | Promise<T | undefined>,
  { ms, interval, signal }: { readonly ms: number; readonly interval: number; readonly signal: AbortSignal },
): Promise<T | undefined> {
  const end = performance.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() >= end) return answer;
    await pause(interval, signal);
  }
}
