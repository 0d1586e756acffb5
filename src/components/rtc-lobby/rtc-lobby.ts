import { html, nothing, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { queryMediaPermission, RtcError, type CallSession } from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import { hasWebRtc } from '../../core/peer/web-rtc.js';
import { icon } from '../kit/icons.js';
import { isMediaError } from '../kit/media-errors.js';
import { ACTIVE, SessionElement } from '../kit/session-element.js';
import { toggleButton } from '../kit/toggle-button.js';
import { keepTyping } from '../kit/typing.js';
import { RtcDevicePicker } from '../rtc-device-picker/rtc-device-picker.js';
import { RtcTile } from '../rtc-tile/rtc-tile.js';
import { base, roundButtons } from '../styles/base.styles.js';
import { field } from '../styles/field.styles.js';
import { styles } from './rtc-lobby.styles.js';
import './rtc-lobby.words.js';

const MAX_NAME_LENGTH = 64;

const NO_CALLS = new RtcError('unsupported-browser', 'This browser has no RTCPeerConnection.', {
  recoverable: false,
});

/**
 * The screen before a call: see yourself, choose devices, enter a name, join. The browser is asked for camera and
 * microphone only after a click, or when it has granted them before. Hidden during the call.
 *
 * @tag rtc-lobby
 * @summary Preview, devices, name and the join button.
 * @slot icon-microphone - On the button that mutes.
 * @slot icon-microphone-off - The same, while the microphone is off.
 * @slot icon-camera - On the buttons that open the camera and switch it off.
 * @slot icon-camera-off - The same, while the camera is off.
 * @slot icon-alert - Beside an error.
 * @csspart lobby - Around everything.
 * @csspart preview - The preview with the two switches.
 * @csspart allow-button - Asks for camera and microphone.
 * @csspart error - The reason why camera and microphone could not be opened, or the call not be joined.
 * @csspart retry-button - Tries again.
 * @csspart form - Name and the join button.
 * @csspart heading - The title.
 * @csspart room - The name of the room.
 * @csspart name-input - The field for the name.
 * @csspart devices - The `<rtc-device-picker>`; also `field`, `label`, `select`, `meter` and `note` of it.
 * @csspart join-button - Joins the call.
 * @csspart check-button - Opens the check of the connection.
 * @csspart microphone-button - Mutes and unmutes.
 * @csspart camera-button - Switches the camera off and on.
 * @csspart tile - The tile of this participant; also `video`, `avatar` and `hint` of it.
 * @cssstate in-call - The call is going on; the lobby is hidden.
 */
export class RtcLobby extends SessionElement {
  static override readonly tag: string = 'rtc-lobby';
  static override readonly parts: string =
    `${RtcTile.parts},${RtcDevicePicker.parts},lobby,preview,form,heading,room,devices,error,microphone-button,` +
    'camera-button,allow-button,name-input,join-button,check-button';
  static override styles = [base, roundButtons, field, styles];

  @query('input') private readonly nameInput!: HTMLInputElement;

  /** The devices are opened without a question of the browser. */
  #granted = false;
  /** The button that stood in for this element while it was being loaded, and is no longer shown now, has the focus. */
  readonly #takesFocus = this.querySelector(':focus') !== null;
  /** Session whose permissions have been looked up. */
  #checkedSession: CallSession | undefined;

  constructor() {
    super();
    keepTyping();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    const { session } = this;
    queueMicrotask(() => {
      // Nobody can join from here any longer: the preview ends.
      if (!this.isConnected && session && !ACTIVE.includes(session.state)) void session.leave();
    });
  }

  override focus(options?: FocusOptions): void {
    this.nameInput.focus(options);
  }

  protected override select(session: CallSession): readonly unknown[] {
    return [
      session.state,
      session.error,
      session.name,
      session.room,
      session.media.error,
      ...CAPTURE_SOURCES.flatMap((source) => [
        session.media.sourceState(source),
        session.media.failure(source),
        session.isOn(source),
      ]),
    ];
  }

  protected override firstUpdated(): void {
    if (this.#takesFocus) this.focus();
  }

  protected override updated(): void {
    const { session } = this;
    this.states.toggle('in-call', session?.state === 'in-call' || session?.state === 'reconnecting');
    if (session === this.#checkedSession) return;
    // Removed, it has no session, and closes the preview: inserted again, it opens it again.
    this.#checkedSession = session;
    if (session) void this.#openIfGranted(session);
  }

  protected override render(): TemplateResult {
    const { words, session } = this;
    const joining = session?.state === 'joining';
    const disabled = joining || !hasWebRtc();
    return html`<div part="lobby" class="lobby">
      <div part="preview" class="preview">
        <rtc-local-video .session=${session}></rtc-local-video>
        ${session ? this.#renderOver(session) : nothing}
        <div class="toggles">
          ${CAPTURE_SOURCES.map((source) => toggleButton(words, session, source, { disabled }))}
        </div>
      </div>
      <form part="form" @submit=${this.#handleSubmit}>
        ${session ? this.#renderNote(session) : nothing}
        <div>
          ${hasWebRtc() ? html`<h2 part="heading">${words.term('ready')}</h2>` : nothing}
          ${
            session?.room
              ? html`<p part="room" class="room" title=${session.room}>
                  ${words.term('room')} <bdi>${session.room}</bdi>
                </p>`
              : nothing
          }
        </div>
        <label>
          <span part="label" class="label">${words.term('yourName')}</span>
          <input
            part="name-input"
            name="name"
            autocomplete="nickname"
            maxlength=${MAX_NAME_LENGTH}
            .value=${session?.name ?? ''}
          />
        </label>
        <button part="button join-button" class="primary" type="submit" ?disabled=${!session || disabled}>
          ${words.term(joining ? 'joining' : session && blocked(session) ? 'joinWithout' : 'join')}
        </button>
      </form>
      <rtc-device-picker part="devices" .session=${session}></rtc-device-picker>
      ${joining ? nothing : html`<rtc-check-button .session=${session}></rtc-check-button>`}
    </div>`;
  }

  /** Lies over the preview while there is no picture: a question, or an error. */
  #renderOver(session: CallSession): unknown {
    const { words } = this;
    const { media } = session;
    const live = CAPTURE_SOURCES.some((source) => media.getTrack(source));
    const error = hasWebRtc() ? (media.error ?? (live ? media.failure('camera') : session.error)) : NO_CALLS;
    if (error) {
      const [title, help] = words.error(error);
      return html`<div part="error" class="over" role="alert">
        ${icon('alert')}<strong>${title}</strong>
        <p>${help}</p>
        ${this.#renderRetry(error)}
      </div>`;
    }
    const wanted = CAPTURE_SOURCES.some((source) => media.wanted[source]);
    if (CAPTURE_SOURCES.some((source) => media.sourceState(source) === 'requesting')) {
      // Where the browser asks nothing, the picture is there in a moment.
      if (this.#granted) return nothing;
      return html`<div class="over" role="status">
        <strong>${words.term('waitingForPermission')}</strong>
        <p>${words.term('permissionHelp')}</p>
      </div>`;
    }
    if (!wanted || live) return nothing;
    return html`<div class="over">
      <button part="button allow-button" class="primary" type="button" @click=${this.#handleOpen}>
        ${icon('camera')}${words.term('allow')}
      </button>
      <p>${words.term('allowHelp')}</p>
    </div>`;
  }

  /** The microphone has failed and the camera works: the message must not cover its picture. */
  #renderNote({ media }: CallSession): unknown {
    const failure = media.camera && media.failure('microphone');
    if (!failure) return nothing;
    const [title, help] = this.words.error(failure);
    return html`<div part="error" class="note" role="alert">
      ${icon('alert')}
      <p><strong>${title}</strong> ${help}</p>
      ${this.#renderRetry(failure)}
    </div>`;
  }

  #renderRetry(error: RtcError): unknown {
    if (!isMediaError(error) || !error.recoverable) return nothing;
    return html`<button part="button retry-button" type="button" @click=${this.#handleOpen}>
      ${this.words.term('tryAgain')}
    </button>`;
  }

  async #openIfGranted(session: CallSession): Promise<void> {
    const granted = hasWebRtc() && (await queryMediaPermission()) === 'granted';
    // After a failed request the person decides whether to ask again.
    const failed = CAPTURE_SOURCES.some((source) => session.media.sourceState(source) === 'error');
    if (!granted || failed || session.state !== 'idle' || this.session !== session) return;
    this.#granted = true;
    await this.#open();
  }

  readonly #handleOpen = (): void => {
    this.#granted = false;
    void this.#open();
  };

  async #open(): Promise<void> {
    try {
      await this.session?.openMedia();
    } catch {
      // The lobby shows `media.error`.
    }
  }

  async #handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { session } = this;
    if (!session || session.state === 'joining') return;
    session.configure({ name: this.nameInput.value.trim() });
    if (blocked(session)) session.media.wanted = { microphone: false, camera: false };
    try {
      await session.join();
    } catch {
      // The state of the session shows the failure.
    }
  }
}

/** Neither camera nor microphone could be opened: joining means joining without them. */
const blocked = ({ media, error }: CallSession): boolean =>
  isMediaError(media.error ?? error) && !CAPTURE_SOURCES.some((source) => media.getTrack(source));
