/** Not before Chromium 125, Firefox 126 and Safari 17.4; on a server there is no CSS at all. */
const SUPPORTED = 'CSS' in globalThis && CSS.supports('selector(:state(x))');

/** Custom states of an element, for `:state(x)` in CSS; `data-x` on the host where a browser lacks them. */
export class CustomStates {
  readonly #host: HTMLElement;
  readonly #internals: ElementInternals;

  constructor(host: HTMLElement) {
    this.#host = host;
    this.#internals = host.attachInternals();
  }

  toggle(name: string, on: boolean): void {
    if (SUPPORTED) this.#internals.states[on ? 'add' : 'delete'](name);
    else this.#host.toggleAttribute(`data-${name}`, on);
  }
}
