/** Speed at which the memory of speech fades: to a third within 3 s, at five samples per second. */
const MEMORY = 0.07;

/** Factor by which somebody else has to be louder than the one in the light. */
const MARGIN = 1.4;

/** Samples that somebody has the light at least: 2 s. */
const LEAST = 10;

/** Follows the participant who is speaking. Neither a cough nor a word in between takes the light from them. */
export class Spotlight {
  readonly #loudness = new Map<string, number>();
  #speaker: string | undefined;
  #samples = 0;

  get speaker(): string | undefined {
    return this.#speaker;
  }

  /** Takes in the loudness of all participants, five times a second; those who are missing have left. */
  add(loudness: ReadonlyMap<string, number>): void {
    for (const id of this.#loudness.keys()) if (!loudness.has(id)) this.#loudness.delete(id);
    for (const [id, level] of loudness) {
      const before = this.#loudness.get(id) ?? 0;
      this.#loudness.set(id, before + (level - before) * MEMORY);
    }
    this.#samples += 1;
    const present = this.#loudness.get(this.#speaker ?? '');
    if (present !== undefined && this.#samples < LEAST) return;
    const [best] = [...this.#loudness].sort(([, a], [, b]) => b - a);
    if (best && best[0] !== this.#speaker && best[1] > (present ?? 0) * MARGIN) {
      this.#speaker = best[0];
      this.#samples = 0;
    } else if (present === undefined) {
      this.#speaker = undefined;
    }
  }
}
