import { callWasLeft } from '../call-was-left.js';
import { RtcError, toRtcError } from '../errors.js';
import { RtcStateChangeEvent } from '../events.js';
import type { LocalMedia } from '../media/local-media.js';
import { loadPart } from '../load-part.js';
import { hasRelay, type PeerLink } from '../peer/peer-link.js';
import { Spare } from '../peer/spare.js';
import type { CallState, CallStats, LocalParticipant, Participant, Source } from '../types.js';
import type { PictureSource, Size } from '../viewing/view.js';
import { ActiveCall } from './active-call.js';
import { collectStats } from './call-stats.js';
import { CallStore } from './call-store.js';
import { peerConfiguration } from './configuration.js';
import { findPlace } from './kept-place.js';
import { callBeginnings, ongoingCalls } from './ongoing-calls.js';
import { wireName, type CallSessionOptions } from './options.js';
import { OwnMedia } from './own-media.js';
import { watchPage } from './page-life.js';
import { Peers } from './peers.js';

const viewingPart = () => import('../viewing/index.js');
const NOBODY: readonly Participant[] = Object.freeze([]);

/** A call: the one store behind all elements, usable without any of them. It begins and ends stays in rooms. */
export class CallSession extends CallStore {
  /** The other participants, for features that attach something to each of them. */
  readonly peers = new Peers(this, () => this.#call?.roster.peers ?? []);
  /** Camera, microphone and screen of this participant. */
  readonly media: LocalMedia;

  #options: CallSessionOptions;
  #state: CallState = 'idle';
  #error: RtcError | undefined;
  #reconnectingSince: number | undefined;
  #self: LocalParticipant;
  /** The stay in a room, from `join` to its end. */
  #call: ActiveCall | undefined;
  /** Watches whether the page goes away, from `join` to the end of the call, and whether it comes back. */
  #page: AbortController | undefined;
  readonly #own: OwnMedia;
  readonly #spare = new Spare();

  constructor(options: CallSessionOptions = {}) {
    super();
    this.#options = options;
    this.#own = new OwnMedia({
      constraints: options.constraints,
      onChange: () => this.#handleMedia(),
      announce: (event) => this.dispatchEvent(event),
    });
    this.media = this.#own.media;
    this.#self = Object.freeze({ id: '', name: options.name ?? '', media: this.#own.sent });
  }

  get state(): CallState {
    return this.#state;
  }

  /** The error that led to the state `failed`. */
  get error(): RtcError | undefined {
    return this.#error;
  }

  /** Since when the state is `reconnecting`, in ms since the epoch. */
  get reconnectingSince(): number | undefined {
    return this.#reconnectingSince;
  }

  /** Whether the page was in this call before it was reloaded: `join` resumes that membership. */
  get resumable(): boolean {
    return findPlace(this.#options) !== undefined;
  }

  get room(): string {
    return this.#options.room ?? '';
  }

  get name(): string {
    return this.#self.name;
  }

  /** This participant. */
  get self(): LocalParticipant {
    return this.#self;
  }

  /** The others, in the order in which they joined. */
  get participants(): readonly Participant[] {
    return this.#call?.roster.participants ?? NOBODY;
  }

  /** Most members of the room, oneself included; 0 outside of a call. */
  get participantLimit(): number {
    return this.#call?.participantLimit ?? 0;
  }

  /** Whether a relay (TURN) is configured: without one there is no path out of some networks. */
  get hasRelay(): boolean {
    return hasRelay(this.#call?.configuration ?? peerConfiguration(this.#options));
  }

  /**
   * Changes options. Name, ICE servers, constraints and `resume` count from now on, the token when the server is joined again
   * after a break, all others from the next `join` or `move` on.
   */
  configure(options: CallSessionOptions): void {
    this.#options = { ...this.#options, ...options };
    if ('constraints' in options) this.media.constraints = options.constraints ?? {};
    if (options.name !== undefined && options.name !== this.#self.name) {
      this.#setSelf({ name: options.name });
      this.#call?.update({ name: wireName(options.name) });
    }
    if ('iceServers' in options) this.#call?.reconfigure();
  }

  /**
   * Opens what `media.wanted` asks for and joins the room. Joining twice is one join.
   *
   * @throws {RtcError} If the call cannot be joined; then `state` is `failed`, and `error` is the same.
   * @throws {DOMException} `AbortError` when the call was left meanwhile.
   */
  join(): Promise<void> {
    return (this.#call ?? this.#begin()).joining.promise;
  }

  /**
   * Goes on in the room that the options name now, and with the server: the devices stay open, everybody else is left.
   * Where the options name the same place as when the call was joined, nothing happens; without a call, it is joined.
   *
   * @throws Errors of `join`: the call has `failed` then, and is no longer in the old room.
   */
  move(): Promise<void> {
    const call = this.#call;
    if (!call?.hasMoved) return this.join();
    return this.eventQueue.hold(() => {
      this.#call = undefined;
      this.#setSelf({ id: '' });
      void call.end(callWasLeft());
      return this.#begin().joining.promise;
    });
  }

  /** Leaves the call, or gives up joining: connections are closed and devices released before this returns. */
  async leave(): Promise<void> {
    if (this.#call) return this.#end(callWasLeft());
    this.#page?.abort();
    // Devices may have been opened again for the next call.
    this.#own.close();
    this.#spare.close();
  }

  /** Whether a source is on; before the call, and while its device is being opened, whether it will be. */
  isOn(source: 'microphone' | 'camera' | 'screen'): boolean {
    return this.#own.isOn(source, this.#state === 'in-call' || this.#state === 'reconnecting');
  }

  /**
   * Opens what `media.wanted` asks for, for a preview before the call.
   *
   * @throws {RtcError} When nothing could be opened; also an `rtc-error` event.
   */
  async openMedia(): Promise<void> {
    const configuration = peerConfiguration(this.#options);
    // There is time while the browser opens devices. A connection keeps the certificate that it is made with.
    if (!this.#call && configuration.certificates) this.#spare.prepareEarly(configuration);
    await this.#own.settle(this.media.open());
  }

  /**
   * Mutes or unmutes; before joining it decides how the call is entered.
   *
   * @throws {RtcError} When the microphone could not be opened; also an `rtc-error` event.
   */
  async toggleMicrophone(force?: boolean): Promise<void> {
    await this.#own.settle(this.media.setMicrophone(force ?? !this.isOn('microphone')));
  }

  /**
   * Switches the camera off, so that its light goes out, or on again.
   *
   * @throws {RtcError} When the camera could not be opened; also an `rtc-error` event.
   */
  async toggleCamera(force?: boolean): Promise<void> {
    await this.#own.settle(this.media.setCamera(force ?? !this.isOn('camera')));
  }

  /**
   * Shares the screen, or stops sharing it. Call it right from a gesture: browsers ask only then.
   *
   * @throws {RtcError} `permission-dismissed` when nothing was chosen, which is no `rtc-error`; others are.
   */
  async toggleScreen(force?: boolean): Promise<void> {
    await this.#own.settle(this.media.setScreen(force ?? !this.isOn('screen')));
  }

  /**
   * A track that a participant sends, all of it until `setView` says less; with the own id, or before joining `''`, one that
   * is sent to the others.
   *
   * @param saysView - The caller says to `Viewing` what it shows.
   */
  getTrack(participantId: string, source: Source, saysView = false): MediaStreamTrack | null {
    if (participantId === this.#self.id) return this.media.getTrack(source);
    return this.getPeer(participantId)?.getTrack(source, saysView) ?? null;
  }

  /**
   * Says what the page shows of a track that it has taken: its size in device pixels, or nothing. No more is sent then.
   *
   * @throws {RtcError} `unknown-participant`; `invalid-options` for another source or size; `load-failed`.
   */
  async setView(participantId: string, source: PictureSource, view: Size | null): Promise<void> {
    const { Viewing } = await loadPart(viewingPart);
    Viewing.of(this).set(participantId, source, view);
  }

  /** Looks for a path to a participant again, once the connection with them has failed. */
  retry(participantId: string): void {
    this.getPeer(participantId)?.restart();
  }

  /** The connection with a participant, to look into. */
  getPeer(participantId: string): PeerLink | undefined {
    return this.#call?.roster.link(participantId);
  }

  /** The browser's statistics of every connection (webrtc-stats). */
  async getStats(): Promise<CallStats> {
    return collectStats(this.#call?.roster.peers ?? []);
  }

  /** Ends everything at once, for a call that nobody will use again. */
  dispose(): void {
    void this.leave();
  }

  #begin(): ActiveCall {
    // Set before any event: joining twice is one join, also from a listener.
    const call = new ActiveCall({
      own: this.#own,
      spare: this.#spare,
      options: () => this.#options,
      self: () => this.#self,
      setSelf: (news) => this.#setSelf(news),
      enter: (state) => this.#setState(state),
      fail: (error) => void this.#fail(error),
      announce: (event) => this.dispatchEvent(event),
    });
    this.#call = call;
    this.#join(call).then(call.joining.resolve, call.joining.reject);
    return call;
  }

  async #join(call: ActiveCall): Promise<void> {
    ongoingCalls.add(this);
    callBeginnings.dispatchEvent(new Event('begin'));
    this.#error = undefined;
    this.#page?.abort();
    this.#page = watchPage({
      keep: () => call.keepPlace(),
      end: (isKept) => void this.#end(callWasLeft(), isKept),
      resume: () => {
        if (this.resumable) this.join().catch(() => undefined);
      },
    });
    this.#setState('joining');
    try {
      await call.join();
    } catch (error) {
      const { signal } = call;
      throw signal.aborted ? (signal.reason as Error) : this.#fail(toRtcError(error, 'server-unreachable'));
    }
  }

  #fail(error: RtcError): RtcError {
    void this.#end(error);
    this.report(error);
    return error;
  }

  /** Releases all that the call holds, before anybody hears of its end: first the stay, which sends what devices give. */
  #end(reason: RtcError | DOMException, hold?: boolean): Promise<void> | undefined {
    const call = this.#call;
    const error = reason instanceof RtcError ? reason : undefined;
    this.#call = undefined;
    ongoingCalls.delete(this);
    this.#error = error;
    if (!hold) this.#page?.abort();
    return this.eventQueue.hold(() => {
      this.#setSelf({ id: '' });
      this.#setState(error ? 'failed' : 'left', error?.code ?? 'left');
      const ended = call?.end(reason, hold);
      this.#own.close();
      return ended;
    });
  }

  /** Tells page and server what camera and microphone really do. */
  #handleMedia(): void {
    const { sent } = this.#own;
    if (sent === this.#self.media) this.dispatchEvent(new Event('change'));
    else {
      this.#setSelf({ media: sent });
      this.#call?.update({ media: sent });
    }
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
    this.eventQueue.add(new Event('change'), new RtcStateChangeEvent({ state, previous, reason }));
  }
}
