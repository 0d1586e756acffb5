import type { Size } from './fit.js';

/** Ratio of a picture that has not come yet. */
const USUAL = 16 / 9;

/** A ratio that changes by less has not changed: encoders round sizes, differently at each resolution. */
const ROUNDING = 0.02;

/** Ratios of pictures, width by height, by what shows them. */
export class Ratios<K extends WeakKey> {
  readonly #ratios = new WeakMap<K, number>();

  /** The ratio of a picture; the last one that is known while it has no size. */
  of(key: K, { width, height }: Size): number {
    const before = this.#ratios.get(key);
    const now = width > 0 && height > 0 ? width / height : (before ?? USUAL);
    const ratio = before !== undefined && Math.abs(now / before - 1) < ROUNDING ? before : now;
    this.#ratios.set(key, ratio);
    return ratio;
  }
}
