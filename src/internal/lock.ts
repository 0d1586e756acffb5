/** Runs tasks one after another per key; a task with several keys waits for all of them. */
export class KeyedLock<K> {
  readonly #tails = new Map<K, Promise<unknown>>();

  async run<T>(keys: readonly K[], task: () => Promise<T>): Promise<T> {
    const before = Promise.allSettled(keys.map((key) => this.#tails.get(key) ?? Promise.resolve()));
    const result = before.then(task);
    const settled = result.catch(() => undefined);
    for (const key of keys) this.#tails.set(key, settled);
    return result;
  }
}
