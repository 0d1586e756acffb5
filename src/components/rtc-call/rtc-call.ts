import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import {
  callContext,
  CallSession,
  type CallSessionOptions,
  type CallState,
  type CallStats,
  type MediaConstraints,
  type Participant,
  RtcErrorEvent,
  type SignalingTransport,
  toRtcError,
} from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import { Messages } from '../../core/messages/messages.js';
import type { QualityPreset } from '../../core/quality/index.js';
import type { RecordingOptions } from '../../core/recording/index.js';
import { equal } from '../../internal/equal.js';
import { onLoadFailure, retryWanted } from '../../internal/want.js';
import { providerContext } from '../call-provider.js';
import { RtcMessageEvent, type RtcSnapshotEvent } from '../events.js';
import { photoPart } from '../later-parts.js';
import { loadFor, loadNow } from '../load-for.js';
import { missingElement } from '../on-demand.js';
import type { CallSnapshotOptions } from '../photo.js';
import { recordingPart } from '../recording-part.js';
import { RtcElement } from '../rtc-element.js';
import { ACTIVE } from '../session-element.js';
import { base } from '../styles/base.styles.js';
import type { Toolbar } from '../toolbars.js';
import { updateLanguage } from '../words/localize.js';
import { Announcer } from './announcer.js';
import type * as Controllers from './call-controllers.js';
import type * as Services from './call-services.js';
import { styles } from './rtc-call.styles.js';
import { failedScreen, joinButton, joiningScreen, leftScreen } from './screens.js';

const OPTIONS = ['signaling', 'room', 'name', 'token', 'iceServers', 'constraints', 'transport'] as const;
const SESSION_EVENTS = [
  'rtc-state-change',
  'rtc-participant-join',
  'rtc-participant-leave',
  'rtc-participant-change',
  'rtc-track',
  'rtc-device-change',
  'rtc-error',
] as const;
/** Written by the element alone. */
const STATE_ATTRIBUTE = 'state';
const controllersPart = () => import('./call-controllers.js');
const servicesPart = () => import('./call-services.js');
const STATES = ['idle', 'joining', 'in-call', 'reconnecting', 'left', 'failed'] as const;

export type { CallSnapshotOptions };

/**
 * A call. Without child elements it brings its whole user interface; with some, it only provides the call to
 * them. Moving it in the document keeps the call, removing it ends the call.
 *
 * @tag rtc-call
 * @summary A complete call in one tag, or the provider of a call for an own layout.
 * @slot - An own layout, in place of the whole default user interface.
 * @fires {RtcStateChangeEvent} rtc-state-change - The call went from one state into another.
 * @fires {RtcParticipantJoinEvent} rtc-participant-join - Somebody else is in the call now.
 * @fires {RtcParticipantLeaveEvent} rtc-participant-leave - Somebody else is in the call no more.
 * @fires {RtcParticipantChangeEvent} rtc-participant-change - Name, media or connection of somebody changed.
 * @fires {RtcTrackEvent} rtc-track - A track of somebody else can be shown.
 * @fires {RtcDeviceChangeEvent} rtc-device-change - Another device is in use.
 * @fires {RtcErrorEvent} rtc-error - Something went wrong.
 * @fires {RtcSnapshotEvent} rtc-snapshot - A photo was taken.
 * @fires {RtcRecordingEvent} rtc-recording - The own recording went into another state; with the file at its end.
 * @fires {RtcChatToggleEvent} rtc-chat-toggle - The chat is to be shown or hidden. Without child elements the call does so itself.
 * @fires {RtcInspectToggleEvent} rtc-inspect-toggle - The inspector is to be shown or hidden. Without child elements the call does so itself.
 * @fires {RtcMessageEvent} rtc-message - Another participant's page said something by `send`.
 * @fires {RtcAutoplayBlockedEvent} rtc-autoplay-blocked - The browser wants a gesture before it plays sound.
 * @csspart ui - Around the default user interface.
 * @csspart status - What is announced; shown for a moment.
 * @csspart screen - Around what is shown while joining, after leaving and after a failure, also as `joining`, `left`, `failed`.
 * @csspart heading - Title of a screen.
 * @csspart text - Text of a screen.
 * @csspart button - Every button.
 * @csspart cancel-button - Gives up joining.
 * @csspart rejoin-button - Joins again.
 * @csspart retry-button - Tries again.
 * @csspart without-button - Joins without camera and microphone.
 * @csspart check-button - Opens the check of the connection; also `network-check`, `steps`, `step`, `verdict`, `matrix`, `own-row`, `start-button`, `copy-button`, `back-button`, `check-error` of it.
 * @csspart toolbar - The toolbar; also `microphone-button`, `camera-button`, `screen-button`, `snapshot-button`, `record-button`, `chat-button`, `low-data-button`, `inspect-button`, `leave-button`, `unread-badge` of it.
 * @csspart photo - The card with the photo that was taken last; also `flash`, `image`, `save-button`, `copy-button`, `dismiss-button` of it.
 * @csspart recording - Around what is said about recordings; also `consent`, `asking`, `mark`, `progress`, `result`, `recording-error`, `accept-button`, `decline-button`, `withdraw-button`, `stop-button`, `save-button`, `discard-button`, `keep-button` of it.
 * @csspart chat - The chat beside the call.
 * @csspart inspector - The inspector beside the call.
 * @csspart shortcuts - The list of keys; also `key`, `close-button` of it.
 * @csspart stage - The stage; also `grid`, `sharing`, `stop-button`, `self`, `waiting`, `tile`, `video`, `avatar`, `badge`, `name`, `muted-icon`, `speaking-icon`, `quality-icon`, `silenced-icon`, `hint`, `sound-button`, `tools-button`, `menu`, `menu-item`, `connection`, `volume` of it.
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
 * @cssproperty [--rtc-tile-surface] - Background of a tile without picture.
 * @cssproperty [--rtc-video-fit=cover] - `object-fit` of videos.
 * @cssstate idle - Not joined yet.
 * @cssstate joining - Joining.
 * @cssstate in-call - In the call.
 * @cssstate reconnecting - The server is lost for the moment.
 * @cssstate left - Left.
 * @cssstate failed - The call failed.
 */
export class RtcCall extends RtcElement {
  static override readonly tag: string = 'rtc-call';
  static override styles = [base, styles];

  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', STATE_ATTRIBUTE];
  }

  /** The call itself; the same object for the whole life of the element. */
  readonly session = new CallSession();

  /** @internal */
  readonly toolbars = new Set<Toolbar>();

  readonly #announcer = new Announcer(this, this.words);

  /** URL of the signaling server (`wss:`, `ws:`, or relative to the page), `broadcast:` or `loopback:`. */
  @property() signaling = '';
  /** Name of the room, 1 to 128 characters. */
  @property() room = '';
  /** What the others read on the own tile, at most 64 characters. */
  @property() name = '';
  /**
   * What the server's operator gave this person to get in with; as a property also a function, which is asked before
   * every join, first or again, for one that has not expired.
   */
  @property() token: string | (() => string | Promise<string>) = '';
  /** Join without being asked, once `signaling` and `room` are known; again when the element is inserted again. */
  @property({ type: Boolean }) autojoin = false;
  /** Start with the microphone off. */
  @property({ type: Boolean, attribute: 'no-microphone' }) noMicrophone = false;
  /** Start with the camera off. */
  @property({ type: Boolean, attribute: 'no-camera' }) noCamera = false;
  /** Leave when the page is loaded again, instead of returning to the same place in the call. */
  @property({ type: Boolean, attribute: 'no-resume' }) noResume = false;
  /** Whether all tiles are the same, or whoever speaks has the big place. */
  @property() layout: 'grid' | 'spotlight' = 'grid';
  /** How good the own picture is to be, and how much is sent at most; `auto` finds out what the connection carries. */
  @property() quality: QualityPreset = 'auto';
  /** In place of the ICE servers that the signaling server hands out. */
  @property({ attribute: false }) iceServers: readonly RTCIceServer[] | undefined;
  /** What is asked of camera and microphone. */
  @property({ attribute: false }) constraints: MediaConstraints | undefined;
  /**
   * Keys of the call: nothing for the usual ones, `off`, or pairs such as `m:x v:none` of a usual key and another one or
   * `none`.
   */
  @property() shortcuts = '';
  /** An own way of signaling, in place of `signaling`. */
  @property({ attribute: false }) transport: SignalingTransport | undefined;

  /** The last one that was taken. */
  @state() private photo: RtcSnapshotEvent | undefined;

  /** What can wait until somebody is seen has been loaded. */
  @state() private isComplete = false;

  /** The chat stands beside the call; undefined until it was opened in this call. */
  @state() private chatting: boolean | undefined;

  /** Loaded when the element is first in a page, so that they are there when a call begins. */
  #hasControllers = false;
  /** Lives from being inserted to being removed for good. */
  #connection: AbortController | undefined;
  /** What the session was told, so that it is told only what is new. */
  #configured: CallSessionOptions = {};
  #wanted = { microphone: true, camera: true };
  /** The browser asks the person for camera or microphone. */
  #asking = false;
  #autojoined = false;
  #moving: ReturnType<typeof setTimeout> | undefined;
  /** The focus was in a screen that is going away. */
  #focusLost = false;

  constructor() {
    super();
    new ContextProvider(this, { context: callContext, initialValue: this.session });
    new ContextProvider(this, { context: providerContext, initialValue: this });
  }

  /** State of the call; also an attribute, and a custom state for CSS. */
  get state(): CallState {
    return this.session.state;
  }

  /** The others, in the order in which they joined: frozen snapshots. */
  get participants(): readonly Participant[] {
    return this.session.participants;
  }

  override attributeChangedCallback(name: string, old: string | null, value: string | null): void {
    super.attributeChangedCallback(name, old, value);
    if (name === 'lang') updateLanguage();
    // A framework that makes the document equal to its template removes the attribute.
    if (name === STATE_ATTRIBUTE && this.#connection && value !== this.state)
      this.setAttribute(name, this.state);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reflectState();
    if (this.#connection) return;
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    if (!this.#hasControllers) this.want(controllersPart, this.#handleControllers);
    onLoadFailure(this.#handleLoadFailure, signal);
    this.addEventListener('rtc-chat-toggle', this.#handleChatToggle, { signal });
    this.session.addEventListener(
      'change',
      () => {
        this.#handleChange();
      },
      { signal },
    );
    this.session.addEventListener(
      'rtc-state-change',
      () => {
        this.#reflectState();
        // A call needs what a page did without.
        retryWanted();
      },
      { signal },
    );
    this.#announcer.listen(signal);
    for (const type of SESSION_EVENTS) {
      this.session.addEventListener(type, (event) => this.dispatchEvent(event.clone()), { signal });
    }
    Messages.of(this.session).on(
      'app',
      ({ from, data }) => this.dispatchEvent(new RtcMessageEvent(from, data)),
      { signal },
    );
    // Back in the document; the first time it waits for the first update.
    if (this.hasUpdated) this.#autojoin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // Only moved: the call goes on.
      if (this.isConnected) return;
      this.session.dispose();
      this.#connection?.abort();
      this.#connection = undefined;
      this.#autojoined = false;
      this.photo = undefined;
      this.chatting = undefined;
    });
  }

  /**
   * Opens camera and microphone and joins the room. Joining twice is one join.
   *
   * @throws {RtcError} What keeps the call from being joined; also shown, and fired as `rtc-error`.
   */
  async join(): Promise<void> {
    this.#configure();
    await this.session.join();
  }

  /** Leaves the call, or gives up joining. */
  async leave(): Promise<void> {
    await this.session.leave();
  }

  /** Mutes or unmutes; `force` says which. */
  async toggleMicrophone(force?: boolean): Promise<void> {
    await this.session.toggleMicrophone(force);
  }

  /** Switches the camera off, so that its light goes out, or on; `force` says which. */
  async toggleCamera(force?: boolean): Promise<void> {
    await this.session.toggleCamera(force);
  }

  /** Shares the screen, or stops sharing it; `force` says which. Call it right from a gesture: browsers ask only then. */
  async toggleScreen(force?: boolean): Promise<void> {
    await this.session.toggleScreen(force);
  }

  /**
   * Takes a photo in the full resolution of the video: of oneself, or of the participant with this id. Also fired
   * as `rtc-snapshot`.
   *
   * @throws {RtcError} `no-picture` when there is none; `unknown-participant`, `invalid-options`, `load-failed`.
   */
  async takeSnapshot(options: CallSnapshotOptions = {}): Promise<Blob> {
    const connection = this.#connection;
    const { takePhoto } = await loadNow(photoPart);
    const photo = await takePhoto(this.session, options);
    // Removed meanwhile: nothing of that call is shown when the element comes back.
    if (connection === this.#connection) this.photo = photo;
    this.dispatchEvent(photo);
    return photo.blob;
  }

  /**
   * Records the call, or one stream of it: everybody is asked first, and who does not agree is not in it. Resolves when
   * it records; what becomes of it is fired as `rtc-recording`.
   *
   * @throws {RtcError} `invalid-options`, `unsupported-browser`, `unknown-participant`, `permission-denied`,
   *   `load-failed`.
   * @throws {DOMException} `AbortError` when it was given up before it began.
   */
  async startRecording(options?: RecordingOptions): Promise<void> {
    const { id } = this.session.self;
    const { CallRecording } = await loadNow(recordingPart);
    if (this.session.self.id !== id) throw new DOMException('The call was left.', 'AbortError');
    await CallRecording.of(this.session).start(options);
  }

  /**
   * Ends the recording; resolves with the whole file.
   *
   * @throws {RtcError} `invalid-options` where nothing is recorded; `load-failed`.
   */
  async stopRecording(): Promise<Blob> {
    const { CallRecording } = await loadNow(recordingPart);
    return CallRecording.of(this.session).stop();
  }

  /**
   * Says something to the pages of the others, which get it as `rtc-message`: a string, a value that JSON can hold, or
   * bytes (`ArrayBuffer` or a view on one). Who is still being connected gets it then.
   *
   * @param to Id of the one participant who gets it; everybody where it is left out.
   * @throws {RtcError} `bad-message` for what JSON cannot hold, `unknown-participant`, `message-too-large` above 64 KiB,
   *   `rate-limited` while too much waits.
   */
  send(data: unknown, to?: string): void {
    Messages.of(this.session).send('app', data, to);
  }

  /** The browser's statistics of every connection. */
  async getStats(): Promise<CallStats> {
    return this.session.getStats();
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#configure();
    if (changed.size > 0) this.#autojoin();
  }

  protected override updated(): void {
    this.states.toggle('default-ui', this.#bare);
    this.states.toggle('provider', !this.#bare);
    if (!this.#focusLost) return;
    this.#focusLost = false;
    const target = this.renderRoot.querySelector<HTMLElement & Partial<RtcElement>>('.focus');
    // An element among them has its own buttons only after its own first update.
    void Promise.resolve(target?.updateComplete).then(() => {
      target?.focus();
    });
  }

  protected override render(): TemplateResult {
    const { shown, quiet } = this.#announcer;
    return html`<slot @slotchange=${this.#handleSlotchange}></slot>
      ${
        this.#bare
          ? html`<div part="ui" class="ui ${this.state === 'idle' ? '' : 'wide'}" tabindex="-1">
              ${this.photo ? html`<rtc-snapshot .photo=${this.photo}></rtc-snapshot>` : nothing}
              ${this.#renderScreen()}
            </div>`
          : nothing
      }
      <div class="top own-text">
        ${this.state === 'idle' || !this.isComplete ? nothing : html`<rtc-recording .session=${this.session}></rtc-recording>`}
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

  #renderScreen(): TemplateResult {
    const { session, words } = this;
    switch (session.state) {
      case 'idle':
        return html`<rtc-lobby part="lobby" class="focus"
          >${customElements.get('rtc-lobby') ? nothing : joinButton(words, this.#handleJoin)}</rtc-lobby
        >`;
      case 'joining':
        return joiningScreen(words, this.#asking, () => void this.leave());
      case 'left':
        return leftScreen(words, this.#handleJoin);
      case 'failed':
        return failedScreen(words, session.error, this.#handleJoin, this.#handleJoinWithout);
      default:
        return html`<rtc-stage layout=${this.layout}></rtc-stage>
          ${
            this.chatting === undefined
              ? nothing
              : html`<rtc-chat part="chat" ?hidden=${!this.chatting}></rtc-chat>`
          }
          <rtc-controls
            class="focus"
            controls="microphone camera screen snapshot record chat leave"
            .chatOpen=${this.chatting ?? false}
          ></rtc-controls>`;
    }
  }

  /** No layout of the page's own. */
  get #bare(): boolean {
    return this.childElementCount === 0;
  }

  #configure(): void {
    const { session } = this;
    const told = this.#configured;
    // Frameworks make equal objects anew at each rendering.
    const news = OPTIONS.filter((key) => {
      const [before, now] = [told[key] ?? '', this[key] ?? ''];
      return key === 'transport' ? before !== now : !equal(before, now);
    });
    if (news.length > 0) {
      const options: CallSessionOptions = Object.fromEntries(news.map((key) => [key, this[key]]));
      this.#configured = { ...this.#configured, ...options };
      session.configure(options);
      // If they name another place. Others may be set in the same task: they are one move.
      clearTimeout(this.#moving);
      this.#moving = setTimeout(() => {
        // The state shows a failure.
        if (ACTIVE.includes(this.state)) this.session.move().catch(() => undefined);
      });
    }
    session.configure({ resume: !this.noResume });
    const wanted = { microphone: !this.noMicrophone, camera: !this.noCamera };
    for (const source of CAPTURE_SOURCES) {
      // How to start: in a call it is the person who decides.
      if (wanted[source] !== this.#wanted[source] && !ACTIVE.includes(session.state)) {
        session.media.wanted = { ...session.media.wanted, [source]: wanted[source] };
      }
    }
    this.#wanted = wanted;
  }

  #autojoin(): void {
    if (this.#autojoined || !this.isConnected) return;
    if (!this.room || !(this.signaling || this.transport)) return;
    if (!this.autojoin && !this.session.resumable) return;
    this.#autojoined = true;
    this.#handleJoin();
  }

  #reflectState(): void {
    const { state } = this.session;
    this.#focusLost ||= Boolean(this.shadowRoot?.activeElement);
    this.setAttribute('state', state);
    for (const name of STATES) this.states.toggle(name, name === state);
    this.requestUpdate();
  }

  #handleChange(): void {
    const { media } = this.session;
    const asking = CAPTURE_SOURCES.some((source) => media.sourceState(source) === 'requesting');
    if (asking === this.#asking) return;
    this.#asking = asking;
    this.requestUpdate();
  }

  readonly #handleControllers = ({ addControllers }: typeof Controllers): void => {
    this.#hasControllers = true;
    addControllers(this, this.words, this.#announcer, () => this.want(servicesPart, this.#handleServices));
    this.requestUpdate();
  };

  readonly #handleServices = ({ addServices }: typeof Services): void => {
    addServices(this, this.words, this.#announcer, () => {
      if (this.#bare && !this.chatting) void this.#openChat();
    });
    this.isComplete = true;
  };

  readonly #handleLoadFailure = (error: unknown): void => {
    this.session.dispatchEvent(new RtcErrorEvent({ error: toRtcError(error, 'load-failed') }));
  };

  readonly #handleChatToggle = (): void => {
    if (this.#bare && !this.chatting) void this.#openChat();
    else this.chatting = false;
  };

  async #openChat(): Promise<void> {
    const chatPart = missingElement('rtc-chat');
    // A panel without anything in it would say nothing.
    if (chatPart && !(await loadFor(this.session, chatPart))) return;
    this.chatting = true;
  }

  readonly #handleSlotchange = (): void => {
    this.requestUpdate();
  };

  readonly #handleJoin = (): void => {
    // The state shows a failure.
    this.join().catch(() => undefined);
  };

  readonly #handleJoinWithout = (): void => {
    this.session.media.wanted = { microphone: false, camera: false };
    this.#handleJoin();
  };
}
