import { abortable } from '../../internal/abortable.js';
import { onReturn } from '../../internal/on-return.js';
import { randomId } from '../../internal/random-id.js';
import { typedEventTarget } from '../../internal/typed-event-target.js';
import { GRACE_MS, MAX_LENGTH, type MediaState, type ProtocolParticipant } from '../../protocol/index.js';
import { RtcError, toRtcError } from '../errors.js';
import { RtcErrorEvent, RtcStateChangeEvent, type CallSessionEventMap } from '../events.js';
import { LocalMedia } from '../media/local-media.js';
import { hasRelay, PeerLink } from '../peer/peer-link.js';
import type {
  Joined,
  SignalingPush,
  SignalingStateEvent,
  SignalingTransport,
} from '../signaling/transport.js';
import {
  SOURCES,
  type CallFeatures,
  type CaptureSource,
  type CallState,
  type CallStats,
  type LocalParticipant,
  type Participant,
  type Source,
} from '../types.js';
import { findPlace, keepPlace, type KeptPlace } from './kept-place.js';
import { wireName, type CallSessionOptions } from './options.js';
import { Roster } from './roster.js';
import { signalingFor } from './signaling-for.js';

const NOTHING: Readonly<MediaState> = Object.freeze({ microphone: false, camera: false, screen: false });

/**
 * A call: who is in it, what each of them sends, and how the connections are. The one store behind all elements,
 * usable without any of them.
 */
export class CallSession extends typedEventTarget<CallSessionEventMap>() {
  readonly media: LocalMedia;
  /** What has attached itself to the call, for elements to show; who changes it fires `change`. */
  readonly features: CallFeatures = {};

  #options: CallSessionOptions;
  #state: CallState = 'idle';
  #error: RtcError | undefined;
  #reconnectingSince: number | undefined;
  #self: LocalParticipant;
  #participantLimit = 0;
  #graceMs = GRACE_MS;
  #iceServers: readonly RTCIceServer[] = [];
  readonly #roster = new Roster({
    createLink: (id) => this.#createLink(id),
    announce: (event) => this.dispatchEvent(event),
  });
  #transport: SignalingTransport | undefined;
  /** Lives from `join` to the end of the call; another one means that a step under way comes too late. */
  #call: AbortController | undefined;
  #joining: Promise<void> | undefined;

  constructor(options: CallSessionOptions = {}) {
    super();
    this.#options = options;
    this.#self = Object.freeze({ id: '', name: options.name ?? '', media: NOTHING });
    this.media = new LocalMedia({ constraints: options.constraints });
    this.media.addEventListener('change', () => {
      this.#sendMedia();
    });
    this.media.addEventListener('rtc-error', (event) => this.dispatchEvent(event.clone()));
    this.media.addEventListener('rtc-device-change', (event) => this.dispatchEvent(event.clone()));
  }

  get state(): CallState {
    return this.#state;
  }

  /** Why the state is `failed`. */
  get error(): RtcError | undefined {
    return this.#error;
  }

  /** Since when the state is `reconnecting`, in ms since the epoch. */
  get reconnectingSince(): number | undefined {
    return this.#reconnectingSince;
  }

  /** The page was in this call a moment ago, before it was loaded again: `join` returns to that place, as it was. */
  get resumable(): boolean {
    return this.#findPlace() !== undefined;
  }

  get room(): string {
    return this.#options.room ?? '';
  }

  get name(): string {
    return this.#self.name;
  }

  /** The own place in the call. */
  get self(): LocalParticipant {
    return this.#self;
  }

  /** The others, in the order in which they joined. */
  get participants(): readonly Participant[] {
    return this.#roster.participants;
  }

  /** Most members of the room, oneself included; 0 before the call was joined. */
  get participantLimit(): number {
    return this.#participantLimit;
  }

  /** Whether a relay (TURN) is configured: without one there is no path out of some networks. */
  get hasRelay(): boolean {
    return hasRelay(this.#configuration());
  }

  /**
   * Changes options. Name, ICE servers and constraints count from now on, the token when the server is joined again
   * after a break, all others from the next `join` on.
   */
  configure(options: CallSessionOptions): void {
    this.#options = { ...this.#options, ...options };
    if ('constraints' in options) this.media.constraints = options.constraints ?? {};
    if (options.name !== undefined && options.name !== this.#self.name) {
      this.#setSelf({ name: options.name });
      this.#transport?.update({ name: wireName(options.name) });
    }
    if ('iceServers' in options) this.#reconfigure();
  }

  /**
   * Opens what `media.wanted` asks for and joins the room. Joining twice is one join.
   *
   * @throws {RtcError} What keeps the call from being joined; `state` is `failed` and `error` the same then.
   * @throws {DOMException} `AbortError` when the call was left meanwhile.
   */
  join(): Promise<void> {
    if (!this.#joining) {
      const call = new AbortController();
      this.#call = call;
      this.#joining = this.#join(call.signal).catch((error: unknown) => {
        throw call.signal.aborted ? error : this.#fail(toRtcError(error, 'server-unreachable'));
      });
    }
    return this.#joining;
  }

  /** Leaves the call, or gives up joining: connections are closed and devices released before this returns. */
  async leave(): Promise<void> {
    await this.#leave();
  }

  /** Whether a source is on; before the call, and while its device is being opened, whether it will be. */
  isOn(source: 'microphone' | 'camera' | 'screen'): boolean {
    const { media } = this;
    if (source === 'screen') return media.screen;
    const active = this.#state === 'in-call' || this.#state === 'reconnecting';
    const undecided = ['inactive', 'requesting'].includes(media.sourceState(source));
    return undecided && !active ? media.wanted[source] : media[source];
  }

  /**
   * Opens what `media.wanted` asks for, for a preview before the call.
   *
   * @throws {RtcError} When nothing could be opened; also an `rtc-error` event.
   */
  async openMedia(): Promise<void> {
    await this.#reportFailure(this.media.open());
  }

  /**
   * Mutes or unmutes; before joining it decides how the call is entered.
   *
   * @throws {RtcError} When the microphone could not be opened; also an `rtc-error` event.
   */
  async toggleMicrophone(force?: boolean): Promise<void> {
    await this.#reportFailure(this.media.setMicrophone(force ?? !this.isOn('microphone')));
  }

  /**
   * Switches the camera off, so that its light goes out, or on again.
   *
   * @throws {RtcError} When the camera could not be opened; also an `rtc-error` event.
   */
  async toggleCamera(force?: boolean): Promise<void> {
    await this.#reportFailure(this.media.setCamera(force ?? !this.isOn('camera')));
  }

  /**
   * Shares the screen, or stops sharing it. Call it right from a gesture: browsers ask only then.
   *
   * @throws {RtcError} `permission-dismissed` when nothing was chosen, which is no `rtc-error`; others are.
   */
  async toggleScreen(force?: boolean): Promise<void> {
    await this.#reportFailure(this.media.setScreen(force ?? !this.isOn('screen')));
  }

  /** What a participant sends; with the own id, or before joining `''`, what is sent to the others. */
  getTrack(participantId: string, source: Source): MediaStreamTrack | null {
    if (participantId === this.#self.id) return this.media.getTrack(source);
    return this.#roster.link(participantId)?.getTrack(source) ?? null;
  }

  /** Looks for a path to a participant again, once the connection with them has failed. */
  retry(participantId: string): void {
    this.#roster.link(participantId)?.restart();
  }

  /** The connection with a participant, to look into. */
  getPeer(participantId: string): PeerLink | undefined {
    return this.#roster.link(participantId);
  }

  /** The browser's statistics of every connection (webrtc-stats). */
  async getStats(): Promise<CallStats> {
    const reports = await Promise.all(
      this.#roster.links().map(async ([id, link]) => [id, await link.getStats()] as const),
    );
    const participants = new Map<string, RTCStatsReport>();
    for (const [id, report] of reports) if (report) participants.set(id, report);
    return { timestamp: performance.now(), participants };
  }

  /** Ends everything at once: for when nobody will look at this call any more. */
  dispose(): void {
    void this.leave();
    this.media.close();
  }

  async #join(signal: AbortSignal): Promise<void> {
    this.#error = undefined;
    this.#setState('joining');
    const { room = '', transport, signaling } = this.#options;
    if (!('RTCPeerConnection' in globalThis)) {
      throw new RtcError('unsupported-browser', 'This browser has no RTCPeerConnection.', {
        recoverable: false,
      });
    }
    if (!room || room.length > MAX_LENGTH.room) {
      throw invalid(`A call needs a room of 1 to ${MAX_LENGTH.room} characters.`);
    }
    if (!transport && !signaling) throw invalid('A call needs a signaling address.');
    this.#checkConfiguration();
    const place = this.#findPlace('take');
    if (place) {
      this.media.wanted = place.wanted;
      this.#setSelf({ name: this.#self.name || place.name });
    }
    await abortable(this.media.open(), signal);
    this.#transport = transport ?? (await abortable(signalingFor(signaling ?? ''), signal));
    this.#listen(this.#transport, signal);
    await this.#transport.join({
      room,
      name: wireName(this.#self.name),
      // A page may be kept and shown again: its connections are others then, although it was never loaded again.
      instance: randomId(),
      token: async () => {
        const { token } = this.#options;
        return typeof token === 'function' ? token() : token;
      },
      ...(place && { resumeToken: place.token }),
    });
    signal.throwIfAborted();
  }

  #listen(transport: SignalingTransport, signal: AbortSignal): void {
    transport.addEventListener('joined', ({ joined }) => this.#handleJoined(joined, signal), { signal });
    transport.addEventListener('push', ({ push }) => this.#handlePush(push), { signal });
    transport.addEventListener('statechange', (event) => this.#handleSignalingState(event), { signal });
    globalThis.addEventListener('pagehide', () => this.#handlePagehide(), { signal });
    onReturn(() => {
      transport.wake?.();
      this.#wakeLinks();
    }, signal);
  }

  /** The page goes away, and perhaps is only loaded again. Where its place cannot be kept, nobody shall wait for it. */
  #handlePagehide(): void {
    const { resumeToken: token } = this.#transport ?? {};
    const { name } = this.#self;
    const { wanted } = this.media;
    const kept =
      token !== undefined &&
      this.#options.resume !== false &&
      keepPlace(this.#placeKey, { token, name, wanted }, this.#graceMs);
    void this.#leave(kept);
    // Not loaded again, but shown as it was.
    if (kept) {
      const handlePageshow = (): void => void (this.resumable && this.join().catch(() => undefined));
      globalThis.addEventListener('pageshow', handlePageshow, { once: true });
    }
  }

  get #placeKey(): string {
    return `rtc-elements:place ${this.#options.signaling} ${this.room}`;
  }

  #findPlace(take?: 'take'): KeptPlace | undefined {
    return this.#options.resume === false ? undefined : findPlace(this.#placeKey, take);
  }

  async #leave(hold?: boolean): Promise<void> {
    if (this.#state === 'failed' || this.#state === 'left') {
      // They may have been opened again for the next call.
      this.media.close();
      return;
    }
    const left = this.#end(hold);
    if (this.#state !== 'idle') this.#setState('left', 'left');
    await left;
  }

  #wakeLinks(): void {
    for (const [, link] of this.#roster.links()) link.wake();
  }

  #handleJoined(joined: Joined, signal: AbortSignal): void {
    this.#iceServers = joined.iceServers as readonly RTCIceServer[];
    this.#participantLimit = joined.limits.participants;
    this.#graceMs = joined.limits.graceMs ?? GRACE_MS;
    this.#reconfigure();
    const anew = joined.self !== this.#self.id;
    if (anew) {
      // The server knows nothing of the place that was held here: everybody is new to everybody.
      this.#roster.retain([], 'timeout');
      if (!signal.aborted) this.#setSelf({ id: joined.self });
    }
    if (!joined.resumed) {
      if (anew || joined.seq) this.#roster.retain(joined.participants, 'left');
      // The server was started again. Who else was here is coming back, as this member does.
      else this.#roster.expect(joined.participants, this.#graceMs);
      for (const participant of joined.participants) {
        // A listener may have left the call meanwhile.
        if (!signal.aborted) this.#upsert(participant);
      }
    }
    if (signal.aborted) return;
    // Whatever was said into a connection that was lost already, this is how it is.
    this.#transport?.update({ name: wireName(this.#self.name), media: this.#self.media });
    this.#setState('in-call');
    this.#wakeLinks();
  }

  #handlePush(push: SignalingPush): void {
    switch (push.type) {
      case 'participant-joined':
      case 'participant-updated':
        this.#upsert(push.participant);
        break;
      case 'participant-away':
        this.#roster.refresh(push.id, { away: true });
        break;
      case 'participant-left':
        this.#roster.remove(push.id, push.reason);
        break;
      case 'signal':
        this.#roster.link(push.from)?.receive(push.payload);
        break;
      case 'ice-servers':
        this.#iceServers = push.iceServers as readonly RTCIceServer[];
        this.#reconfigure();
        break;
      case 'error':
        // Somebody left while something was on its way to them: not worth a word.
        if (push.error.code !== 'unknown-participant') {
          this.#report(
            new RtcError(push.error.code, push.error.message, { recoverable: push.error.retryable }),
          );
        }
        break;
    }
  }

  #handleSignalingState({ state, error }: SignalingStateEvent): void {
    if (state === 'reconnecting') this.#setState('reconnecting');
    // While joining, the rejected join tells.
    else if (state === 'closed' && this.#state !== 'joining') {
      this.#fail(error ?? new RtcError('server-lost', 'The signaling connection ended.'));
    }
  }

  #upsert(participant: ProtocolParticipant): void {
    if (participant.id !== this.#self.id) this.#roster.upsert(participant);
  }

  #createLink(id: string): PeerLink {
    const link = new PeerLink({
      offers: this.#self.id < id,
      configuration: this.#configuration(),
      send: (signal) => this.#transport?.signal(id, signal),
      reachable: () =>
        this.#transport?.state === 'open' && !this.participants.find((other) => other.id === id)?.away,
    });
    for (const source of SOURCES) link.setTrack(source, this.media.getSentTrack(source));
    link.addEventListener('error', ({ error: { code, message, cause } }) => {
      // What the other side sends wrong is its own business, as long as the connection stands.
      if (code !== 'bad-message') this.#report(new RtcError(code, message, { cause, subject: id }));
    });
    return link;
  }

  /** Brings connections and server up to date with what camera and microphone really do. */
  #sendMedia(): void {
    for (const [, link] of this.#roster.links()) {
      for (const source of SOURCES) link.setTrack(source, this.media.getSentTrack(source));
    }
    const { media } = this;
    // What the system holds back (a phone call, the lid of a laptop) the others do not get.
    const sends = (source: CaptureSource): boolean =>
      media[source] && media.sourceState(source) !== 'interrupted';
    const sent = { microphone: sends('microphone'), camera: sends('camera'), screen: media.screen };
    if (JSON.stringify(sent) !== JSON.stringify(this.#self.media)) {
      this.#setSelf({ media: Object.freeze(sent) });
      this.#transport?.update({ media: sent });
    } else {
      this.dispatchEvent(new Event('change'));
    }
  }

  #configuration(): RTCConfiguration {
    const { iceServers = this.#iceServers, iceTransportPolicy = 'all' } = this.#options;
    return { iceServers: [...iceServers], iceTransportPolicy, bundlePolicy: 'max-bundle' };
  }

  /** The browser says what is wrong with ICE servers only when it is given them. */
  #checkConfiguration(): void {
    try {
      new RTCPeerConnection(this.#configuration()).close();
    } catch (error) {
      throw invalid(`The browser refuses the ICE servers: ${String(error)}`);
    }
  }

  #reconfigure(): void {
    for (const [, link] of this.#roster.links()) link.setConfiguration(this.#configuration());
  }

  async #reportFailure(action: Promise<void>): Promise<void> {
    try {
      await action;
    } catch (error) {
      const failure = toRtcError(error, 'device-failed');
      const changedTheirMind = failure.subject === 'screen' && failure.code === 'permission-dismissed';
      if (!changedTheirMind) this.#report(failure);
      throw failure;
    }
  }

  #report(error: RtcError): void {
    this.dispatchEvent(new RtcErrorEvent({ error }));
  }

  #fail(error: RtcError): RtcError {
    void this.#end();
    this.#error = error;
    this.#setState('failed', error.code);
    this.#report(error);
    return error;
  }

  /** Closes and releases everything that the call holds. */
  #end(hold?: boolean): Promise<void> | undefined {
    this.#call?.abort(new DOMException('The call was left.', 'AbortError'));
    this.#call = undefined;
    this.#joining = undefined;
    const transport = this.#transport;
    this.#transport = undefined;
    this.#roster.clear();
    this.media.close();
    this.#setSelf({ id: '' });
    return transport?.leave(hold);
  }

  #setSelf(news: Partial<LocalParticipant>): void {
    this.#self = Object.freeze({ ...this.#self, ...news });
    this.dispatchEvent(new Event('change'));
  }

  #setState(state: CallState, reason?: string): void {
    const previous = this.#state;
    if (state === previous) return;
    this.#state = state;
    this.#reconnectingSince = state === 'reconnecting' ? Date.now() : undefined;
    this.dispatchEvent(new Event('change'));
    this.dispatchEvent(new RtcStateChangeEvent({ state, previous, reason }));
  }
}

const invalid = (message: string): RtcError =>
  new RtcError('invalid-options', message, { recoverable: false });
