/** Loudness above which somebody is speaking, and below which nobody is: 0 for −60 dBFS, 1 for full scale. */
const LOUD = 0.35;
const QUIET = 0.2;

/** Speed of the smoothed loudness: up at once, so that no first word is missed, and down slowly. */
const RISE = 0.7;
const FALL = 0.15;

/** Finds out from samples of loudness whether somebody speaks, through the pauses between words. */
export class Speech {
  #loudness = 0;
  #speaking = false;

  /** Smoothed, 0 to 1. */
  get loudness(): number {
    return this.#loudness;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** Takes in the loudness of the moment; five times a second is right. */
  add(level: number): void {
    this.#loudness += (level - this.#loudness) * (level > this.#loudness ? RISE : FALL);
    this.#speaking = this.#loudness >= (this.#speaking ? QUIET : LOUD);
  }
}
