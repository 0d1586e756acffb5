/** A way on which everything takes so long: what enters it comes out in its order, each after the delay. */
export class DelayLine {
  readonly #ms: number;
  readonly #queue: { readonly due: number; readonly deliver: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** @param ms - The delay; with 0 everything is delivered at once. */
  constructor(ms: number) {
    this.#ms = ms;
  }

  /** @param earliest - Not to be delivered before this time of `performance.now()`, nor anything after it. */
  add(deliver: () => void, earliest = 0): void {
    const due = Math.max(performance.now() + this.#ms, earliest, this.#queue.at(-1)?.due ?? 0);
    this.#queue.push({ due, deliver });
    if (this.#queue.length === 1) this.#advance();
  }

  /** Drops what is on its way. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#queue.length = 0;
  }

  #advance(): void {
    for (let next = this.#queue[0]; next && next.due <= performance.now(); next = this.#queue[0]) {
      this.#queue.shift();
      next.deliver();
    }
    const [next] = this.#queue;
    clearTimeout(this.#timer);
    // A timer counts whole milliseconds, and leaves out the rest.
    if (next) this.#timer = setTimeout(() => this.#advance(), Math.ceil(next.due - performance.now()));
  }
}
