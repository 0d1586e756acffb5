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
import { Messages } from '../../core/messages/messages.js';
import type { RecordingOptions } from '../../core/recording/index.js';
import { equal } from '../../internal/equal.js';
import { retryWanted } from '../../internal/want.js';
import { providerContext } from '../kit/call-provider.js';
import { loadNow } from '../kit/load-for.js';
import type { CallSnapshotOptions } from '../kit/photo.js';
import { recordingPart } from '../kit/recording-part.js';
import { RtcElement } from '../kit/rtc-element.js';
import { ACTIVE } from '../kit/session-element.js';
import type { Toolbar } from '../kit/toolbars.js';
import { updateLanguage } from '../words/localize.js';
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

  /** The call itself; the same object for the whole life of the element. */
  readonly session = new CallSession();

  /** @internal */
  readonly toolbars = new Set<Toolbar>();

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
  /** In place of the ICE servers that the signaling server hands out. */
  @property({ attribute: false }) iceServers: readonly RTCIceServer[] | undefined;
  /** What is asked of camera and microphone. */
  @property({ attribute: false }) constraints: MediaConstraints | undefined;
  /** An own way of signaling, in place of `signaling`. */
  @property({ attribute: false }) transport: SignalingTransport | undefined;

  /** Lives from being inserted to being removed for good. */
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
    if (name === 'lang') updateLanguage();
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
    // Back in the document; the first time it waits for the first update.
    if (this.hasUpdated) this.#autojoin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      // Only moved: the call goes on.
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

  abstract takeSnapshot(options?: CallSnapshotOptions): Promise<Blob>;

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

  /** Listens to the session until the element is removed for good. */
  protected listen(signal: AbortSignal): void {
    this.session.addEventListener('rtc-state-change', () => this.#reflectState(), { signal });
    // A call needs what a page did without.
    this.session.addEventListener('rtc-state-change', () => retryWanted(), { signal });
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
    this.handleJoin();
  }

  #reflectState(): void {
    const { state } = this;
    this.setAttribute(STATE_ATTRIBUTE, state);
    for (const name of STATES) this.states.toggle(name, name === state);
    this.requestUpdate();
  }
}
