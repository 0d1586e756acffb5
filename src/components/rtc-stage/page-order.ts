/** Order of tiles through the pages: it changes as little as possible, so that people stay where they are. */
export class PageOrder {
  #order: readonly string[] = [];
  /** Keys of those who spoke, the last one at the end. */
  #spoken: readonly string[] = [];

  /** The keys of these tiles in order; newcomers come last. */
  of(keys: readonly string[]): readonly string[] {
    const isNew = (key: string): boolean => !this.#order.includes(key);
    this.#order = [...this.#order.filter((key) => keys.includes(key)), ...keys.filter(isNew)];
    this.#spoken = this.#spoken.filter((key) => keys.includes(key));
    return this.#order;
  }

  /**
   * Brings the tile of somebody who speaks to the first page, in exchange for the one whose participant has been silent longest.
   *
   * @param first - Keys of the tiles on the first page.
   * @param isHeld - Whether a tile has to stay, since the person uses it.
   * @returns Whether tiles were exchanged.
   */
  bringForward(key: string, first: readonly string[], isHeld: (key: string) => boolean): boolean {
    this.#spoken = [...this.#spoken.filter((other) => other !== key), key];
    if (first.includes(key) || isHeld(key) || !this.#order.includes(key)) return false;
    const lastSpoken = (other: string): number => this.#spoken.indexOf(other);
    const place = (other: string): number => this.#order.indexOf(other);
    const [quietest] = first
      .filter((other) => !isHeld(other))
      .sort((a, b) => lastSpoken(a) - lastSpoken(b) || place(b) - place(a));
    if (quietest === undefined) return false;
    const exchanged = new Map([
      [key, quietest],
      [quietest, key],
    ]);
    this.#order = this.#order.map((other) => exchanged.get(other) ?? other);
    return true;
  }
}
