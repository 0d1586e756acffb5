import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { CallSession } from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import type { QualityPreset } from '../../core/features/quality/index.js';
import { onLoadFailure } from '../../internal/want.js';
import type { RtcSnapshotEvent } from '../events.js';
import { loadFor, loadNow, tellLoadFailure } from '../kit/load-for.js';
import { missingElement } from '../kit/on-demand.js';
import type { CallSnapshotOptions } from '../kit/photo.js';
import { photoPart } from '../later-parts.js';
import { base } from '../styles/base.styles.js';
import { Announcer } from './announcer.js';
import type * as Controllers from './call-controllers.js';
import { CallElement } from './call-element.js';
import type * as Services from './call-services.js';
import { styles } from './rtc-call.styles.js';
import { ScreenFocus } from './screen-focus.js';
import { failedScreen, joinButton, joiningScreen, leftScreen } from './screens.js';

const controllersPart = () => import('./call-controllers.js');
const servicesPart = () => import('./call-services.js');

/** Screens that a page can replace, by the names of their slots. */
const SCREENS: readonly string[] = ['lobby', 'joining', 'left', 'failed'];

export type { CallSnapshotOptions };

/**
 * A call. Without child elements it shows a complete user interface; with child elements it only provides the call to
 * them. Children with a `slot` replace a screen or an icon of that interface. Moving the element in the document keeps the
 * call, removing it ends the call.
 *
 * @tag rtc-call
 * @summary A complete call in one tag, or the provider of a call for a layout of the page.
 * @slot - A layout of the page, in place of the default user interface.
 * @slot lobby - Before the call, in place of the `<rtc-lobby>`.
 * @slot joining - While joining.
 * @slot left - After leaving.
 * @slot failed - After a failure.
 * @slot empty - In the call while nobody else is there, over the stage.
 * @slot icon-alert - The sign of an error.
 * @slot icon-back - On the button that leaves the check of the connection.
 * @slot icon-leave - On the button that leaves, and on the screen after that.
 * @fires {RtcStateChangeEvent} rtc-state-change - The call went from one state into another.
 * @fires {RtcParticipantJoinEvent} rtc-participant-join - A participant has joined.
 * @fires {RtcParticipantLeaveEvent} rtc-participant-leave - A participant has left.
 * @fires {RtcParticipantChangeEvent} rtc-participant-change - Name, media or connection of a participant has changed.
 * @fires {RtcTrackEvent} rtc-track - A track of a participant can be shown.
 * @fires {RtcDeviceChangeEvent} rtc-device-change - Another device is in use.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @fires {RtcQualityChangeEvent} rtc-quality-change - The device or the network limits the pictures that are sent, or no longer.
 * @fires {RtcSnapshotEvent} rtc-snapshot - A photo was taken.
 * @fires {RtcRecordingEvent} rtc-recording - A recording of this participant has changed its state; with the file at its end.
 * @fires {RtcChatToggleEvent} rtc-chat-toggle - A request to show or hide the chat. Without child elements the call does so itself.
 * @fires {RtcInspectToggleEvent} rtc-inspect-toggle - A request to show or hide the inspector. Without child elements the call does so itself.
 * @fires {RtcMessageEvent} rtc-message - The page of another participant has sent a message by `send`.
 * @fires {RtcAutoplayBlockedEvent} rtc-autoplay-blocked - The browser requires a gesture before it plays sound.
 * @csspart ui - Around the default user interface.
 * @csspart status - The announcements; each is shown for a moment.
 * @csspart screen - The screens while joining, after leaving and after a failure; also as `joining`, `left`, `failed`.
 * @csspart heading - Title of a screen.
 * @csspart text - Text of a screen.
 * @csspart button - Every button.
 * @csspart cancel-button - Gives up joining.
 * @csspart rejoin-button - Joins again.
 * @csspart retry-button - Tries again.
 * @csspart without-button - Joins without camera and microphone.
 * @csspart check-button - Opens the check of the connection; also `network-check`, `steps`, `step`, `verdict`, `matrix`, `own-row`, `start-button`, `copy-button`, `back-button`, `check-error` of it.
 * @csspart toolbar - The toolbar; also `microphone-button`, `camera-button`, `screen-button`, `snapshot-button`, `record-button`, `chat-button`, `low-data-button`, `inspect-button`, `settings-button`, `leave-button`, `unread-badge` of it.
 * @csspart photo - The card with the photo that was taken last; also `flash`, `image`, `save-button`, `copy-button`, `dismiss-button` of it.
 * @csspart recording - Around what is said about recordings; also `consent`, `asking`, `mark`, `progress`, `result`, `recording-error`, `accept-button`, `decline-button`, `withdraw-button`, `stop-button`, `save-button`, `discard-button`, `keep-button` of it.
 * @csspart chat - The chat beside the call.
 * @csspart inspector - The inspector beside the call.
 * @csspart settings - The settings of the call; also `setting`, `devices`, `checkbox`, `help`, `problem`, `background-button`, `close-button` of it.
 * @csspart microphone-notice - The notice about the microphone of this participant; also `unmute-button` of it.
 * @csspart shortcuts - The list of keys; also `key`, `close-button` of it.
 * @csspart stage - The stage; also `grid`, `sharing`, `stop-button`, `self`, `move-button`, `pages`, `page-button`, `waiting`, `tile`, `video`, `avatar`, `badge`, `name`, `muted-icon`, `speaking-icon`, `quality-icon`, `silenced-icon`, `hint`, `sound-button`, `tools-button`, `menu`, `menu-item`, `connection`, `volume`, `standing` of it.
 * @csspart lobby - The lobby; also `preview`, `form`, `room`, `name-input`, `join-button`, `allow-button`, `error`, `devices`, `field`, `label`, `select`, `meter`, `note` of it.
 * @cssproperty [--rtc-accent] - Primary buttons and focus rings.
 * @cssproperty [--rtc-on-accent] - Text on `--rtc-accent`.
 * @cssproperty [--rtc-danger=#d3302a] - The leave button.
 * @cssproperty [--rtc-surface] - Background.
 * @cssproperty [--rtc-raised] - Toolbar and fields.
 * @cssproperty [--rtc-control] - Neutral buttons.
 * @cssproperty [--rtc-text] - Text.
 * @cssproperty [--rtc-text-quiet] - Less important text.
 * @cssproperty [--rtc-border] - Thin lines.
 * @cssproperty [--rtc-focus] - Focus rings.
 * @cssproperty [--rtc-font] - Font family.
 * @cssproperty [--rtc-gap=0.5rem] - Between tiles.
 * @cssproperty [--rtc-control-size=3rem] - Diameter of a round button.
 * @cssproperty [--rtc-tile-radius=0.75rem] - Corner radius of a tile.
 * @cssproperty [--rtc-tile-surface] - Background of a tile: without a picture, and around one that does not fill it.
 * @cssproperty [--rtc-video-fit] - `object-fit` of videos. Without it a video fills its tile if that crops at most a tenth of a side; else all of it is shown.
 * @cssstate idle - Not joined yet.
 * @cssstate joining - Joining.
 * @cssstate in-call - In the call.
 * @cssstate reconnecting - The connection with the server is interrupted.
 * @cssstate left - Left.
 * @cssstate failed - The call failed.
 */
export class RtcCall extends CallElement {
  static override readonly tag: string = 'rtc-call';
  static override styles = [base, styles];

  readonly #announcer = new Announcer(this, this.words);
  readonly #focus = new ScreenFocus(this);

  /** All tiles alike, or a big one for the participant who speaks. */
  @property() layout: 'grid' | 'spotlight' = 'grid';
  /** Quality of the video that is sent, and its highest bitrate; `auto` adapts to the connection. */
  @property() quality: QualityPreset = 'auto';
  /**
   * Keys of the call: empty for the default keys, `off`, or pairs such as `m:x v:none` of a default key and its
   * replacement, or `none`.
   */
  @property() shortcuts = '';

  /** Photo that is shown. */
  @state() private photo: RtcSnapshotEvent | undefined;

  /** The services of the call have been loaded. */
  @state() private isComplete = false;

  /** A recording of this participant was begun, maybe before that. */
  @state() private records = false;

  /** The browser asks the person for camera or microphone. */
  @state() private asking = false;

  /** Whether the chat is shown beside the call; undefined until it is opened for the first time. */
  @state() private chatting: boolean | undefined;

  /** The controllers are loaded when the element is first in a page, so that they are there when a call begins. */
  #hasControllers = false;
  /** The call has settled once: its services are wanted. */
  #hasSettled = false;

  /**
   * Takes a photo in the full resolution of the video: of oneself, or of the participant with this id. Also fired
   * as `rtc-snapshot`.
   *
   * @throws {RtcError} `no-picture` when there is none; `unknown-participant`, `invalid-options`, `load-failed`.
   */
  async takeSnapshot(options: CallSnapshotOptions = {}): Promise<Blob> {
    const connection = this.connection;
    const { takePhoto } = await loadNow(photoPart);
    const photo = await takePhoto(this.session, options);
    // The element may have been removed meanwhile: it shows nothing of that call when it comes back.
    if (connection === this.connection) this.photo = photo;
    this.dispatchEvent(photo);
    return photo.blob;
  }

  protected override listen(signal: AbortSignal): void {
    const { session } = this;
    if (!this.#hasControllers) this.want(controllersPart, this.#handleControllers);
    // The element was removed while they were being loaded.
    if (this.#hasSettled && !this.isComplete) this.#handleSettled();
    onLoadFailure((error) => tellLoadFailure(session, error), signal);
    this.addEventListener('rtc-chat-toggle', this.#handleChatToggle, { signal });
    const handleChange = (): void => {
      this.asking = isAsking(session);
      this.records = Boolean(session.features.recording);
    };
    session.addEventListener('change', handleChange, { signal });
    this.#focus.listen(signal);
    signal.addEventListener('abort', () => {
      this.photo = undefined;
      this.chatting = undefined;
    });
    this.#announcer.listen(signal);
    super.listen(signal);
  }

  protected override updated(): void {
    this.states.toggle('default-ui', this.#bare);
    this.states.toggle('provider', !this.#bare);
  }

  protected override render(): TemplateResult {
    const { shown, quiet } = this.#announcer;
    return html`<slot @slotchange=${this.#handleSlotchange}></slot>
      ${
        this.#bare
          ? html`<div
              part="ui"
              class="ui ${this.state === 'idle' ? '' : 'wide'}"
              tabindex="-1"
              @slotchange=${this.#handleSlotchange}
            >
              ${this.photo ? html`<rtc-snapshot .photo=${this.photo}></rtc-snapshot>` : nothing}
              ${this.#renderScreens()}
            </div>`
          : nothing
      }
      <div class="top own-text">
        ${this.#needsRecording ? html`<rtc-recording .session=${this.session}></rtc-recording>` : nothing}
        <div part="status" class="status" role="status" aria-atomic="false">
          ${keyed(
            shown,
            html`<span class=${this.#bare && shown.text ? shown.style : 'hidden'}
              >${shown.text}
              ${
                this.session.reconnectingSince
                  ? html`<rtc-elapsed .since=${this.session.reconnectingSince}></rtc-elapsed>`
                  : nothing
              }</span
            >`,
          )}
          ${keyed(quiet, html`<span class="hidden">${quiet.text}</span>`)}
        </div>
      </div>`;
  }

  /** Slots of all screens, those of others hidden. A screen of its own is built only where the page has put none. */
  #renderScreens(): unknown {
    const shown = this.state === 'idle' ? 'lobby' : this.state;
    const hasSlot = SCREENS.includes(shown);
    const screen = hasSlot && this.#slots.includes(shown) ? nothing : this.#renderScreen();
    return [
      ...SCREENS.map(
        (name) =>
          html`<slot name=${name} ?hidden=${name !== shown}>${name === shown ? screen : nothing}</slot>`,
      ),
      hasSlot ? nothing : screen,
    ];
  }

  #renderScreen(): TemplateResult {
    const { session, words } = this;
    switch (session.state) {
      case 'idle':
        return html`<rtc-lobby part="lobby" class="focus"
          >${customElements.get('rtc-lobby') ? nothing : joinButton(words, this.handleJoin)}</rtc-lobby
        >`;
      case 'joining':
        return joiningScreen(words, this.asking, () => void this.leave());
      case 'left':
        return leftScreen(words, this.handleJoin);
      case 'failed':
        return failedScreen(words, session.error, this.handleJoin, this.#handleJoinWithout);
      default:
        return html`<rtc-stage layout=${this.layout}
            ><slot name="empty" slot=${this.#slots.includes('empty') ? 'empty' : nothing}></slot
          ></rtc-stage>
          ${
            this.chatting === undefined
              ? nothing
              : html`<rtc-chat part="chat" ?hidden=${!this.chatting}></rtc-chat>`
          }
          <rtc-controls
            class="focus"
            controls="microphone camera screen snapshot record chat settings leave"
            .chatOpen=${this.chatting ?? false}
          ></rtc-controls>`;
    }
  }

  /** The page has put no layout of its own into the call. */
  get #bare(): boolean {
    return this.#slots.every(Boolean);
  }

  get #slots(): string[] {
    return Array.from(this.children, ({ slot }) => slot);
  }

  /** Not while joining, which would take longer; nor where a layout of the page has one: two would ask, and fire, everything twice. */
  get #needsRecording(): boolean {
    const canBeAsked = this.isComplete && this.state !== 'joining';
    return this.state !== 'idle' && (canBeAsked || this.records) && !this.querySelector('rtc-recording');
  }

  readonly #handleSlotchange = (): void => {
    this.requestUpdate();
  };

  readonly #handleControllers = ({ addControllers }: typeof Controllers): void => {
    this.#hasControllers = true;
    addControllers(this, this.words, this.#announcer, this.#handleSettled);
    this.requestUpdate();
  };

  readonly #handleSettled = (): void => {
    this.#hasSettled = true;
    this.want(servicesPart, this.#handleServices);
  };

  readonly #handleServices = ({ addServices }: typeof Services): void => {
    addServices(this, this.words, this.#announcer, () => void this.#openChat());
    this.isComplete = true;
  };

  readonly #handleChatToggle = (): void => {
    if (this.chatting) {
      this.#focus.leave('rtc-chat');
      this.chatting = false;
    } else void this.#openChat();
  };

  /** Shows the chat beside the call, in the default interface only. */
  async #openChat(): Promise<void> {
    if (!this.#bare || this.chatting) return;
    const chatPart = missingElement('rtc-chat');
    // A panel whose element is not defined would be empty.
    if (chatPart && !(await loadFor(this.session, chatPart))) return;
    this.chatting = true;
  }

  readonly #handleJoinWithout = (): void => {
    this.session.media.wanted = { microphone: false, camera: false };
    this.handleJoin();
  };
}

const isAsking = ({ media }: CallSession): boolean =>
  CAPTURE_SOURCES.some((source) => media.sourceState(source) === 'requesting');
