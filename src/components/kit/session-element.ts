import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { CallSession } from '../../core/index.js';
import { RtcElement } from './rtc-element.js';
import { SessionController, type Changing } from './session-controller.js';

/** States of a session that has a call. */
export const ACTIVE: readonly string[] = ['joining', 'in-call', 'reconnecting'];

/** An element that shows something of a call. */
export abstract class SessionElement extends RtcElement {
  readonly #controller = new SessionController(
    this,
    (session) => this.select(session),
    (session) => this.stores(session),
  );

  /** Id of the `<rtc-call>` that this element belongs to, for an element outside of it. */
  @property() for = '';

  /** The session that this element shows. Set it to use a session that no element provides. */
  @property({ attribute: false })
  get session(): CallSession | undefined {
    return this.#controller.session;
  }

  set session(session: CallSession | undefined) {
    this.#controller.give(session);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('for')) this.#controller.resolve();
  }

  /** Values of the session that this element shows; it renders when one of them changes. */
  protected abstract select(session: CallSession): readonly unknown[];

  /** Objects besides the session that hold some of these values. */
  protected stores(_session: CallSession): readonly Changing[] {
    return [];
  }
}
