import type { LitElement, ReactiveController } from 'lit';

/** Tells when somebody can see an element: it is in view, and its page is visible. */
export class Attention implements ReactiveController {
  readonly #host: LitElement;
  readonly #onSeen: () => void;
  #inView = false;
  /** Lives as long as the element stands in the document. */
  #connection: AbortController | undefined;

  /** @param onSeen - Called when the element comes into view, and after every update while it is in view. */
  constructor(host: LitElement, onSeen: () => void) {
    this.#onSeen = onSeen;
    (this.#host = host).addController(this);
  }

  hostConnected(): void {
    const { signal } = (this.#connection = new AbortController());
    const observer = new IntersectionObserver((entries) => {
      this.#inView = entries.at(-1)?.isIntersecting ?? false;
      this.#look();
    });
    observer.observe(this.#host);
    signal.addEventListener('abort', () => {
      observer.disconnect();
    });
    this.#host.ownerDocument.addEventListener(
      'visibilitychange',
      () => {
        this.#look();
      },
      { signal },
    );
  }

  hostUpdated(): void {
    // Marking messages as read changes the element: after this update.
    void this.#host.updateComplete.then(() => {
      this.#look();
    });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#inView = false;
  }

  #look(): void {
    const { ownerDocument } = this.#host;
    if (this.#inView && ownerDocument.visibilityState === 'visible' && isShown(this.#host)) this.#onSeen();
  }
}

/** An element in view may be `visibility: hidden`. Supported since Chromium 105, Firefox 106 and Safari 17.4. */
function isShown(element: Element): boolean {
  if (!('checkVisibility' in element)) return true;
  return element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
}
