import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Sampler } from '../../core/features/inspect/index.js';

/**
 * Makes a sampler read statistics while an element is visible. An element that is not displayed leaves the sampler; one in
 * a page in the background keeps the reports that other parts of the call read.
 */
export class SampleWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #onChange: () => void;
  #sampler: Sampler | undefined;
  #sizes: ResizeObserver | undefined;
  #connection: AbortController | undefined;
  #following: AbortController | undefined;
  #watching: AbortController | undefined;
  #isSeen = false;

  /** @param onChange - Called after each reading, and when the size of the element changes. */
  constructor(host: ReactiveControllerHost & HTMLElement, onChange: () => void) {
    this.#onChange = onChange;
    (this.#host = host).addController(this);
  }

  /** Whether the element has a size. */
  get isSeen(): boolean {
    return this.#isSeen;
  }

  set sampler(sampler: Sampler | undefined) {
    if (sampler === this.#sampler) return;
    this.#release();
    this.#sampler = sampler;
    this.#look();
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    this.#sizes = new ResizeObserver(this.#handleSize);
    this.#sizes.observe(this.#host);
    this.#host.ownerDocument.addEventListener('visibilitychange', () => this.#look(), { signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#sizes?.disconnect();
    queueMicrotask(() => {
      // The element was moved: the sampler keeps its samples.
      if (this.#host.isConnected) return;
      this.#isSeen = false;
      this.#look();
    });
  }

  readonly #handleSize = (): void => {
    this.#isSeen = this.#host.offsetWidth > 0;
    this.#look();
    // Later: a change of the height within this callback would be reported as a loop.
    requestAnimationFrame(this.#onChange);
  };

  #look(): void {
    if (!this.#isSeen) this.#release();
    else if (!this.#following) this.#sampler?.follow((this.#following = new AbortController()));
    const isWatched = this.#isSeen && this.#host.ownerDocument.visibilityState === 'visible';
    if (!isWatched) this.#unwatch();
    else if (!this.#watching) this.#sampler?.watch(this.#onChange, (this.#watching = new AbortController()));
  }

  #unwatch(): void {
    this.#watching?.abort();
    this.#watching = undefined;
  }

  #release(): void {
    this.#unwatch();
    this.#following?.abort();
    this.#following = undefined;
  }
}
