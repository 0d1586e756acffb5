import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { CallSession } from '../../core/index.js';
import { load } from '../../internal/load.js';
import { indexByKey } from '../kit/roving.js';
import { ACTIVE, SessionElement } from '../kit/session-element.js';
import { isHeldBack, roundButton, toggleButton } from '../kit/toggle-button.js';
import { moreButtonsPart } from '../later-parts.js';
import { base, roundButtons } from '../styles/base.styles.js';
import type * as More from './more-buttons.js';
import { styles } from './rtc-controls.styles.js';

const tooltipPart = () => import('../kit/tooltip.js');

/** Buttons that are loaded by the first toolbar that has one of them. */
const MORE: readonly string[] = ['snapshot', 'record', 'chat', 'low-data', 'inspect', 'settings'];

/**
 * A toolbar for a call. Arrow keys move between its buttons.
 *
 * @tag rtc-controls
 * @summary Toolbar with round buttons: microphone, camera, screen, photo, recording, chat, saving data, inspector, settings, leave.
 * @fires {RtcSnapshotEvent} rtc-snapshot - A photo was taken, in a call from JavaScript. Otherwise the `<rtc-call>` fires it.
 * @fires {RtcChatToggleEvent} rtc-chat-toggle - A request to show or hide the chat.
 * @fires {RtcInspectToggleEvent} rtc-inspect-toggle - A request to show or hide the inspector.
 * @slot icon-microphone - On the button that mutes.
 * @slot icon-microphone-off - The same, while the microphone is off.
 * @slot icon-camera - On the button that switches the camera off.
 * @slot icon-camera-off - The same, while the camera is off.
 * @slot icon-screen - On the button that shares the screen.
 * @slot icon-screen-off - The same, while it is shared.
 * @slot icon-snapshot - On the button that takes a photo.
 * @slot icon-record - On the button that records.
 * @slot icon-record-stop - The same, while it records.
 * @slot icon-chat - On the button for the chat.
 * @slot icon-low-data - On the button that saves data.
 * @slot icon-inspect - On the button for the inspector.
 * @slot icon-settings - On the button for the settings.
 * @slot icon-leave - On the button that leaves.
 * @csspart toolbar - The bar around the buttons.
 * @csspart button - Every button.
 * @csspart microphone-button - Mutes and unmutes.
 * @csspart camera-button - Switches the camera off and on.
 * @csspart screen-button - Shares the screen and stops sharing it; left out where the browser cannot.
 * @csspart snapshot-button - Takes a photo of a tile in a big place, else of the only other participant, else of this participant.
 * @csspart record-button - Records the call and stops recording; left out where the browser cannot.
 * @csspart chat-button - Asks for the chat, by `rtc-chat-toggle`.
 * @csspart low-data-button - Stops video to save data, and brings it back.
 * @csspart inspect-button - Asks for the inspector, by `rtc-inspect-toggle`.
 * @csspart settings-button - Opens the settings of the call.
 * @csspart leave-button - Leaves the call.
 * @csspart badge - The number of unread messages.
 * @cssproperty [--rtc-control-size=3rem] - Diameter of a button; no more than 2.5rem where the toolbar has little room.
 * @cssstate muted - The microphone of this participant is off.
 * @cssstate camera-off - The camera of this participant is off.
 * @cssstate sharing - This participant shares a screen.
 * @cssstate in-call - In a call.
 */
export class RtcControls extends SessionElement {
  static override readonly tag: string = 'rtc-controls';
  // A tile has a part `badge`, too.
  static override readonly parts: string =
    'toolbar,button,microphone-button,camera-button,screen-button,snapshot-button,record-button,chat-button,' +
    'low-data-button,inspect-button,settings-button,leave-button,badge:unread-badge';
  static override styles = [base, roundButtons, styles];

  /**
   * Names of the buttons in their order, out of `microphone camera screen snapshot record chat low-data inspect settings
   * leave`. Unknown names are ignored.
   */
  @property() controls = 'microphone camera screen leave';

  /** Whether the chat is shown: the chat button tells it to screen readers. */
  @property({ attribute: false }) chatOpen = false;

  #more: More.MoreButtons | undefined;
  /** The one button that Tab reaches. */
  #current: HTMLButtonElement | undefined;

  override focus(options?: FocusOptions): void {
    this.#current?.focus(options);
  }

  protected override select(session: CallSession): readonly unknown[] {
    const { chat, recording, quality, inspector, shortcuts } = session.features;
    return [
      session.state,
      session.isOn('microphone'),
      session.isOn('camera'),
      session.isOn('screen'),
      isHeldBack(session, 'microphone'),
      isHeldBack(session, 'camera'),
      chat?.unread,
      recording?.state,
      quality?.lowData,
      inspector,
      shortcuts?.keys,
    ];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#more && MORE.some((name) => this.#names.includes(name)))
      this.want(moreButtonsPart, this.#handleMore);
  }

  protected override updated(): void {
    const { session } = this;
    this.states.toggle('muted', !!session && !session.isOn('microphone'));
    this.states.toggle('camera-off', !!session && !session.isOn('camera'));
    this.states.toggle('sharing', !!session?.isOn('screen'));
    this.states.toggle('in-call', session?.state === 'in-call');
    this.#rove();
    // The update may have made its text longer.
    keepTipInside(this.renderRoot.querySelector(':focus-visible'));
  }

  protected override render(): TemplateResult {
    return html`<div
      part="toolbar"
      class="toolbar"
      role="toolbar"
      aria-label=${this.words.term('controls')}
      @keydown=${this.#handleKeydown}
      @focusin=${this.#handleFocusin}
      @pointerover=${({ target }: Event) => keepTipInside(target)}
    >
      ${repeat(
        new Set(this.#names),
        (name) => name,
        (name) => this.#renderButton(name),
      )}
    </div>`;
  }

  get #names(): string[] {
    return this.controls.split(/\s+/);
  }

  readonly #handleMore = ({ MoreButtons }: typeof More): void => {
    this.#more ??= new MoreButtons(this, this.words);
    this.requestUpdate();
  };

  #renderButton(name: string): unknown {
    const { session } = this;
    // Keys count inside of the call: for a toolbar elsewhere in the page there are none.
    const key = this.for ? undefined : session?.features.shortcuts?.keys[name];
    switch (name) {
      case 'microphone':
      case 'camera':
        return toggleButton(this.words, session, name, { key });
      case 'screen':
        return session?.media.screenSupported === false
          ? nothing
          : toggleButton(this.words, session, name, { key });
      case 'leave':
        return roundButton({
          name,
          label: this.words.term(name),
          picture: name,
          look: 'danger',
          disabled: !ACTIVE.includes(session?.state ?? ''),
          onClick: this.#handleLeave,
        });
      default:
        if (!MORE.includes(name)) return nothing;
        // Keeps the place, so that nothing moves under the pointer when the button comes.
        return this.#more ? this.#more.render(name, key) : html`<span class="round"></span>`;
    }
  }

  readonly #handleLeave = (): void => {
    void this.session?.leave();
  };

  #handleFocusin(event: FocusEvent): void {
    this.#current = event.target as HTMLButtonElement;
    this.#rove();
    keepTipInside(event.target);
  }

  #handleKeydown(event: KeyboardEvent): void {
    const buttons = this.#enabled();
    const current = buttons.findIndex((button) => button === this.#current);
    const next = indexByKey(event.key, this, current, buttons.length);
    if (next === undefined) return;
    event.preventDefault();
    buttons[next]?.focus();
  }

  #enabled(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button:enabled')];
  }

  /** One Tab stop for the whole toolbar (ARIA Authoring Practices, toolbar pattern). */
  #rove(): void {
    const buttons = this.#enabled();
    if (!buttons.some((button) => button === this.#current)) this.#current = buttons[0];
    for (const button of buttons) button.tabIndex = button === this.#current ? 0 : -1;
  }
}

/** Loaded with the first tooltip, which waits longer than that before it is shown. */
function keepTipInside(target: EventTarget | null): void {
  if (!target) return;
  load(tooltipPart).then(
    (part) => part.keepTipInside({ target }),
    () => undefined,
  );
}
