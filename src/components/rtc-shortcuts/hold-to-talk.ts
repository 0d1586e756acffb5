import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CallSession } from '../../core/index.js';
import { hasKeys } from './has-keys.js';
import { isForSomethingElse } from './shortcut-event.js';

/** The call, as far as talking needs it. */
interface TalkHost extends ReactiveControllerHost, HTMLElement {
  readonly session: CallSession;
  readonly renderRoot: Node;
}

/** Elements that the space bar presses. */
const PRESSED_BY_SPACE =
  'button, a[href], summary, audio, video[controls], [role=button], [role=link], [role=checkbox], [role=switch], ' +
  '[role=radio], [role=tab], [role=menuitem], [role=option], [role=treeitem]';

const ACTIVE: readonly string[] = ['in-call', 'reconnecting'];

/**
 * Unmutes the microphone as long as the space bar is held, where the person prefers that. As other keys of a call it works only
 * while the focus is inside, and not where the page has switched them off; a focused button or field keeps its space bar.
 */
export class HoldToTalk implements ReactiveController {
  readonly #host: TalkHost;
  #connection: AbortController | undefined;
  /** Lives as long as the space bar is held. */
  #hold: AbortController | undefined;

  constructor(host: TalkHost) {
    (this.#host = host).addController(this);
  }

  hostConnected(): void {
    this.#connection = new AbortController();
    this.#host.addEventListener('keydown', this.#handleKeydown, { signal: this.#connection.signal });
  }

  hostDisconnected(): void {
    this.#connection?.abort();
    this.#hold?.abort();
  }

  readonly #handleKeydown = (event: KeyboardEvent): void => {
    if (event.key !== ' ') return;
    // A held key repeats, and each repetition would scroll the page.
    if (this.#hold) event.preventDefault();
    else if (this.#canTalk() && !this.#isTaken(event)) {
      event.preventDefault();
      this.#talk();
    }
  };

  #canTalk(): boolean {
    const { session } = this.#host;
    return (
      session.features.preferences?.holdToTalk === true &&
      hasKeys(session) &&
      ACTIVE.includes(session.state) &&
      !session.isOn('microphone')
    );
  }

  #isTaken(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || event.shiftKey || isForSomethingElse(event, this.#host)) return true;
    const path = event.composedPath();
    return path
      .slice(0, path.indexOf(this.#host))
      .some((target) => target instanceof Element && target.matches(PRESSED_BY_SPACE));
  }

  #talk(): void {
    const { session, renderRoot } = this.#host;
    const hold = (this.#hold = new AbortController());
    const { signal } = hold;
    const options = { capture: true, signal };
    const release = (): void => hold.abort();
    signal.addEventListener('abort', () => {
      this.#hold = undefined;
      toggle(session, false);
    });
    window.addEventListener(
      'keyup',
      ({ key }) => {
        if (key === ' ') release();
      },
      options,
    );
    // In all of these the key may be released where nobody here is told: a microphone that stays open would be worse.
    window.addEventListener('blur', release, options);
    document.addEventListener('visibilitychange', release, options);
    for (const root of [window, renderRoot]) root.addEventListener('focusin', release, options);
    session.addEventListener(
      'rtc-state-change',
      () => {
        if (!ACTIVE.includes(session.state)) release();
      },
      { signal },
    );
    toggle(session, true);
  }
}

function toggle(session: CallSession, on: boolean): void {
  // A failure is an event of the session.
  session.toggleMicrophone(on).catch(() => undefined);
}
