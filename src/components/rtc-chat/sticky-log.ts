import type { LitElement, ReactiveController } from 'lit';

/** Distance from its end, in px, up to which a log counts as being at its end. */
const NEAR = 48;

/** Keeps a log at its end while it grows, unless the reader has scrolled up. */
export class StickyLog implements ReactiveController {
  readonly #host: LitElement;
  readonly #observer: ResizeObserver | undefined;
  #log: HTMLElement | undefined;
  #atEnd = true;
  /** Position of the log when it was at its end last, in px. */
  #position = 0;

  constructor(host: LitElement) {
    // A server has no ResizeObserver.
    if ('ResizeObserver' in globalThis) this.#observer = new ResizeObserver(() => this.#stick());
    (this.#host = host).addController(this);
  }

  /** The newest entry can be seen. */
  get atEnd(): boolean {
    // The reader may have scrolled already, and the event is still to come.
    this.#look();
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
    const before = this.#atEnd;
    this.#look();
    if (this.#atEnd !== before) this.#host.requestUpdate();
  };

  /** A reader leaves the end by scrolling up only: a log that grew while it was hidden comes back where it stood. */
  #look(): void {
    const log = this.#log;
    if (!log?.clientHeight) return;
    if (isNearEnd(log)) {
      this.#atEnd = true;
      this.#position = log.scrollTop;
    } else if (log.scrollTop < this.#position) {
      this.#atEnd = false;
    } else {
      this.#stick();
    }
  }

  #stick(): void {
    const log = this.#log;
    if (!log || !this.#atEnd) return;
    log.scrollTop = log.scrollHeight;
    this.#position = log.scrollTop;
  }
}

const isNearEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean =>
  scrollHeight - scrollTop - clientHeight < NEAR;
