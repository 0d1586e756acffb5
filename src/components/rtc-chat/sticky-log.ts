import type { LitElement, ReactiveController } from 'lit';

/** Distance from its end, in px, up to which a log counts as being at its end. */
const NEAR = 48;

/** Keeps a log at its end while it grows, unless the reader has scrolled up. */
export class StickyLog implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer: ResizeObserver | undefined;
  #log: HTMLElement | undefined;
  #atEnd = true;
  /** Position to which the log was scrolled last, in px. */
  #position = 0;

  constructor(host: LitElement) {
    // A server has no ResizeObserver.
    if ('ResizeObserver' in globalThis) this.#observer = new ResizeObserver(() => this.#stick());
    (this.#host = host).addController(this);
  }

  /** The newest entry can be seen. */
  get atEnd(): boolean {
    const log = this.#log;
    // The reader has scrolled up already, and the event is still to come.
    if (log && log.scrollTop < this.#position && !isNearEnd(log)) this.#atEnd = false;
    return this.#atEnd;
  }

  hostUpdated(): void {
    const log = this.#host.renderRoot.querySelector<HTMLElement>('.log') ?? undefined;
    if (log && log !== this.#log) {
      this.#log = log;
      this.#observer?.observe(log);
    }
    this.#stick();
  }

  hostConnected(): void {
    // A log that is moved in the document begins at its top again.
    this.#position = 0;
    if (this.#log) this.#observer?.observe(this.#log);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
  }

  /** Scrolls to the end, and stays there. */
  toEnd(): void {
    this.#atEnd = true;
    this.#stick();
  }

  readonly handleScroll = (): void => {
    const log = this.#log;
    if (!log) return;
    const atEnd = isNearEnd(log);
    if (atEnd === this.#atEnd) return;
    this.#atEnd = atEnd;
    this.#host.requestUpdate();
  };

  #stick(): void {
    const log = this.#log;
    if (!log || !this.#atEnd) return;
    log.scrollTop = log.scrollHeight;
    this.#position = log.scrollTop;
  }
}

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight < NEAR;
