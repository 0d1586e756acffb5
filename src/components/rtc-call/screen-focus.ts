import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession, CallState } from '../../core/index.js';
import type { RtcElement } from '../kit/rtc-element.js';

interface FocusHost extends HTMLElement, ReactiveControllerHost {
  readonly session: CallSession;
  readonly renderRoot: ParentNode;
}

/** States with the same screen. */
const ON_STAGE: readonly CallState[] = ['in-call', 'reconnecting'];

/** Takes the focus of a call from one screen to the next. */
export class ScreenFocus implements ReactiveController {
  readonly #host: FocusHost;
  /** The focus was in something that the next update removes or hides. */
  #isLost = false;

  constructor(host: FocusHost) {
    (this.#host = host).addController(this);
  }

  listen(signal: AbortSignal): void {
    this.#host.session.addEventListener(
      'rtc-state-change',
      ({ state, previous }) => {
        if (![state, previous].every((one) => ON_STAGE.includes(one))) this.#isLost ||= Boolean(this.#active);
      },
      { signal },
    );
  }

  /** To be called before an element is hidden. */
  leave(tag: string): void {
    this.#isLost ||= this.#active?.localName === tag;
  }

  hostUpdated(): void {
    if (!this.#isLost) return;
    this.#isLost = false;
    const { renderRoot } = this.#host;
    // A screen of the page has no place for the focus.
    const target: (HTMLElement & Partial<RtcElement>) | null =
      renderRoot.querySelector('.focus') ?? renderRoot.querySelector('.ui');
    // A custom element has buttons to focus only after its first update.
    void Promise.resolve(target?.updateComplete).then(() => {
      target?.focus();
    });
  }

  get #active(): Element | null | undefined {
    return this.#host.shadowRoot?.activeElement;
  }
}
