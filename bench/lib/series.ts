import type { Contender } from '../contenders.js';
import { ratio, rotated } from './arithmetic.js';

/** Measured values of each contender, one for each repetition. */
export class Series<T = Contender> {
  readonly #values = new Map<T, number[]>();

  add(contender: T, value: number): void {
    const values = this.#values.get(contender) ?? [];
    this.#values.set(contender, [...values, value]);
  }

  of(contender: T): readonly number[] {
    return this.#values.get(contender) ?? [];
  }

  ratio(contender: T, base: T): number {
    return ratio(this.of(contender), this.of(base));
  }
}

/** The same work for each contender in turn, again and again, so that they share the machine's good and bad times. */
export async function inTurns<T>(
  items: readonly T[],
  repetitions: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const item of rotated(items, repetition)) await work(item);
  }
}
