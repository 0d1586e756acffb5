export interface WaitOptions {
  /** Time between two questions. Default 100. */
  readonly pollMs?: number;
  /** Default 100,000: for a test that hangs. A machine that is busy is slow. */
  readonly timeoutMs?: number;
}

/**
 * Waits until `condition` returns something truthy, and returns that.
 *
 * @param what - Names the condition in the message when it does not come true.
 * @param condition - Is asked again and again; an error that it throws counts as "not yet".
 */
export async function waitFor<T>(
  what: string,
  condition: () => T | Promise<T>,
  { pollMs = 100, timeoutMs = 100_000 }: WaitOptions = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      last = await condition();
      if (last) return last as NonNullable<T>;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}. Last: ${String(last)}`, {
        cause: last instanceof Error ? last : undefined,
      });
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
