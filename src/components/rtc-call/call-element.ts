import { ContextProvider } from '@lit/context';
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import {
  callContext,
  CallSession,
  type CallSessionOptions,
  type CallState,
  type CallStats,
  type MediaConstraints,
  type Participant,
  type SignalingTransport,
} from '../../core/index.js';
import { CAPTURE_SOURCES } from '../../core/media/capture-kinds.js';
import { Messages } from '../../core/channels/messages.js';
import type { RecordingOptions } from '../../core/features/recording/index.js';
import { equal } from '../../internal/equal.js';
import { retryWanted } from '../../internal/want.js';
import { providerContext } from '../kit/call-provider.js';
import { loadNow } from '../kit/load-for.js';
import type { CallSnapshotOptions } from '../kit/photo.js';
import { recordingPart } from '../kit/recording-part.js';
import { RtcElement } from '../kit/rtc-element.js';
import { ACTIVE } from '../kit/session-element.js';
import type { Toolbar } from '../kit/toolbars.js';
import { updateWords } from '../words/dictionary.js';
import { forwardEvents } from './forward-events.js';

const OPTIONS = ['signaling', 'room', 'name', 'token', 'iceServers', 'constraints', 'transport'] as const;
/** Written by the element alone. */
const STATE_ATTRIBUTE = 'state';
const STATES = ['idle', 'joining', 'in-call', 'reconnecting', 'left', 'failed'] as const;

/** A call as an element without an interface: its attributes, its methods, its events, and its life in the document. */
export abstract class CallElement extends RtcElement {
  static override get observedAttributes(): string[] {
    return [...super.observedAttributes, 'lang', STATE_ATTRIBUTE];
  }

  /** The session of the call; the same object for the whole life of the element. */
  readonly session = new CallSession();

  /** @internal */
  readonly toolbars = new Set<Toolbar>();

  /** URL of the signaling server (`wss:`, `ws:`, or relative to the page), `broadcast:` or `loopback:`. */
  @property() signaling = '';
  /** Name of the room, 1 to 128 characters. */
  @property() room = '';
  /** Display name shown to the other participants, at most 64 characters. */
  @property() name = '';
  /**
   * Access token from the operator of the server. As a property also a function, which is called before every join, the
   * first and those after a break, and returns a token that has not expired.
   */
  @property() token: string | (() => string | Promise<string>) = '';
  /** Join as soon as `signaling` and `room` are set, and again when the element is inserted again. */
  @property({ type: Boolean }) autojoin = false;
  /** Start with the microphone off. */
  @property({ type: Boolean, attribute: 'no-microphone' }) noMicrophone = false;
  /** Start with the camera off. */
  @property({ type: Boolean, attribute: 'no-camera' }) noCamera = false;
  /** Leave the call when the page is reloaded, instead of resuming the same membership. */
  @property({ type: Boolean, attribute: 'no-resume' }) noResume = false;
  /** ICE servers, in place of those that the signaling server hands out. */
  @property({ attribute: false }) iceServers: readonly RTCIceServer[] | undefined;
  /** Constraints for camera and microphone. */
  @property({ attribute: false }) constraints: MediaConstraints | undefined;
  /** Signaling transport of the page, in place of `signaling`. */
  @property({ attribute: false }) transport: SignalingTransport | undefined;

  /** Aborted when the element is removed; not when it is moved. */
  protected connection: AbortController | undefined;

  /** Options that the session has been given, so that it is given only new ones. */
  #configured: CallSessionOptions = {};
  #wanted = { microphone: true, camera: true };
  #autojoined = false;
  #moving: ReturnType<typeof setTimeout> | undefined;

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
    if (name === 'lang') updateWords();
    // A framework that makes the document equal to its template removes the attribute.
    if (name === STATE_ATTRIBUTE && this.connection && value !== this.state)
      this.setAttribute(name, this.state);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#reflectState();
    if (this.connection) return;
    this.connection = new AbortController();
    this.listen(this.connection.signal);
    // Inserted again. The first time, `willUpdate` does this, when all attributes are known.
    if (this.hasUpdated) this.#autojoin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // The element was moved: the call goes on.
      if (this.isConnected) return;
      this.session.dispose();
      this.connection?.abort();
      this.connection = undefined;
      this.#autojoined = false;
    });
  }

  /**
   * Opens camera and microphone and joins the room. Joining twice is one join.
   *
   * @throws {RtcError} When the call cannot be joined; the error is also shown, and fired as `rtc-error`.
   */
  async join(): Promise<void> {
    this.#configure();
    await this.session.join();
  }

  /** Leaves the call, or gives up joining. */
  async leave(): Promise<void> {
    await this.session.leave();
  }

  /** Mutes or unmutes the microphone; `force` turns it on (`true`) or off (`false`). */
  async toggleMicrophone(force?: boolean): Promise<void> {
    await this.session.toggleMicrophone(force);
  }

  /** Switches the camera on or off, so that its light goes out; `force` says which. */
  async toggleCamera(force?: boolean): Promise<void> {
    await this.session.toggleCamera(force);
  }

  /** Shares the screen, or stops sharing it; `force` says which. Call it within a gesture, as browsers require. */
  async toggleScreen(force?: boolean): Promise<void> {
    await this.session.toggleScreen(force);
  }

  abstract takeSnapshot(options?: CallSnapshotOptions): Promise<Blob>;

  /**
   * Records the call, or one stream of it. All participants are asked first, and those who do not agree are left out.
   * Resolves when recording has begun; changes of its state are fired as `rtc-recording`.
   *
   * @throws {RtcError} `invalid-options`, `unsupported-browser`, `unknown-participant`, `permission-denied`,
   *   `load-failed`.
   * @throws {DOMException} `AbortError` when it was cancelled before it began.
   */
  async startRecording(options?: RecordingOptions): Promise<void> {
    const { id } = this.session.self;
    const { CallRecording } = await loadNow(recordingPart);
    if (this.session.self.id !== id) throw new DOMException('The call was left.', 'AbortError');
    await CallRecording.of(this.session).start(options);
  }

  /**
   * Ends the recording and resolves with the file.
   *
   * @throws {RtcError} `invalid-options` when nothing is being recorded; `load-failed`.
   */
  async stopRecording(): Promise<Blob> {
    const { CallRecording } = await loadNow(recordingPart);
    return CallRecording.of(this.session).stop();
  }

  /**
   * Sends a message to the pages of the other participants, which receive it as `rtc-message`: a string, a value that JSON
   * can hold, or bytes (`ArrayBuffer` or a view on one). Participants who are still connecting receive it once they are
   * connected.
   *
   * @param to Id of the only receiver; all participants when it is left out.
   * @throws {RtcError} `bad-message` for a value that JSON cannot hold, `unknown-participant`, `message-too-large` above
   *   64 KiB, `rate-limited` while too many messages are waiting.
   */
  send(data: unknown, to?: string): void {
    Messages.of(this.session).send('app', data, to);
  }

  /** The browser's statistics of every connection. */
  async getStats(): Promise<CallStats> {
    return this.session.getStats();
  }

  /** Listens to the session until the element is removed for good. */
  protected listen(signal: AbortSignal): void {
    this.session.addEventListener('rtc-state-change', () => this.#handleState(), { signal });
    forwardEvents(this.session, this, signal);
  }

  protected override willUpdate(changed: PropertyValues): void {
    this.#configure();
    if (changed.size > 0) this.#autojoin();
  }

  protected readonly handleJoin = (): void => {
    // The state shows a failure.
    this.join().catch(() => undefined);
  };

  #configure(): void {
    const { session } = this;
    // Frameworks create equal objects anew at each rendering.
    const changed = OPTIONS.filter((key) => {
      const [before, now] = [this.#configured[key] ?? '', this[key] ?? ''];
      return key === 'transport' ? before !== now : !equal(before, now);
    });
    if (changed.length > 0) {
      const options: CallSessionOptions = Object.fromEntries(changed.map((key) => [key, this[key]]));
      this.#configured = { ...this.#configured, ...options };
      session.configure(options);
      // They may name another place. All that are set in the same task are one move.
      clearTimeout(this.#moving);
      this.#moving = setTimeout(() => {
        // The state shows a failure.
        if (ACTIVE.includes(this.state)) this.session.move().catch(() => undefined);
      });
    }
    session.configure({ resume: !this.noResume });
    const wanted = { microphone: !this.noMicrophone, camera: !this.noCamera };
    for (const source of CAPTURE_SOURCES) {
      // They say how to start: in a call the person decides.
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
    this.handleJoin();
  }

  #handleState(): void {
    this.#reflectState();
    // Parts that could not be loaded are needed now.
    retryWanted();
  }

  #reflectState(): void {
    const { state } = this;
    this.setAttribute(STATE_ATTRIBUTE, state);
    for (const name of STATES) this.states.toggle(name, name === state);
    this.requestUpdate();
  }
}
